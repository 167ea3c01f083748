import { type Finding, faultsOf } from '@faultline/core';
import { failSpan, type SdkSpan, unfailSpan } from './sdk-span.ts';

/**
 * Makes `error.type` and the status of a client span what the OpenTelemetry conventions say
 * (https://opentelemetry.io/docs/specs/semconv/http/http-spans/), where its instrumentation left them wrong or said nothing.
 * What is right stays as it is.
 *
 * @param knowsAll whether the finding knows of every failure that the span does: taps that subscribed after the
 * instrumentation hear of a failing body too late
 */
export function repairError(span: SdkSpan, finding: Finding, knowsAll: boolean): void {
  const { exchange, status } = finding;
  const given = span.attributes['error.type'];
  if (finding.category === 'cancelled') {
    // Nobody's fault: the caller wanted no answer any more.
    if (given !== undefined) unfailSpan(span);
  } else if (finding.outcome === 'rejected') {
    // One name for it, whichever guard it was: the clients wrap it or not.
    failSpan(span, typeOfError(exchange.error) ?? OTHER);
  } else if (exchange.error !== undefined) {
    const type = exchange.abort === 'deadline' && isAbort(given) ? 'TimeoutError' : given;
    failSpan(span, usable(type, status) ?? typeOfError(exchange.error) ?? recordedType(span) ?? OTHER);
  } else if (given === undefined) {
    if (status >= 400) failSpan(span, String(status));
  } else {
    repairAnswered(span, status, knowsAll);
  }
}

/** The exchange was answered, and its span knows of an error all the same. */
function repairAnswered(span: SdkSpan, status: number, knowsAll: boolean): void {
  const given = usable(span.attributes['error.type'], status);
  const recorded = recordedType(span);
  // What the application called an error, without an exception, stays.
  if (given !== undefined && !hasException(span)) return;
  if (status >= 400) failSpan(span, String(status));
  else if (recorded !== undefined && !knowsAll) failSpan(span, given ?? recorded);
  // The caller stopped reading, or nobody read and the body was collected.
  else unfailSpan(span);
}

/** The conventions' value for an error without a name. */
const OTHER = '_OTHER';

/** A name of an error class or an error code; messages, numbers and what users make up at length are none. */
const IDENTIFIER = /^[A-Za-z_$][\w$.-]{0,79}$/;

/** An error's own class says nothing: each error of Node has a code that does. */
function isName(type: unknown): type is string {
  return typeof type === 'string' && type !== 'Error' && IDENTIFIER.test(type);
}

function usable(type: unknown, status: number): string | undefined {
  return isName(type) || (type === String(status) && status > 0) ? (type as string) : undefined;
}

function isAbort(type: unknown): boolean {
  return type === 'AbortError' || type === 'ABORT_ERR';
}

function typeOfError(error: unknown): string | undefined {
  for (const { name, code } of faultsOf(error)) {
    if (isName(code)) return code;
    if (isName(name) && name !== 'string') return name;
  }
  return undefined;
}

function hasException(span: SdkSpan): boolean {
  return span.events.some(({ name }) => name === 'exception');
}

/**
 * The type that the instrumentation recorded in an exception event. Text that was thrown has none, as when a body that
 * nobody read was collected (`Response object has been garbage collected`): not an error of the exchange.
 */
function recordedType(span: SdkSpan): string | undefined {
  const type = span.events.findLast(({ name }) => name === 'exception')?.attributes?.['exception.type'];
  const name = DOM_EXCEPTIONS[String(type)] ?? type;
  return isName(name) ? name : undefined;
}

/** Instrumentations take a DOMException's `code`, which is a number: https://webidl.spec.whatwg.org/#idl-DOMException-error-names */
const DOM_EXCEPTIONS: Readonly<Record<string, string>> = {
  '19': 'NetworkError',
  '20': 'AbortError',
  '23': 'TimeoutError',
};
