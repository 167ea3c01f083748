import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHttpDate } from './http-date.ts';

const NOW = Date.UTC(2026, 2, 2);
const EXAMPLE = Date.UTC(1994, 10, 6, 8, 49, 37);

describe('an HTTP-date', () => {
  it.each([
    // The three examples of RFC 9110 section 5.6.7.
    ['Sun, 06 Nov 1994 08:49:37 GMT', EXAMPLE],
    ['Sunday, 06-Nov-94 08:49:37 GMT', EXAMPLE],
    ['Sun Nov  6 08:49:37 1994', EXAMPLE],
    ['sun, 06 nov 1994 08:49:37 gmt', EXAMPLE],
    ['Sun, 06-Nov-1994 08:49:37 GMT', EXAMPLE],
    ['Sun, 6 Nov 1994 08:49:37 UTC', EXAMPLE],
    ['06 Nov 1994 08:49:37 +0000', EXAMPLE],
    ['Sat, 31 Dec 2016 23:59:60 GMT', Date.UTC(2017, 0, 1)],
    ['Thu, 29 Feb 2024 00:00:00 GMT', Date.UTC(2024, 1, 29)],
  ])('%s is read', (text, expected) => {
    expect(parseHttpDate(text, NOW)).toBe(expected);
  });

  it.each([
    '',
    '1',
    '2026-03-02T10:00:00Z',
    'Sun, 06 Nov 1994 08:49:37 PST',
    'Sun, 06 Nov 1994 24:00:00 GMT',
    'Sun, 06 Foo 1994 08:49:37 GMT',
    'Wed, 29 Feb 2023 00:00:00 GMT',
    'Sun, 00 Nov 1994 08:49:37 GMT',
    `Sun, 06 Nov 1994 08:49:37 GMT${' '.repeat(1000)}`,
  ])('%j is none', (text) => {
    expect(parseHttpDate(text, NOW)).toBeUndefined();
  });

  it.each([
    ['75', 2075],
    ['76', 2076],
    ['77', 1977],
    ['94', 1994],
  ])('with the year %s is never more than fifty years ahead', (digits, year) => {
    expect(parseHttpDate(`Sunday, 06-Nov-${digits} 08:49:37 GMT`, NOW)).toBe(
      Date.UTC(year, 10, 6, 8, 49, 37),
    );
  });

  it('round-trips every second of four digits of years', () => {
    const seconds = fc.integer({ min: Date.UTC(1000, 0) / 1000, max: Date.UTC(9999, 11, 31) / 1000 });
    fc.assert(
      fc.property(seconds, (second) => {
        expect(parseHttpDate(new Date(second * 1000).toUTCString(), NOW)).toBe(second * 1000);
      }),
    );
  });
});
