import type { Exchange } from '@faultline/core';
import type { Attributes } from '@opentelemetry/api';
import type { SdkSpan } from './sdk-span.ts';

/**
 * What a client span itself tells of its exchange: for spans whose request the taps did not see fail, because it failed
 * before there was one, or because the instrumentation heard of the failure first.
 */
export function exchangeOf(span: SdkSpan): Exchange {
  const { attributes } = span;
  const status = attributes['http.response.status_code'] ?? attributes['http.status_code'];
  const error = errorOf(span);
  return {
    method: String(attributes['http.request.method'] ?? attributes['http.method'] ?? 'GET'),
    url: urlOf(attributes),
    // Times are for evidence, of which a span that is judged by itself has none.
    startedAt: 0,
    durationMs: 0,
    ...(typeof status === 'number' ? { response: { status } } : {}),
    ...(error === undefined ? {} : { error }),
  };
}

function urlOf(attributes: Attributes): string {
  const url = attributes['url.full'] ?? attributes['http.url'];
  if (typeof url === 'string') return url;
  const host = attributes['server.address'] ?? attributes['net.peer.name'] ?? 'unknown';
  return `http://${String(host)}${String(attributes['url.path'] ?? '/')}`;
}

/** The exception that was recorded, else what `error.type` names beyond a status. */
function errorOf(span: SdkSpan): { name: string; code: string; message: string } | undefined {
  const event = span.events.findLast(({ name }) => name === 'exception');
  const type = event?.attributes?.['exception.type'] ?? span.attributes['error.type'];
  if (type === undefined || /^[1-5]\d\d$/.test(String(type))) return undefined;
  const name = String(type) === '23' ? 'TimeoutError' : String(type);
  return { name, code: name, message: String(event?.attributes?.['exception.message'] ?? '') };
}
