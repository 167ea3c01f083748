import {
  type Exchange,
  type Finding,
  type HeaderBag,
  headerOf,
  originOf,
  REQUEST_ID_HEADERS,
} from '@faultline/core';
import { scrub } from './scrub.ts';

/** Most characters of a body that are kept. */
export const MAX_BODY_LENGTH = 2048;
/** Most characters of a header's value that are kept. */
const MAX_HEADER_LENGTH = 256;
/** Most characters of a body that are read. */
const MAX_SCRUBBED_LENGTH = 4096;

/** An answer that failed, as far as it may be told: for the application's own log, and for no exporter. */
export interface Capture {
  /** When the request was sent, ISO 8601 in UTC. */
  readonly time: string;
  readonly provider: string;
  readonly method: string;
  /** Origin and route template: no query, no credentials, no ids. */
  readonly url: string;
  readonly status: number;
  readonly category: Finding['category'];
  readonly blame: Finding['blame'];
  readonly rule: string;
  readonly requestId?: string;
  readonly traceId?: string;
  /** Headers that are known to hold nothing secret, scrubbed all the same. */
  readonly headers: Readonly<Record<string, string>>;
  /** The start of the body, at most 2 KiB, scrubbed; absent when it was not peeked. */
  readonly body?: string;
  /** Failed answers since the capture before that were not captured, since there were too many. */
  readonly skipped: number;
}

const ALLOWED_HEADERS: readonly string[] = [
  ...REQUEST_ID_HEADERS,
  'age',
  'allow',
  'content-encoding',
  'content-length',
  'content-type',
  'date',
  'deprecation',
  'proxy-status',
  'ratelimit',
  'ratelimit-limit',
  'ratelimit-policy',
  'ratelimit-remaining',
  'ratelimit-reset',
  'retry-after',
  'retry-after-ms',
  'server',
  'sunset',
  'via',
  'www-authenticate',
  'x-cache',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'x-should-retry',
];

/** Those name a request, and would fall to the rule for long random words. */
const IDS: ReadonlySet<string> = new Set(REQUEST_ID_HEADERS);

/**
 * Makes a capture of a failed answer.
 *
 * @param body what was peeked of it
 */
export function captureOf(finding: Finding, body: string | Uint8Array | undefined, skipped: number): Capture {
  const { provider, endpoint, status, category, blame, rule, requestId, exchange } = finding;
  const text = typeof body === 'string' || body === undefined ? body : new TextDecoder().decode(body);
  return {
    time: new Date(exchange.startedAt).toISOString(),
    provider,
    method: exchange.method,
    url: scrub(urlOf(exchange, endpoint)),
    status,
    category,
    blame,
    rule,
    ...(requestId === undefined ? {} : { requestId }),
    ...(exchange.span === undefined ? {} : { traceId: exchange.span.traceId }),
    headers: headersOf(exchange.response?.headers),
    ...(text === undefined ? {} : { body: scrubbedBody(text, exchange.response?.headers) }),
    skipped,
  };
}

function urlOf({ url }: Exchange, endpoint: string): string {
  const path = endpoint.slice(endpoint.indexOf(' ') + 1);
  return originOf(url) + path;
}

function headersOf(bag: HeaderBag | undefined): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const name of ALLOWED_HEADERS) {
    const value = headerOf(bag, name)?.slice(0, MAX_HEADER_LENGTH);
    if (value !== undefined) headers[name] = IDS.has(name) ? value : scrub(value);
  }
  return headers;
}

/** Scrubs first and cuts then, so that no secret is cut into something that does not look like one. */
function scrubbedBody(text: string, headers: HeaderBag | undefined): string {
  const scrubbed = scrub(text.slice(0, MAX_SCRUBBED_LENGTH));
  const isWhole =
    text.length <= MAX_SCRUBBED_LENGTH && scrubbed.length <= MAX_BODY_LENGTH && isWholeBody(text, headers);
  return isWhole ? scrubbed : withoutLastWord(scrubbed.slice(0, MAX_BODY_LENGTH));
}

/** The peek ends after so many bytes or so long, wherever that is. */
function isWholeBody(text: string, headers: HeaderBag | undefined): boolean {
  if (headerOf(headers, 'content-length') === String(Buffer.byteLength(text))) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What stands at a cut may be the half of anything, and numbers may have blanks. */
function withoutLastWord(text: string): string {
  return `${text.replace(/[^\s"',;<>{}]*$/, '').replace(/[\d\s._-]*$/, '')}…`;
}
