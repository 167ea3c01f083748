import { type Finding, faultsOf } from '@faultline/core';
import { failSpan, type SdkSpan, unfailSpan } from './sdk-span.ts';

/**
 * Makes `error.type` and the status of a client span what the OpenTelemetry conventions say
 * (https://opentelemetry.io/docs/specs/semconv/http/http-spans/), where its instrumentation left them wrong or said nothing.
 *
 * What is right stays as it is.
 */
export function repairError(span: SdkSpan, finding: Finding): void {
  const { exchange, status } = finding;
  const given = span.attributes['error.type'];
  if (finding.category === 'cancelled') {
    // Nobody's fault: the caller wanted no answer any more.
    if (given !== undefined) unfailSpan(span);
  } else if (exchange.error !== undefined) {
    const type = exchange.abort === 'deadline' && isAbort(given) ? 'TimeoutError' : given;
    failSpan(span, usable(type, status) ?? typeOfError(exchange.error) ?? recordedType(span) ?? OTHER);
  } else if (status >= 400) {
    failSpan(span, usable(given, status) ?? String(status));
  } else if (given !== undefined && usable(given, status) === undefined) {
    // The exchange went well as far as the taps know, which may hear of its body later than the instrumentation does.
    const type = recordedType(span);
    if (type === undefined) unfailSpan(span);
    else failSpan(span, type);
  }
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

/**
 * The type that the instrumentation recorded in an exception event. Text that was thrown has none, as when a body that
 * nobody read was collected (`Response object has been garbage collected`): not an error of the exchange.
 */
function recordedType(span: SdkSpan): string | undefined {
  const event = span.events.findLast(({ name }) => name === 'exception');
  const type = event?.attributes?.['exception.type'];
  const name = DOM_EXCEPTIONS[String(type)] ?? type;
  return isName(name) ? name : undefined;
}

/** Instrumentations take a DOMException's `code`, which is a number: https://webidl.spec.whatwg.org/#idl-DOMException-error-names */
const DOM_EXCEPTIONS: Readonly<Record<string, string>> = {
  '19': 'NetworkError',
  '20': 'AbortError',
  '23': 'TimeoutError',
};
