import type { Finding } from '@faultline/core';
import type { OpenExchange } from '@faultline/http';
import { describe, expect, it } from 'vitest';
import { ANSWER_LIMIT } from './answered-failures.ts';
import { COPY_LIMIT } from './copied-failures.ts';
import { createKnownFailures } from './known-failures.ts';

let clock = 0;
function failure(error?: unknown, requestId?: string): Finding {
  const headers = requestId === undefined ? {} : { 'x-request-id': requestId };
  return {
    category: 'provider_error',
    status: 500,
    exchange: { monotonicMs: clock++, response: { status: 500, headers }, error },
    ...(requestId === undefined ? {} : { requestId }),
  } as unknown as Finding;
}

describe('a failure', () => {
  it('is known by its error and by each of its causes', () => {
    const known = createKnownFailures();
    const cause = new Error('reset');
    const finding = failure(new Error('failed', { cause }));
    known.sink.finding?.(finding);
    expect(known.find(cause)).toBe(finding);
    expect(known.find(new Error('x', { cause: finding.exchange.error }))).toBe(finding);
  });

  it('is known by its last finding when its body broke', () => {
    const known = createKnownFailures();
    const before = failure(undefined, 'req_1');
    const after = { ...before, rule: 'amended' };
    known.sink.finding?.(before);
    known.sink.amended?.(after, before);
    expect(known.find({ status: 500, requestId: 'req_1' })).toBe(after);
  });

  it('of a string is not known: texts have no identity', () => {
    const known = createKnownFailures();
    known.sink.finding?.(failure('gave up'));
    expect(known.find('gave up')).toBeUndefined();
  });

  it('is not known by an id that came with another status', () => {
    const known = createKnownFailures();
    known.sink.finding?.(failure(undefined, 'req_1'));
    expect(known.find({ status: 200, requestId: 'req_1' })).toBeUndefined();
  });

  it('is remembered by its id among the last answers only', () => {
    const known = createKnownFailures();
    for (let id = 0; id <= ANSWER_LIMIT; id++) known.sink.finding?.(failure(undefined, `req_${id}`));
    expect(known.find({ status: 500, requestId: 'req_0' })).toBeUndefined();
    expect(known.find({ status: 500, requestId: 'req_1' })?.requestId).toBe('req_1');
  });

  it('is found in bounded time in whatever it is looked for', () => {
    let endless: object = {};
    for (let depth = 0; depth < 100_000; depth++) endless = { cause: endless, errors: [endless, {}] };
    expect(createKnownFailures().find(endless)).toBeUndefined();
  });

  it('that node-fetch copied is known by its text, and of several alike the last one is', () => {
    const known = createKnownFailures();
    const url = 'http://api.example.com/v1/charges';
    const tied = (message: string) => {
      const finding = failure(new Error(message));
      Object.assign(finding.exchange, { url, response: undefined });
      known.tie({ client: 'http', request: {} } as OpenExchange, finding);
      return finding;
    };
    const copy = (message: string) =>
      Object.assign(new Error(`request to ${url} failed, reason: ${message}`), {
        name: 'FetchError',
        type: 'system',
      });
    tied('socket hang up');
    const last = tied('socket hang up');
    const other = tied('connect ECONNREFUSED');
    expect(known.find(copy('socket hang up'))).toBe(last);
    expect(known.find(copy('connect ECONNREFUSED'))).toBe(other);
    expect(known.find(copy('read ECONNRESET'))).toBeUndefined();
    expect(known.find(new Error(copy('socket hang up').message))).toBeUndefined();
    for (let i = 0; i < COPY_LIMIT; i++) tied(`failure ${i}`);
    expect(known.find(copy('socket hang up'))).toBeUndefined();
  });
});
