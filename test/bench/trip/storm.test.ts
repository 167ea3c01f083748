import { expect, it } from 'vitest';
import { noGuard, ours } from './guards.ts';
import { storm } from './storm.ts';

it('a retry storm ends within 30 s of the outage, with at most 1.6 times the load, where without a breaker it does not', () => {
  const policy = { name: 'budget', retries: 3, budget: 0.1 };
  const guarded = storm({ ...policy, guard: ours }, 1);
  expect(guarded.recoverS).toBeLessThanOrEqual(30);
  expect(guarded.peak).toBeLessThanOrEqual(1.6);
  expect(storm({ name: 'bare', retries: 3, guard: noGuard }, 1).recoverS).toBe(Number.POSITIVE_INFINITY);
});
