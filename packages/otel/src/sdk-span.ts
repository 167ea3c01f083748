import {
  type Attributes,
  type AttributeValue,
  type SpanContext,
  type SpanKind,
  type SpanStatus,
  SpanStatusCode,
} from '@opentelemetry/api';

/**
 * What Faultline touches of an SDK's span. Described by shape: the 2.x and 3.x lines have classes of their own, each of
 * them twice (ESM and CommonJS), so that `instanceof` would answer wrongly.
 */
export interface SdkSpan {
  readonly kind: SpanKind;
  readonly attributes: Attributes;
  status: SpanStatus;
  readonly events: readonly { readonly name: string; readonly attributes?: Attributes }[];
  spanContext(): SpanContext;
  setAttribute(key: string, value: AttributeValue): unknown;
  setStatus(status: SpanStatus): unknown;
  isRecording(): boolean;
}

/** The value as a span of an SDK; `undefined` for spans that record nothing, and for those of other tracers. */
export function sdkSpanOf(span: unknown): SdkSpan | undefined {
  const candidate = span as Partial<SdkSpan> | null | undefined;
  return typeof candidate?.attributes === 'object' && typeof candidate.setAttribute === 'function'
    ? (candidate as SdkSpan)
    : undefined;
}

/** OpenTelemetry's default limit of attributes: the own limit of a span that ended cannot be asked any more. */
const ENDED_LIMIT = 128;

/**
 * Sets an attribute: through the span while it is open, within the limits that the application gave it. A span that
 * ended still waits for its export, where what became known too late for it can be written directly.
 */
export function setAttribute(span: SdkSpan, key: string, value: AttributeValue): void {
  if (span.isRecording()) span.setAttribute(key, value);
  else if (key in span.attributes || Object.keys(span.attributes).length < ENDED_LIMIT) {
    span.attributes[key] = value;
  }
}

/** Says that the span failed, unless the application gave it a status of its own. */
export function failSpan(span: SdkSpan, errorType: string): void {
  if (span.attributes['error.type'] !== errorType) setAttribute(span, 'error.type', errorType);
  if (span.status.code !== SpanStatusCode.UNSET) return;
  if (span.isRecording()) span.setStatus({ code: SpanStatusCode.ERROR });
  else span.status = { code: SpanStatusCode.ERROR };
}

/** Takes back that the span failed. The API has no words for it: it ignores Unset, and removes no attribute. */
export function unfailSpan(span: SdkSpan): void {
  delete span.attributes['error.type'];
  if (span.status.code === SpanStatusCode.ERROR) span.status = { code: SpanStatusCode.UNSET };
}
