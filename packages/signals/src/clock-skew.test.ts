import type { Finding, Signal } from '@faultline/core';
import { describe, expect, it } from 'vitest';
import { createClockSkew } from './clock-skew.ts';

const TRUE_MS = Date.UTC(2026, 5, 1, 12, 0, 0);

function answerOf(
  provider: string,
  atMs: number,
  ownSkewMs: number,
  headers: Record<string, string> = {},
): Finding {
  return {
    provider,
    exchange: {
      startedAt: TRUE_MS + atMs + ownSkewMs - 100,
      monotonicMs: atMs - 100,
      durationMs: 100,
      response: { status: 200, headers: { date: new Date(TRUE_MS + atMs).toUTCString(), ...headers } },
    },
  } as unknown as Finding;
}

function skews(findings: readonly Finding[]): number[] {
  const told: number[] = [];
  const sink = createClockSkew({
    observe: (signal: Signal) => {
      if (signal.kind === 'vital') told.push(signal.value);
    },
  });
  for (const finding of findings) sink.finding?.(finding);
  return told;
}

describe('clock skew from the date header', () => {
  it('is within a second of the truth, ahead and behind', () => {
    expect(skews([answerOf('a', 5000, 400_000)])[0]).toBeCloseTo(400_000, -3.1);
    expect(skews([answerOf('a', 5000, -400_000)])[0]).toBeCloseTo(-400_000, -3.1);
  });

  it('is the median over hosts: one host with a wrong clock does not mislead', () => {
    const told = skews([
      answerOf('a', 5000, 0),
      answerOf('b', 10_000, 0),
      answerOf('wrong', 15_000, 900_000),
    ]);
    expect(Math.abs(told.at(-1) ?? Number.NaN)).toBeLessThan(1000);
  });

  it('reads no answer from a cache, none without a date, and none twice within two seconds', () => {
    expect(skews([answerOf('a', 5000, 400_000, { age: '300' })])).toEqual([]);
    expect(skews([answerOf('a', 5000, 400_000, { date: 'tomorrow' })])).toEqual([]);
    expect(skews([answerOf('a', 5000, 0), answerOf('a', 5500, 0)])).toHaveLength(1);
  });

  it('goes on after the own monotonic clock was set back', () => {
    expect(skews([answerOf('a', 500_000, 0), answerOf('a', 5000, 0)])).toHaveLength(2);
  });
});
