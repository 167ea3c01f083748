import { type SdkSpan, setAttribute } from './sdk-span.ts';

/** What stands in the place of a secret, as the OpenTelemetry conventions for URLs spell it. */
export const REDACTED = 'REDACTED';

/**
 * A URL without its secrets: credentials, and everything behind the path.
 *
 * The conventions ask for known secret parameters to be redacted (`url.full` in
 * https://opentelemetry.io/docs/specs/semconv/registry/attributes/url/); which parameters of a provider are secret is
 * not known, and a bare token has no name to keep, so that the query goes as a whole.
 *
 * @param url a URL, or a path with a query
 */
export function redactUrl(url: string): string {
  if (isBare(url)) return url;
  const end = endOfPath(url);
  const bare = redactCredentials(targetOf(url.slice(0, end)));
  // A fragment is never sent, and a query that is empty has nothing to hide.
  return url[end] === '?' && end + 1 < url.length ? `${bare}?${REDACTED}` : bare;
}

/** Whether there is nothing behind the path and nobody in front of the host: nearly every URL, at a fraction of the price. */
function isBare(url: string): boolean {
  if (url.includes('?') || url.includes('#') || url.includes('@')) return false;
  const scheme = url.indexOf('://');
  return scheme === -1 || url.indexOf('://', scheme + 3) === -1;
}

function endOfPath(url: string): number {
  const query = url.indexOf('?');
  const fragment = url.indexOf('#');
  if (query === -1 && fragment === -1) return url.length;
  if (query === -1) return fragment;
  return fragment === -1 ? query : Math.min(query, fragment);
}

/**
 * The target of a plain request through a forward proxy: its request line holds an absolute URL (RFC 9112 section 3.2.2),
 * which instrumentation-http glues behind the proxy's origin.
 */
function targetOf(url: string): string {
  const start = url.indexOf('://') + 3;
  const second = start === 2 ? -1 : url.indexOf('://', start);
  if (second === -1) return url;
  const target = url.lastIndexOf('http', second);
  const slash = url.indexOf('/', start);
  return target > start && target < slash ? url.slice(target) : url;
}

function redactCredentials(url: string): string {
  const start = url.indexOf('://') + 3;
  if (start === 2) return url;
  const slash = url.indexOf('/', start);
  const at = url.lastIndexOf('@', slash === -1 ? undefined : slash);
  return at < start ? url : `${url.slice(0, start)}${REDACTED}:${REDACTED}${url.slice(at)}`;
}

/** Attributes that hold a URL, by the conventions of today and before 1.20. */
const URLS = ['url.full', 'http.url', 'http.target'] as const;

/** Takes the secrets out of every URL that a span carries. */
export function redactSpan(span: SdkSpan): void {
  for (const name of URLS) {
    const url = span.attributes[name];
    if (typeof url !== 'string') continue;
    const redacted = redactUrl(url);
    if (redacted !== url) setAttribute(span, name, redacted);
  }
  const query = span.attributes['url.query'];
  if (typeof query === 'string' && query !== '' && query !== REDACTED) {
    setAttribute(span, 'url.query', REDACTED);
  }
}
