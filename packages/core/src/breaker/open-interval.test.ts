import { describe, expect, it } from 'vitest';
import { openIntervalMs, waitMs } from './open-interval.ts';

const middle = () => 0.5;
const low = () => 0;
const high = () => 0.999_999;

describe('openIntervalMs', () => {
  it('is 5 s ± 50 % for the first 13 openings', () => {
    for (let reopenings = 0; reopenings <= 12; reopenings++) {
      expect(openIntervalMs(reopenings, low)).toBe(2500);
      expect(openIntervalMs(reopenings, middle)).toBe(5000);
      expect(openIntervalMs(reopenings, high)).toBeCloseTo(7500, 0);
    }
  });

  it('then grows by half each time, to 30 s before jitter', () => {
    expect(openIntervalMs(13, middle)).toBe(7500);
    expect(openIntervalMs(14, middle)).toBe(11_250);
    expect(openIntervalMs(17, middle)).toBe(30_000);
    expect(openIntervalMs(5000, middle)).toBe(30_000);
    expect(openIntervalMs(5000, high)).toBeCloseTo(45_000, 0);
  });

  it('is never shorter than what the provider asked for, and not longer for a shorter wish', () => {
    expect(openIntervalMs(0, low, 60_000)).toBe(60_025);
    expect(openIntervalMs(0, middle, 1000)).toBe(5000);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('no entropy');
      },
    ],
    ['gives no number', () => Number.NaN],
    ['gives 1', () => 1],
    ['gives less than 0', () => -0.1],
  ])('loses only its jitter when the random source %s', (_, random) => {
    expect(openIntervalMs(0, random as () => number)).toBe(5000);
  });
});

describe('waitMs', () => {
  it('is the time asked for, up to a tenth more, and 25 ms so that nobody is early', () => {
    expect(waitMs(2000, low)).toBe(2025);
    expect(waitMs(2000, middle)).toBe(2125);
    expect(waitMs(2000, high)).toBeCloseTo(2225, 0);
  });

  it.each([undefined, 0, -5000, Number.NaN])('is 0 for %s', (retryAfterMs) => {
    expect(waitMs(retryAfterMs, middle)).toBe(0);
  });

  it('believes at most an hour', () => {
    expect(waitMs(3_600_000, low)).toBe(3_600_025);
    expect(waitMs(1e15, low)).toBe(3_600_025);
    expect(waitMs(Number.POSITIVE_INFINITY, low)).toBe(3_600_025);
  });
});
