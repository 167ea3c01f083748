import CircuitBreaker from 'opossum';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { randomOf } from '../kit.ts';
import { OPOSSUM, OURS, type Rule, shareRule } from './rules.ts';

const NEVER = 400;

/** Calls at random times, a share of them failing. */
function trace(seed: number): readonly { readonly gapMs: number; readonly failed: boolean }[] {
  const random = randomOf(seed);
  const share = 0.2 + 0.4 * random();
  const gapMs = 20 + 3000 * random();
  // Good calls first, so that opossum does not open on its first failure.
  return Array.from({ length: NEVER }, (_, i) => ({
    gapMs: 1 + Math.floor(2 * gapMs * random()),
    failed: i >= 10 && random() < share,
  }));
}

/** The number of the call that opens a rule. */
function openedBy(rule: Rule, seed: number): number {
  let nowMs = 0;
  const at = trace(seed).findIndex(({ gapMs, failed }) => {
    nowMs += gapMs;
    return rule.hear(failed, nowMs);
  });
  return at < 0 ? NEVER : at;
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the model of opossum', () => {
  it('opens at the same call as opossum itself', async () => {
    const opened = new Set<number>();
    for (let seed = 1; seed <= 60; seed++) {
      const circuit = new CircuitBreaker(async (failed: boolean) => {
        if (failed) throw new Error('failed');
      });
      let real = NEVER;
      for (const [at, { gapMs, failed }] of trace(seed).entries()) {
        await vi.advanceTimersByTimeAsync(gapMs);
        await circuit.fire(failed).catch(() => {});
        if (circuit.opened) {
          real = at;
          break;
        }
      }
      circuit.shutdown();
      opened.add(real);
      expect([seed, openedBy(shareRule(OPOSSUM), seed)]).toEqual([seed, real]);
    }
    expect(opened.size).toBeGreaterThan(10);
  });
});

describe('our rule', () => {
  it('never opens at a background of 5 % over a million calls at 200 a second', () => {
    const random = randomOf(11);
    const rule = OURS.create();
    let opened = 0;
    for (let i = 0; i < 1_000_000; i++) if (rule.hear(random() < 0.05, i * 5)) opened += 1;
    expect(opened).toBe(0);
  });
});
