import { BLAMES, CATEGORIES, type Exchange, RETRIES } from '@faultline/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROVIDER_ROWS } from './catalogue/builtin-providers.ts';
import { createClassifier } from './classifier.ts';

const { classify } = createClassifier();
const MAX_WAIT_MS = 31 * 86_400_000;

const HOSTS = PROVIDER_ROWS.flatMap(([, , hosts]) => hosts.split(' ').filter(Boolean)).map((host) =>
  host.replaceAll('*', 'a'),
);
const HEADER_NAMES = [
  'retry-after',
  'retry-after-ms',
  'x-ratelimit-reset',
  'x-ratelimit-remaining',
  'ratelimit',
  'ratelimit-reset',
  'date',
  'server',
  'www-authenticate',
  'proxy-status',
  'sunset',
  'x-amzn-errortype',
  'grpc-status',
  'content-type',
  'x-sentry-rate-limits',
  'x-business-use-case-usage',
  'anthropic-ratelimit-requests-reset',
  '__proto__',
  'constructor',
  'X-RateLimit-Reset',
  'location',
];
const VALUES = [
  '0',
  '-1',
  'NaN',
  '1e12',
  '999999999999',
  '9999-12-31T23:59:59Z',
  'Fri, 31 Dec 9999 23:59:59 GMT',
  '6m0s',
  '"d";r=0;t=9',
  '',
];

const url = fc.oneof(
  fc.constantFrom(...HOSTS).map((host) => `https://${host}/v1/x`),
  fc.webUrl(),
  fc.string(),
);
const headers = fc.dictionary(
  fc.oneof(fc.constantFrom(...HEADER_NAMES), fc.string()),
  fc.oneof(fc.constantFrom(...VALUES), fc.string(), fc.array(fc.string(), { maxLength: 3 }), fc.integer()),
);
const key = fc.constantFrom(
  'error',
  'code',
  'errors',
  'message',
  'type',
  'status',
  'data',
  'retry_after',
  '__proto__',
  'constructor',
  'toString',
);
const { value: json } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom(
      'rate_limit_exceeded',
      'insufficient_quota',
      'Try again in 9m38s',
      'THROTTLED',
      'invalid_grant',
    ),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(key, tie('value'), { maxKeys: 6 }),
  ),
}));
const body = fc.oneof(
  json.map((value) => JSON.stringify(value)),
  fc.tuple(json, fc.nat(200)).map(([value, cut]) => (JSON.stringify(value) ?? '').slice(0, cut)),
  fc.string({ unit: 'binary' }),
  fc.uint8Array({ maxLength: 400 }),
  fc.constantFrom(
    '['.repeat(16_000),
    '{"a":'.repeat(3_000),
    '<a>'.repeat(5_000),
    '"'.repeat(9_000),
    '\\'.repeat(9_000),
    'a=b&'.repeat(4_000),
  ),
  fc.constant(undefined),
);
const cyclic = (): Error => {
  const error = new Error('a');
  error.cause = new AggregateError([error], 'b', { cause: error });
  return error;
};
const error = fc.oneof(fc.constant(undefined), fc.constant(null), fc.anything(), fc.constant(0).map(cyclic));
const status = fc.oneof(
  fc.integer({ min: 100, max: 599 }),
  fc.constantFrom(0, -1, 1e9, Number.NaN, 999, 418, 207, 530),
  fc.integer(),
);

const exchange = fc
  .record({ method: fc.constantFrom('GET', 'POST'), url, status, headers, body, error, failed: fc.boolean() })
  .map(
    ({ method, url, status, headers, body, error, failed }): Exchange => ({
      method,
      url,
      startedAt: 1_700_000_000_000,
      durationMs: 5,
      ...(failed ? {} : { response: body === undefined ? { status, headers } : { status, headers, body } }),
      ...(error === undefined ? {} : { error }),
    }),
  );

describe('the classification of any exchange', () => {
  it('comes from the closed sets, with a bounded wait, and never throws', () => {
    fc.assert(
      fc.property(exchange, (any) => {
        const { blame, category, retry, retryAfterMs, confidence, rule, hint } = classify(any);
        expect(BLAMES).toContain(blame);
        expect(CATEGORIES).toContain(category);
        expect(RETRIES).toContain(retry);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        expect(rule.length).toBeLessThanOrEqual(80);
        expect(hint).not.toBe('');
        if (retryAfterMs === undefined) return;
        expect(Number.isSafeInteger(retryAfterMs)).toBe(true);
        expect(retryAfterMs).toBeGreaterThanOrEqual(0);
        expect(retryAfterMs).toBeLessThanOrEqual(MAX_WAIT_MS);
      }),
      { numRuns: 1500 },
    );
  });

  it('is the same twice: nothing is remembered that changes it', () => {
    fc.assert(
      fc.property(exchange, (any) => {
        expect(classify(any)).toEqual(classify(any));
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the wire out of rule ids and hints', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{12,20}$/),
        fc.constantFrom(...HOSTS),
        fc.constantFrom(200, 400, 403, 429, 500),
        (secret, host, code) => {
          const text = JSON.stringify({
            error: { code: `x_${secret}`, type: secret, message: `${secret} rate limit quota expired` },
            __type: `${secret}Exception`,
          });
          const { rule, hint } = classify({
            method: 'GET',
            url: `https://${host}/${secret}?key=${secret}`,
            startedAt: 0,
            durationMs: 1,
            response: {
              status: code,
              headers: {
                'x-amzn-errortype': `${secret}Exception`,
                'proxy-status': `${secret}; error=${secret}`,
              },
              body: text,
            },
          });
          expect(`${rule} ${hint}`).not.toContain(secret);
        },
      ),
    );
  });

  it('leaves the prototypes alone', () => {
    classify({
      method: 'GET',
      url: 'https://api.acme.example',
      startedAt: 0,
      durationMs: 1,
      response: {
        status: 400,
        body: '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
      },
    });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it.each([
    ['open brackets', '['.repeat(16_384)],
    ['open objects', '{"a":'.repeat(3_276)],
    ['back slashes', `"${'\\'.repeat(16_000)}`],
    ['quotes', '{"'.repeat(8_000)],
    ['tags', '<a'.repeat(8_000)],
    ['words', '{"message":"try again '.repeat(700)],
    ['spaces', ' '.repeat(16_384)],
    ['digits', `{"message":"retry after ${'1'.repeat(16_000)}"}`],
  ])('takes bounded time over 16 KiB of %s', (_, text) => {
    const run = () =>
      classify({
        method: 'GET',
        url: 'https://api.openai.com/v1',
        startedAt: 0,
        durationMs: 1,
        response: { status: 429, body: text },
      });
    run();
    const before = process.cpuUsage();
    for (let i = 0; i < 20; i++) run();
    const { user } = process.cpuUsage(before);
    // Linear code takes well under 1 ms; anything that backtracks takes seconds.
    expect(user / 20 / 1000).toBeLessThan(50);
  });
});
