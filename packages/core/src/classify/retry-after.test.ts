import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeaderBag } from '../exchange.ts';
import { boundedWaitMs, MAX_RETRY_AFTER_MS, retryAfterMsOf } from './retry-after.ts';

/** The exchange ends at 10:00:01 of the local clock. */
const waitOf = (headers: HeaderBag): number | undefined =>
  retryAfterMsOf({
    method: 'GET',
    url: 'https://api.example.com/',
    startedAt: Date.UTC(2026, 2, 2, 10),
    durationMs: 1000,
    response: { status: 503, headers },
  });

describe('Retry-After', () => {
  it.each<[what: string, value: HeaderBag[string], ms: number | undefined]>([
    ['seconds', '120', 120_000],
    ['zero', '0', 0],
    ['a number that a client parsed', 7, 7000],
    ['several headers: the first', ['5', '9'], 5000],
    ['white space around it', '  30 ', 30_000],
    ['a fraction, as Shopify sends it', '2.0', 2000],
    ['a fraction without a binary form', '4.35', 4350],
    ['half a second', '0.5', 500],
    ['a part of a millisecond, rounded up', '0.0004', 1],
    ['an hour', '3600', 3_600_000],
    ['a monthly quota', '2592000', 2_592_000_000],
    ['a moment in epoch seconds', String(Date.UTC(2026, 2, 2, 10, 0, 31) / 1000), 30_000],
    ['an IMF-fixdate', 'Mon, 02 Mar 2026 10:02:01 GMT', 120_000],
    ['the obsolete date of RFC 850', 'Monday, 02-Mar-26 10:02:01 GMT', 120_000],
    ['the date of asctime', 'Mon Mar  2 10:02:01 2026', 120_000],
    ['a date in the past: now', 'Mon, 02 Mar 2026 09:00:00 GMT', 0],
    ['a negative number', '-5', undefined],
    ['junk', 'soon', undefined],
    ['nothing', '', undefined],
    ['a number with a unit', '30s', undefined],
    ['an exponent', '1e3', undefined],
    ['infinity', 'Infinity', undefined],
    ['hexadecimal', '0x10', undefined],
    ['more than any quota', '31536000', undefined],
    ['1e12', '1000000000000', undefined],
    ['sixty digits', '9'.repeat(60), undefined],
    ['the year 9999', 'Fri, 31 Dec 9999 23:59:59 GMT', undefined],
    ['a day that does not exist', 'Mon, 31 Feb 2026 10:00:00 GMT', undefined],
  ])('of %s', (_, value, ms) => {
    expect(waitOf({ 'retry-after': value })).toBe(ms);
  });

  it('counts a date from the Date of the answer, since the local clock may be wrong', () => {
    const headers = {
      date: 'Mon, 02 Mar 2026 10:10:00 GMT',
      'retry-after': 'Mon, 02 Mar 2026 10:10:02 GMT',
    };
    expect(waitOf(headers)).toBe(2000);
  });

  it('counts a date from the local clock when the Date of the answer is junk', () => {
    expect(waitOf({ date: 'today', 'retry-after': 'Mon, 02 Mar 2026 10:00:11 GMT' })).toBe(10_000);
  });

  it('is found in any case', () => {
    expect(waitOf({ 'Retry-After': '3' })).toBe(3000);
  });

  it('is a bounded whole number of milliseconds, or nothing, for any text and number', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String), fc.integer().map(String)), (value) => {
        const ms = waitOf({ 'retry-after': value });
        return ms === undefined || (Number.isInteger(ms) && ms >= 0 && ms <= MAX_RETRY_AFTER_MS);
      }),
    );
  });
});

describe('a wait', () => {
  it.each([
    [1500.2, 1501],
    [0, 0],
    [-0, 0],
    [-1, undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    [MAX_RETRY_AFTER_MS, MAX_RETRY_AFTER_MS],
    [MAX_RETRY_AFTER_MS + 1, undefined],
  ])('of %d ms is believed as %s', (waitMs, believed) => {
    expect(boundedWaitMs(waitMs)).toBe(believed);
  });
});
