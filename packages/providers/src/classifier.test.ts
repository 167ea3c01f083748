import type { Classification, Exchange, HeaderBag } from '@faultline/core';
import { describe, expect, it } from 'vitest';
import { createClassifier } from './classifier.ts';

const { classify } = createClassifier();

function answer(url: string, status: number, body?: unknown, headers: HeaderBag = {}): Exchange {
  const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  const response = text === undefined ? { status, headers } : { status, headers, body: text };
  return { method: 'GET', url, startedAt: 1_700_000_000_000, durationMs: 0, response };
}

const UNKNOWN = 'https://api.acme.example/v1/things';
const OWN: Classification = {
  category: 'lock',
  blame: 'self',
  confidence: 1,
  retry: 'backoff',
  rule: 'billing.busy',
  hint: 'Wait.',
};

describe('createClassifier', () => {
  it('gives a function that can be called, destructured, and handed to an engine', () => {
    const classifier = createClassifier();
    const exchange = answer('https://api.bybit.com/v5/order', 429);
    expect(classifier(exchange)).toEqual(classifier.classify(exchange));
    expect(classifier(exchange)).toMatchObject({ blame: 'provider', rule: 'bybit.system_limit' });
  });

  it.each([
    [
      'the code of the body before the header',
      { code: 'insufficient_quota' },
      { 'retry-after': '30' },
      'billing',
    ],
    [
      'the header before the status',
      undefined,
      { 'www-authenticate': 'Bearer error="invalid_token"' },
      'authentication',
    ],
    ['the status, when nothing else speaks', undefined, {}, 'permission'],
  ])('believes %s', (_, body, headers, category) => {
    expect(classify(answer(UNKNOWN, 403, body, headers)).category).toBe(category);
  });

  it('leaves an answer alone whose words contradict its status', () => {
    expect(classify(answer(UNKNOWN, 404, { error: 'internal_error' }))).toMatchObject({
      category: 'not_found',
    });
    expect(classify(answer(UNKNOWN, 500, { error: 'missing_parameter' }))).toMatchObject({
      blame: 'provider',
    });
  });

  it('takes a success for one, whatever words are in it', () => {
    const body = { data: [{ name: 'rate limit exceeded', status: 'suspended', error: 'quota' }] };
    expect(classify(answer(UNKNOWN, 200, body))).toMatchObject({ category: 'ok', blame: 'none' });
    expect(classify(answer('https://api.github.com/user', 200, body))).toMatchObject({ category: 'ok' });
  });

  it.each([
    ['{"ok":false,"error":"rate_limited"}', 'rate_limit'],
    ['{"success":false,"message":"Your subscription has expired"}', 'billing'],
    ['{"status":"error","code":"INVALID_API_KEY"}', 'authentication'],
    ['error=bad_verification_code&error_description=The+code+passed+is+incorrect+or+expired', 'validation'],
    ['{"success":true,"error":null}', 'ok'],
  ])('reads the failure in the success %s', (body, category) => {
    expect(classify(answer(UNKNOWN, 200, body)).category).toBe(category);
  });

  it('reads names of headers in any case', () => {
    const headers = {
      'Content-Type': 'application/json',
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Reset': '20',
    };
    expect(classify(answer(UNKNOWN, 429, undefined, headers))).toMatchObject({
      retry: 'after_delay',
      retryAfterMs: 20_000,
    });
  });

  it('reads a body that was cut off, and one of bytes', () => {
    const whole =
      '{"error":{"code":"insufficient_quota","message":"You exceeded your current quota","param":null}}';
    for (const end of [45, 60, 90]) {
      expect(classify(answer(UNKNOWN, 429, whole.slice(0, end)))).toMatchObject({ category: 'billing' });
    }
    const bytes = new TextEncoder().encode(whole);
    expect(classify(answer(UNKNOWN, 429, bytes))).toMatchObject({ category: 'billing' });
  });

  it('judges a body that failed by the failure below 400, and by the status from there on', () => {
    const error = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    expect(classify({ ...answer(UNKNOWN, 200), error, phase: 'body' })).toMatchObject({
      category: 'connection',
    });
    expect(classify({ ...answer('https://api.bybit.com/v5', 429), error })).toMatchObject({
      rule: 'bybit.system_limit',
    });
  });

  it.each([
    ['x-should-retry: false stops a repeat', 500, 'false', 'never'],
    ['x-should-retry: false leaves what needs a fix', 400, 'false', 'after_fix'],
    ['x-should-retry: true beats the status', 409, 'true', 'backoff'],
  ])('%s', (_, status, flag, retry) => {
    expect(classify(answer(UNKNOWN, status, undefined, { 'x-should-retry': flag })).retry).toBe(retry);
  });

  it.each([
    ['dns of the origin', 'edge.example; error=dns_error', 'dns', 'provider'],
    ['a time-out of the origin', 'edge.example; error=http_response_timeout', 'timeout', 'provider'],
    ['its refusal', 'edge.example; error=http_request_denied', 'permission', 'self'],
    [
      'the hop nearest to the origin',
      'inner; error=connection_refused, outer; received-status=502',
      'gateway',
      'provider',
    ],
  ])('hears from Proxy-Status of %s', (_, value, category, blame) => {
    expect(classify(answer(UNKNOWN, 502, undefined, { 'proxy-status': value }))).toMatchObject({
      category,
      blame,
    });
  });

  it('blames the network when the hop is the forward proxy of this process', () => {
    const exchange = answer(UNKNOWN, 502, undefined, {
      'proxy-status': 'proxy.corp; error=connection_timeout',
    });
    expect(classify({ ...exchange, proxy: 'proxy.corp:3128' })).toMatchObject({
      category: 'proxy',
      blame: 'network',
    });
  });

  it('calls an endpoint gone whose sunset has passed, and only then', () => {
    const sunset = (date: string) => classify(answer(UNKNOWN, 404, undefined, { sunset: date })).category;
    expect(sunset('Sat, 31 Dec 2022 23:59:59 GMT')).toBe('gone');
    expect(sunset('Sun, 31 Dec 2034 23:59:59 GMT')).toBe('not_found');
  });

  it('takes a redirect to a sign-in page for a missing credential', () => {
    const to = (location: string) => classify(answer(UNKNOWN, 302, undefined, { location })).category;
    expect(to('https://acme.example/login?next=/v1')).toBe('authentication');
    expect(to('https://cdn.acme.example/file.bin')).toBe('redirect');
  });

  it.each([
    ['a failed item of the provider', [201, 500], 'provider'],
    ['a failed item of the request', [201, 422], 'self'],
    ['no failed item', [201, 200], 'none'],
  ])('reads in a 207 %s', (_, statuses, blame) => {
    const body = { items: statuses.map((status) => ({ status })) };
    expect(classify(answer(UNKNOWN, 207, body)).blame).toBe(blame);
  });

  it('asks the rules of the user first, for all providers and for one', () => {
    const options = {
      providers: [{ id: 'billing', hosts: ['billing.internal:8443'], rules: [() => OWN] }],
      rules: [
        (exchange: Exchange) => (exchange.method === 'PURGE' ? { ...OWN, rule: 'any.purge' } : undefined),
      ],
    };
    const own = createClassifier(options);
    expect(own(answer('https://billing.internal:8443/x', 500))).toBe(OWN);
    expect(own(answer('https://billing.internal:9/x', 500)).rule).toBe('status.500');
    expect(own({ ...answer(UNKNOWN, 500), method: 'PURGE' }).rule).toBe('any.purge');
  });

  it('keeps the rules of a built-in provider that gets more hosts, and lends them to one that is like it', () => {
    const own = createClassifier({
      providers: [
        { id: 'stripe', hosts: ['localhost:12111'] },
        { id: 'gateway', hosts: ['llm.internal'], like: 'openai' },
      ],
    });
    const card = { error: { type: 'card_error' } };
    expect(own(answer('http://localhost:12111/v1/charges', 402, card)).rule).toBe('stripe.card_error');
    expect(own(answer('https://api.stripe.com/v1/charges', 402, card)).rule).toBe('stripe.card_error');
    const quota = { error: { code: 'insufficient_quota' } };
    expect(own(answer('https://llm.internal/v1', 429, quota)).rule).toBe('openai.insufficient_quota');
  });

  it('survives a rule that throws, and tells of it', () => {
    const told: unknown[] = [];
    const failure = new Error('rule');
    const rule = () => {
      throw failure;
    };
    const own = createClassifier({
      providers: [{ id: 'acme', hosts: ['*.acme.example'], rules: [rule] }],
      onRuleError: (error) => told.push(error),
    });
    expect(own(answer(UNKNOWN, 500)).rule).toBe('status.500');
    expect(told).toEqual([failure]);
  });

  it.each([
    [{ id: 'Bad Id' }, "The id of a provider is 'Bad Id'"],
    [{ id: 'a', hosts: ['https://x.example/'] }, "A host of provider 'a' is 'https://x.example/'"],
    [{ id: 'a', endpoints: ['/x'] }, 'An endpoint of provider \'a\' is "/x"'],
    [{ id: 'a', rules: ['x'] }, "A rule of provider 'a' is 'x'"],
    [{ id: 'a', hosts: 'x' }, "hosts of provider 'a' is 'x'"],
  ])('refuses %j at once, quoting it', (provider, message) => {
    expect(() => createClassifier({ providers: [provider as never] })).toThrow(message);
  });
});
