import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLAMES, CATEGORIES, RETRIES } from '../closed-sets.ts';
import type { Exchange } from '../exchange.ts';
import { classify } from './classify.ts';
import { MAX_RETRY_AFTER_MS } from './retry-after.ts';
import { TRANSPORT_ROWS } from './transport/transport-table.ts';

function expectSound(exchange: unknown): void {
  const found = classify(exchange as Exchange);
  expect(CATEGORIES).toContain(found.category);
  expect(BLAMES).toContain(found.blame);
  expect(RETRIES).toContain(found.retry);
  expect(found.confidence).toBeGreaterThanOrEqual(0);
  expect(found.confidence).toBeLessThanOrEqual(1);
  // Rules and hints are of the tables: nothing from the wire gets into a label or a log.
  expect(found.rule).toMatch(/^(?:status\.\w+|transport\.[\w.*-]+|unreadable)$/);
  expect(found.rule.length).toBeLessThanOrEqual(80);
  if (found.retryAfterMs !== undefined) {
    expect(Number.isInteger(found.retryAfterMs)).toBe(true);
    expect(found.retryAfterMs).toBeGreaterThanOrEqual(0);
    expect(found.retryAfterMs).toBeLessThanOrEqual(MAX_RETRY_AFTER_MS);
  }
}

const base = { method: 'GET', url: 'https://api.example.com/v1', startedAt: 1e12, durationMs: 5 };

const codes = fc.oneof(
  fc.constantFrom(...TRANSPORT_ROWS.map((row) => row.code), 'ERR_SSL_X', 'HPE_', '__proto__', 'constructor'),
  fc.string(),
  fc.integer(),
);
const texts = fc.oneof(
  fc.string(),
  fc.constantFrom(
    'fetch failed',
    'terminated',
    'Proxy response (999) !== 200',
    'error code NGHTTP2_',
    'received with code 99',
    'SSL routines:::',
    'connect ECONNREFUSED',
  ),
);
const errors = fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: 6 }, fc.anything(), tie('error')),
  error: fc.record(
    {
      name: texts,
      code: codes,
      errno: codes,
      message: texts,
      type: texts,
      status: fc.oneof(fc.integer(), fc.string()),
      statusCode: fc.double(),
      response: fc.oneof(fc.anything(), fc.record({ status: fc.integer(), headers: fc.anything() })),
      headers: fc.anything(),
      address: fc.oneof(texts, fc.ipV4(), fc.ipV6()),
      port: fc.oneof(fc.integer(), fc.anything()),
      hostname: texts,
      details: texts,
      cause: tie('any'),
      reason: tie('any'),
      errors: fc.oneof(fc.array(tie('any'), { maxLength: 5 }), fc.anything()),
    },
    { requiredKeys: [] },
  ),
})).any;

const facts = fc.record(
  {
    abort: fc.constantFrom('caller', 'deadline', 'nobody'),
    loopLateMs: fc.oneof(fc.double(), fc.string()),
    phase: fc.oneof(fc.constantFrom('request', 'dns', 'connect', 'tls', 'headers', 'body'), fc.string()),
    socket: fc.constantFrom('new', 'reused'),
    bytesRead: fc.integer(),
    proxy: fc.oneof(fc.string(), fc.constant('10.0.0.1:3128')),
    url: fc.oneof(fc.webUrl(), fc.string()),
  },
  { requiredKeys: [] },
);

describe('any exchange', () => {
  it('with any status and headers gives a classification of the closed sets', () => {
    const headers = fc.dictionary(
      fc.oneof(fc.constantFrom('retry-after', 'Retry-After', 'date', 'x-ms-location'), fc.string()),
      fc.oneof(fc.string(), fc.integer(), fc.array(fc.string()), fc.anything()),
    );
    const status = fc.oneof(fc.integer({ min: -10, max: 1100 }), fc.double(), fc.anything());
    fc.assert(
      fc.property(status, headers, (code, bag) =>
        expectSound({ ...base, response: { status: code, headers: bag } }),
      ),
      { numRuns: 500 },
    );
  });

  it('with any thrown value and any facts gives one too', () => {
    const responses = fc.option(fc.record({ status: fc.integer({ min: 0, max: 700 }) }), { nil: undefined });
    fc.assert(
      fc.property(errors, facts, responses, (error, known, response) =>
        expectSound({ ...base, ...known, error, ...(response === undefined ? {} : { response }) }),
      ),
      { numRuns: 1000 },
    );
  });

  it.each(['length', '__proto__', 'constructor', '503'])('with the status %j has none', (status) => {
    const exchange = { ...base, response: { status } } as unknown as Exchange;
    expect(classify(exchange).rule).toBe('status.other');
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a number', 1],
    ['an empty object', {}],
  ])('that is %s gives one too', (_, exchange) => {
    expectSound(exchange);
  });
});

describe('a hostile error', () => {
  const thrower = (): never => {
    throw new Error('hostile');
  };
  const getters = Object.defineProperties(
    {},
    Object.fromEntries(
      ['name', 'code', 'message', 'cause', 'errors', 'response', 'status', 'reason'].map((key) => [
        key,
        { get: thrower },
      ]),
    ),
  );
  const traps = new Proxy({}, { get: thrower, has: thrower, ownKeys: thrower, getPrototypeOf: thrower });
  const endless: object = new Proxy(
    {},
    { get: (_, key) => (key === 'cause' || key === 'errors' ? endless : 'x') },
  );
  const fresh = (): object => new Proxy({}, { get: (_, key) => (key === 'length' ? 1e9 : fresh()) });
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();

  it.each<[string, () => unknown]>([
    ['with getters that throw', () => getters],
    ['that is a proxy with traps that throw', () => traps],
    ['that is a revoked proxy', () => revoked.proxy],
    ['that is its own cause', () => Object.assign(new Error('x'), { cause: undefined })],
    ['whose proxy never ends', () => endless],
    ['whose proxy is new at every look', fresh],
    ['with getters in its cause', () => new TypeError('fetch failed', { cause: getters })],
    ['with a hostile list of errors', () => new TypeError('x', { cause: { errors: traps } })],
    ['with hostile headers', () => ({ response: { status: 503, headers: traps } })],
    ['with a get of headers that throws', () => ({ response: { status: 503, headers: { get: thrower } } })],
    ['with a symbol for a code', () => Object.assign(new Error('x'), { code: Symbol('x') })],
    ['that is a function', () => thrower],
    ['with a message of ten megabytes', () => new Error('E'.repeat(10_000_000))],
    [
      'with a message made for backtracking',
      () => new Error(`SSL routines:${':'.repeat(500_000)} ${'a:'.repeat(500_000)}`),
    ],
  ])('%s gives a classification in bounded time', (_, make) => {
    const error = make();
    const before = performance.now();
    expectSound({ ...base, error });
    expectSound({ ...base, error: new TypeError('fetch failed', { cause: error }) });
    // A bound against hanging, far above what any machine needs.
    expect(performance.now() - before).toBeLessThan(1000);
  });

  it('that is its own cause is looked at once', () => {
    const error = new TypeError('fetch failed');
    error.cause = Object.assign(new Error('x'), { cause: error });
    expectSound({ ...base, error });
  });

  it('of a hundred thousand layers is looked at only so far', () => {
    let error: unknown = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
    for (let i = 0; i < 100_000; i++) error = { cause: error };
    expectSound({ ...base, error });
  });

  it('of a hundred thousand attempts is looked at only so far', () => {
    const attempts = Array.from({ length: 100_000 }, () =>
      Object.assign(new Error('x'), { code: 'ETIMEDOUT' }),
    );
    expect(classify({ ...base, error: new AggregateError(attempts) }).rule).toBe('transport.ETIMEDOUT');
  });

  it('in headers that throw is told from an answer', () => {
    expect(classify({ ...base, response: { status: 503, headers: traps } }).rule).toBe('unreadable');
  });
});
