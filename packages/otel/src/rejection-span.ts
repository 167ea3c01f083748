import { type Attributes, type Span, SpanKind, trace } from '@opentelemetry/api';
import type { OpenRequest } from './pairing.ts';
import { redactUrl } from './redact-url.ts';

/** Methods that the conventions know: RFC 9110 section 9, PATCH (RFC 5789) and QUERY. */
const METHODS: ReadonlySet<string> = new Set(
  'CONNECT DELETE GET HEAD OPTIONS PATCH POST PUT QUERY TRACE'.split(' '),
);

const PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/**
 * Starts the client span of a call that a guard rejected: no client made a request of it that an instrumentation could
 * hear of. Its parent is the active context, its name and attributes are what the
 * [HTTP conventions](https://opentelemetry.io/docs/specs/semconv/http/http-spans/) ask of every client span.
 */
export function startRejectionSpan({ method, url }: OpenRequest): Span {
  const isKnown = METHODS.has(method);
  const attributes: Attributes = {
    'http.request.method': isKnown ? method : '_OTHER',
    ...(isKnown ? {} : { 'http.request.method_original': method }),
    'url.full': redactUrl(url),
    ...serverOf(url),
  };
  const tracer = trace.getTracer('@faultline/otel');
  return tracer.startSpan(isKnown ? method : 'HTTP', { kind: SpanKind.CLIENT, attributes });
}

/** A call through `execute` may name its server in words of its own. */
function serverOf(url: string): Attributes {
  if (!URL.canParse(url)) return {};
  const { protocol, hostname, port } = new URL(url);
  const number = port === '' ? PORTS[protocol] : Number(port);
  return {
    // The conventions write an IPv6 address without its brackets.
    'server.address': hostname.replace(/^\[|\]$/g, ''),
    ...(number === undefined ? {} : { 'server.port': number }),
  };
}
