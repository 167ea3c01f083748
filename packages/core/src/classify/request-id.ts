import type { Exchange, HeaderBag } from '../exchange.ts';
import { headerOf } from './header.ts';

/** Where providers put the id that their support asks for, commonest first. */
export const REQUEST_ID_HEADERS: readonly string[] = [
  'x-request-id',
  'request-id', // Stripe, Anthropic, Microsoft Graph
  'x-amzn-requestid',
  'x-amz-request-id', // S3
  'x-amzn-request-id',
  'x-github-request-id',
  'x-ms-request-id', // Azure
  'x-correlation-id',
  'x-shopify-request-id',
  'twilio-request-id',
  'x-slack-req-id',
  'x-goog-request-id',
  'x-guploader-uploadid', // Google Cloud Storage
  'x-vercel-id',
  'x-trace-id',
  'cf-ray', // Cloudflare, in front of many: last, since it names the edge and not the API
];

const MAX_LENGTH = 128;
const PRINTABLE = /^[\x21-\x7e]+$/;

/** The provider's own id of the request, for its support: printable ASCII of at most 128 characters, else `undefined`. */
export function requestIdOf(exchange: Exchange): string | undefined {
  const headers = exchange.response?.headers;
  if (headers === undefined) return undefined;
  for (const name of REQUEST_ID_HEADERS) {
    const id = idIn(headers, name);
    if (id !== undefined) return id;
  }
  return undefined;
}

/** Every id that an answer carries, each once: where several parties answered together, each support asks for its own. */
export function requestIdsOf(exchange: Exchange): readonly string[] {
  const headers = exchange.response?.headers;
  if (headers === undefined) return [];
  const ids = REQUEST_ID_HEADERS.map((name) => idIn(headers, name)).filter((id) => id !== undefined);
  return [...new Set(ids)];
}

function idIn(headers: HeaderBag, name: string): string | undefined {
  const id = headerOf(headers, name);
  return id !== undefined && id.length <= MAX_LENGTH && PRINTABLE.test(id) ? id : undefined;
}
