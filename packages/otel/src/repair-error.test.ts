import type { Exchange } from '@faultline/core';
import { type Attributes, SpanStatusCode } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { repairError } from './repair-error.ts';
import { coded, findingOf, startSdk } from './testing/spans.ts';

/** What an instrumentation left on the span, what the exchange was, and what the conventions ask for. */
interface Row {
  readonly what: string;
  readonly given: Attributes;
  /** Recorded as an exception, which sets the status to Error as the instrumentations do. */
  readonly thrown?: unknown;
  readonly exchange: Partial<Exchange>;
  /** Whether the taps hear first. @defaultValue true */
  readonly knowsAll?: boolean;
  readonly errorType: string | undefined;
  readonly status: SpanStatusCode;
}

const { UNSET, ERROR } = SpanStatusCode;
const ok = { response: { status: 200 } };
const timeout = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
const aborted = new DOMException('This operation was aborted', 'AbortError');

const ROWS: readonly Row[] = [
  { what: 'a success stays unset', given: {}, exchange: ok, errorType: undefined, status: UNSET },
  {
    what: 'a 4xx client span is an error, named by its status',
    given: { 'http.response.status_code': 404 },
    exchange: { response: { status: 404 } },
    errorType: '404',
    status: ERROR,
  },
  {
    what: 'a 5xx without error.type gets its status',
    given: {},
    exchange: { response: { status: 503 } },
    errorType: '503',
    status: ERROR,
  },
  {
    what: 'a right error.type stays as it is',
    given: { 'error.type': 'ECONNREFUSED' },
    thrown: coded('ECONNREFUSED'),
    exchange: { error: coded('ECONNREFUSED') },
    errorType: 'ECONNREFUSED',
    status: ERROR,
  },
  {
    what: 'undici names AbortSignal.timeout by a number',
    given: { 'error.type': 23 },
    thrown: timeout,
    exchange: { error: timeout, abort: 'deadline' },
    errorType: 'TimeoutError',
    status: ERROR,
  },
  {
    what: 'the same as text',
    given: { 'error.type': '23' },
    thrown: timeout,
    exchange: { error: timeout, abort: 'deadline' },
    errorType: 'TimeoutError',
    status: ERROR,
  },
  {
    what: 'the same when the taps hear of it later',
    given: { 'error.type': 23 },
    thrown: timeout,
    exchange: ok,
    knowsAll: false,
    errorType: 'TimeoutError',
    status: ERROR,
  },
  {
    what: 'node:http hides a deadline in the cause of an abort',
    given: { 'error.type': 'AbortError' },
    exchange: { error: Object.assign(coded('ABORT_ERR'), { cause: timeout }), abort: 'deadline' },
    errorType: 'TimeoutError',
    status: ERROR,
  },
  {
    what: 'instrumentation-http names every error Error',
    given: { 'error.type': 'Error' },
    thrown: coded('ENOTFOUND'),
    exchange: { error: coded('ENOTFOUND') },
    errorType: 'ENOTFOUND',
    status: ERROR,
  },
  {
    what: 'an old instrumentation names an error by its message',
    given: { 'error.type': 'connect ECONNREFUSED 127.0.0.1:80' },
    exchange: { error: coded('ECONNREFUSED') },
    errorType: 'ECONNREFUSED',
    status: ERROR,
  },
  {
    what: 'several addresses that failed are one error',
    given: { 'error.type': 'Error' },
    exchange: { error: new AggregateError([coded('ECONNREFUSED')], 'all failed') },
    errorType: 'AggregateError',
    status: ERROR,
  },
  {
    what: 'an error without any name falls back to the value of the conventions',
    given: { 'error.type': 'Error' },
    exchange: { error: {}, phase: 'headers' },
    errorType: '_OTHER',
    status: ERROR,
  },
  {
    what: 'a body that failed after its headers is made visible',
    given: { 'http.response.status_code': 200 },
    exchange: { ...ok, error: coded('ECONNRESET', 'aborted'), phase: 'body' },
    errorType: 'ECONNRESET',
    status: ERROR,
  },
  {
    what: 'a body that failed below an error status keeps the status',
    given: { 'error.type': '503' },
    exchange: { response: { status: 503 }, error: coded('ECONNRESET'), phase: 'body' },
    errorType: '503',
    status: ERROR,
  },
  {
    what: "a caller's cancel is no error",
    given: { 'error.type': 'AbortError' },
    thrown: aborted,
    exchange: { error: aborted, abort: 'caller' },
    errorType: undefined,
    status: UNSET,
  },
  {
    what: 'nor one with a reason of its own',
    given: { 'error.type': 'USER_LEFT_PAGE_4711' },
    thrown: coded('USER_LEFT_PAGE_4711'),
    exchange: { error: coded('USER_LEFT_PAGE_4711'), abort: 'caller' },
    errorType: undefined,
    status: UNSET,
  },
  {
    what: 'nor is it when the answer was there already',
    given: { 'error.type': 'AbortError' },
    thrown: aborted,
    exchange: ok,
    errorType: undefined,
    status: UNSET,
  },
  {
    what: 'a body whose failure the taps hear of later is one',
    given: { 'error.type': 'UND_ERR_SOCKET' },
    thrown: coded('UND_ERR_SOCKET'),
    exchange: ok,
    knowsAll: false,
    errorType: 'UND_ERR_SOCKET',
    status: ERROR,
  },
  {
    what: 'an error status stays the error when the caller then leaves the body',
    given: { 'error.type': 'UND_ERR_DESTROYED' },
    thrown: coded('UND_ERR_DESTROYED'),
    exchange: { response: { status: 500 } },
    errorType: '500',
    status: ERROR,
  },
  {
    what: 'what the application calls an error stays one',
    given: { 'error.type': 'insufficient_funds' },
    exchange: ok,
    errorType: 'insufficient_funds',
    status: UNSET,
  },
  {
    what: 'a body that nobody read is no error when it is collected',
    given: { 'error.type': 'Error' },
    thrown: 'Response object has been garbage collected',
    exchange: ok,
    errorType: undefined,
    status: UNSET,
  },
  {
    what: 'an answered error stays one when its unread body is collected',
    given: { 'error.type': 'Error' },
    thrown: 'Response object has been garbage collected',
    exchange: { response: { status: 503 } },
    errorType: '503',
    status: ERROR,
  },
];

describe('error.type and status of a client span', () => {
  it.each(ROWS)('$what', ({ given, thrown, exchange, knowsAll = true, errorType, status }) => {
    const span = startSdk().clientSpan(given);
    if (thrown !== undefined) {
      span.recordException(thrown);
      span.setStatus({ code: ERROR, message: String(thrown) });
    }
    repairError(span, findingOf(exchange), knowsAll);
    expect(span.attributes['error.type']).toBe(errorType);
    expect(span.status.code).toBe(status);
  });

  it('leaves a status alone that the application gave', () => {
    const span = startSdk().clientSpan({});
    span.setStatus({ code: SpanStatusCode.OK });
    repairError(span, findingOf({ response: { status: 404 } }), true);
    expect(span.status.code).toBe(SpanStatusCode.OK);
  });
});
