import type { Exchange, Finding, HeaderBag } from '@faultline/core';
import { describe, expect, it } from 'vitest';
import { Reading } from '../rules/reading.ts';
import { limitDelayMsOf, statedDelayMsOf } from './delay.ts';
import { LimitLedger } from './limit-ledger.ts';
import { limitOf } from './limit-of.ts';
import { delayInMessage } from './message-delay.ts';
import { type WaitUnit, waitOf } from './moment.ts';
import { rateLimitFieldOf } from './rate-limit-field.ts';

const NOW = 1_700_000_000_000;
const exchangeOf = (headers: HeaderBag, body?: string): Exchange => ({
  method: 'GET',
  url: 'https://api.acme.example/x',
  startedAt: NOW,
  durationMs: 0,
  response: body === undefined ? { status: 429, headers } : { status: 429, headers, body },
});
const readingOf = (headers: HeaderBag, body?: string) => new Reading(exchangeOf(headers, body), 'acme', 429);

describe('a text that states a wait', () => {
  it.each<[string, WaitUnit, number | undefined]>([
    ['30', 's', 30_000],
    ['1.5', 's', 1500],
    ['250', 'ms', 250],
    ['5', 'minutes', 300_000],
    ['1700000030', 's', 30_000],
    ['1700000030.5', 'any', 30_500],
    ['1700000030000', 'any', 30_000],
    ['1700000030000', 'ms', 30_000],
    ['6m0s', 's', 360_000],
    ['120ms', 'any', 120],
    ['39.5s', 'any', 39_500],
    ['1h2m3s', 'any', 3_723_000],
    ['2023-11-14T22:13:50Z', 'any', 30_000],
    ['2023-11-14T22:13:50', 'any', 30_000],
    ['2023-11-15T00:13:50+02:00', 'any', 30_000],
    ['2023-11-14 22:13:50 +0000 UTC', 'any', 30_000],
    ['Tue, 14 Nov 2023 22:13:50 GMT', 'any', 30_000],
    ['Tue, 14 Nov 2023 23:13:50 +0100', 'any', 30_000],
    ['Tue Nov 14 2023 23:13:50 GMT+0100 (Central European Standard Time)', 'any', 30_000],
    ['Tue Nov 14 2023 16:43:50 GMT-0530', 'any', 30_000],
    ['90 seconds', 'any', 90_000],
    ['5 min', 'any', 300_000],
    ['00:12:44', 'any', 764_000],
    ['2.03:00:00', 'any', 183_600_000],
    ['600000', 'any', 600_000],
    ['30000', 'any', 30_000],
    ['30000', 's', 30_000_000],
    ['41200', 'any', 41_200_000],
    ['86400', 'any', 86_400_000],
    ['36000', 'any', 36_000_000],
    ['9000', 'any', 9_000_000],
    ['-5', 's', undefined],
    ['NaN', 's', undefined],
    ['1e12', 's', undefined],
    ['soon', 'any', undefined],
    ['9'.repeat(70), 's', undefined],
  ])('%s in %s', (text, unit, wait) => {
    const got = waitOf(text, unit, NOW);
    if (wait === undefined) expect(got).toBeUndefined();
    else expect(got).toBeCloseTo(wait, 3);
  });
});

describe('the delay that an answer states', () => {
  it.each<[string, HeaderBag, string | undefined, number | undefined]>([
    ['milliseconds before seconds', { 'retry-after-ms': '1400', 'retry-after': '2' }, undefined, 1400],
    ['the header before the body', { 'retry-after': '65' }, '{"retry_after":64.57}', 65_000],
    ['a field of the body', {}, '{"parameters":{"retry_after":35}}', 35_000],
    ['a field of milliseconds', {}, '{"error":{"retryAfterMs":1500}}', 1500],
    ['a field of round seconds', {}, '{"retryAfterSec":30000}', 30_000_000],
    ['a field of minutes', {}, '{"retry_after_minutes":2}', 120_000],
    ['a Retry-After with a unit', { 'retry-after': '30s' }, undefined, 30_000],
    ['a Retry-After of ISO 8601', { 'retry-after': '2023-11-14T22:13:50Z' }, undefined, 30_000],
    ['a Retry-After of epoch milliseconds', { 'retry-after': '1700000030000' }, undefined, 30_000],
    ['what the message says, last of all', {}, '{"message":"Please try again in 6.5s"}', 6500],
    ['the wait of google.rpc.RetryInfo', {}, '{"error":{"details":[{"retryDelay":"39s"}]}}', 39_000],
    ['a date in the past: now', { 'retry-after': 'Tue, 14 Nov 2023 22:00:00 GMT' }, undefined, 0],
    ['nothing for junk', { 'retry-after': 'soon' }, '{"retry_after":"later"}', undefined],
    ['nothing for a negative number', { 'retry-after': '-1' }, '{"retry_after":-1}', undefined],
    ['nothing for the year 9999', { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }, undefined, undefined],
    ['the body when the header is absurd', { 'retry-after': '999999999' }, '{"retry_after":3}', 3000],
  ])('is %s', (_, headers, body, wait) => {
    expect(statedDelayMsOf(readingOf(headers, body))).toBe(wait);
  });
});

describe('the delay of a limit', () => {
  it.each<[string, HeaderBag, number | undefined]>([
    ['epoch seconds', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1700000030' }, 30_000],
    ['delta seconds', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '30' }, 30_000],
    [
      'epoch milliseconds',
      { 'x-ratelimit-requests-remaining': '0', 'x-ratelimit-requests-reset': '1700000030000' },
      30_000,
    ],
    [
      'RFC 3339',
      {
        'anthropic-ratelimit-tokens-remaining': '0',
        'anthropic-ratelimit-tokens-reset': '2023-11-14T22:13:50Z',
      },
      30_000,
    ],
    ['structured fields', { ratelimit: '"burst";r=0;t=30' }, 30_000],
    ['seconds of Sentry', { 'x-sentry-rate-limits': '60:error;transaction:key, 2700:default' }, 2_700_000],
    [
      'minutes of Meta',
      { 'x-business-use-case-usage': '{"1":[{"estimated_time_to_regain_access":5}]}' },
      300_000,
    ],
    [
      'the later of two that are spent',
      {
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-requests': '1s',
        'x-ratelimit-remaining-tokens': '0',
        'x-ratelimit-reset-tokens': '6m0s',
      },
      360_000,
    ],
    [
      'the spent one of two',
      {
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-requests': '1s',
        'x-ratelimit-remaining-tokens': '9',
        'x-ratelimit-reset-tokens': '6m0s',
      },
      1000,
    ],
    [
      'nothing while something is left',
      { 'x-ratelimit-remaining': '7', 'x-ratelimit-reset': '1700003000' },
      undefined,
    ],
    [
      'from the Date of the answer',
      { date: 'Tue, 14 Nov 2023 22:13:10 GMT', 'x-ratelimit-reset': '1700000030' },
      40_000,
    ],
    ['nothing for a reset in 9999', { 'x-ratelimit-reset': '253402300799' }, undefined],
  ])('reads %s', (_, headers, wait) => {
    expect(limitDelayMsOf(readingOf(headers))).toBe(wait);
  });
});

describe('a message that states a wait', () => {
  it.each([
    ['Please try again in 9m38.016s.', 578_016],
    ['Please try again in 1.4s. Visit x', 1400],
    ['Try again in 35 seconds.', 35_000],
    ['Too Many Requests: retry after 35', 35_000],
    ['Request was throttled. Expected available in 86400 seconds.', 86_400_000],
    ['more requests available in 82216 seconds', 82_216_000],
    ['Complexity budget exhausted, query cost 1 budget remaining 2 out of 3 reset in 16 seconds', 16_000],
    ['Please wait 2 minutes before retrying', 120_000],
    ['IP banned until 1700000060000.', 60_000],
    ['You will regain access on 2023-11-15 at 00:00 UTC.', 6_400_000],
    ['Quota will be replenished in 00:12:44.', 764_000],
    ['Your quota will reset after 27h41m36s.', 99_696_000],
    ['You can submit the request after 49 seconds', 49_000],
    ['Please try after 2023-11-14T22:14:17.071Z.', 57_071],
    [
      'please retry after 25s, resets at Tue Nov 14 2023 22:13:45 GMT+0000 (Coordinated Universal Time)',
      25_000,
    ],
    ['resets at Tue Nov 14 2023 22:13:50 GMT+0000 (Coordinated Universal Time)', 30_000],
    ['The ban expires at 1700000060000.', 60_000],
    ['Rate limits reset every 60 seconds', undefined],
    ['Please wait: 10 requests per 60 seconds', undefined],
    ['we gave up; retry after 3 attempts', undefined],
    ['first seen 2023-11-14T22:00:00Z', undefined],
    ['Please retry after a while; you sent 30 requests', undefined],
    ['limited to 40 API calls / minute', undefined],
    ['retry after 99999999999 days', undefined],
  ])('%s', (message, wait) => {
    expect(delayInMessage(message, NOW)).toBe(wait);
  });
});

describe('the RateLimit field', () => {
  it.each([
    ['"default";r=50;t=30', { remaining: 50, resetS: 30 }],
    ['"burst";r=9;t=1, "daily";r=2;t=900', { remaining: 2, resetS: 900 }],
    ['"burst";r=0;t=1, "daily";r=0;t=900', { remaining: 0, resetS: 900 }],
    ['limit=100, remaining=0, reset=12', { limit: 100, remaining: 0, resetS: 12 }],
    ['junk', undefined],
    [undefined, undefined],
  ])('%s', (value, field) => {
    expect(rateLimitFieldOf(value)).toEqual(field);
  });
});

describe('the limit that an answer tells of', () => {
  it.each<[string, HeaderBag, unknown]>([
    [
      'GitHub',
      { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '4999', 'x-ratelimit-reset': '1700000600' },
      { limit: 5000, remaining: 4999, resetMs: 600_000 },
    ],
    [
      'the tightest of several',
      {
        'x-ratelimit-limit-requests': '100',
        'x-ratelimit-remaining-requests': '90',
        'x-ratelimit-limit-tokens': '1000',
        'x-ratelimit-remaining-tokens': '10',
        'x-ratelimit-reset-tokens': '1s',
      },
      { limit: 1000, remaining: 10, resetMs: 1000 },
    ],
    ['Shopify', { 'x-shopify-shop-api-call-limit': '32/40' }, { limit: 40, remaining: 8 }],
    ['Salesforce', { 'sforce-limit-info': 'api-usage=18/5000' }, { limit: 5000, remaining: 4982 }],
    [
      'Docker Hub',
      { 'ratelimit-limit': '100;w=21600', 'ratelimit-remaining': '76;w=21600' },
      { limit: 100, remaining: 76 },
    ],
    [
      'the draft',
      { ratelimit: '"d";r=3;t=9', 'ratelimit-policy': '"d";q=12;w=60' },
      { limit: 12, remaining: 3, resetMs: 9000 },
    ],
    ['nobody', { 'content-type': 'text/plain' }, undefined],
    ['junk', { 'x-ratelimit-limit': 'x', 'x-ratelimit-remaining': '-4' }, undefined],
    [
      'more left than there is',
      { 'x-ratelimit-limit': '10', 'x-ratelimit-remaining': '99' },
      { limit: 10, remaining: 10 },
    ],
  ])('%s', (_, headers, limit) => {
    expect(limitOf(exchangeOf(headers))).toEqual(limit);
  });
});

describe('the ledger of limits', () => {
  const told = (facts: Partial<Finding>, headers: HeaderBag, credential?: string): Finding => ({
    category: 'ok',
    blame: 'none',
    confidence: 1,
    retry: 'never',
    rule: 'status.200',
    hint: 'x',
    provider: 'acme',
    endpoint: 'GET /x',
    outcome: 'answered',
    status: 200,
    evidence: [],
    exchange: {
      ...exchangeOf(headers),
      monotonicMs: 1000,
      ...(credential === undefined ? {} : { credential }),
    },
    ...facts,
  });
  const left = (remaining: number, reset = 60) => ({
    'x-ratelimit-limit': '100',
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(reset),
  });

  it('shows the lowest ratio over credentials until its window ends', () => {
    const ledger = new LimitLedger();
    ledger.finding(told({}, left(80), 'a'));
    ledger.finding(told({}, left(20, 30), 'b'));
    expect(ledger.remainingRatio(1000)).toEqual([{ labels: ['acme'], value: 0.2 }]);
    expect(ledger.remainingRatio(31_001)).toEqual([{ labels: ['acme'], value: 0.8 }]);
    expect(ledger.remainingRatio(61_001)).toEqual([{ labels: ['acme'], value: 1 }]);
  });

  it('counts a block down, and ends it when an answer succeeds', () => {
    const ledger = new LimitLedger();
    ledger.finding(
      told({ category: 'rate_limit', blame: 'self', retry: 'after_delay', retryAfterMs: 30_000 }, {}),
    );
    expect(ledger.blockedSeconds(1000)).toEqual([{ labels: ['acme'], value: 30 }]);
    expect(ledger.blockedSeconds(21_000)).toEqual([{ labels: ['acme'], value: 10 }]);
    expect(ledger.blockedSeconds(90_000)).toEqual([{ labels: ['acme'], value: 0 }]);
    ledger.finding(told({}, {}));
    expect(ledger.blockedSeconds(2000)).toEqual([{ labels: ['acme'], value: 0 }]);
  });

  it('says nothing of providers that never spoke of limits', () => {
    const ledger = new LimitLedger();
    ledger.finding(told({}, {}));
    expect(ledger.remainingRatio(1000)).toEqual([]);
    expect(ledger.blockedSeconds(1000)).toEqual([]);
  });

  it('stays bounded, and forgets who was silent for longest', () => {
    const ledger = new LimitLedger();
    for (let i = 0; i < 2000; i++) ledger.finding(told({ provider: `p${i}` }, left(50)));
    const providers = ledger.remainingRatio(1000).map(({ labels }) => labels[0]);
    expect(providers).toHaveLength(512);
    expect(providers.at(-1)).toBe('p1999');
  });
});
