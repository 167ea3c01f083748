import { describe, expect, it } from 'vitest';
import type { BreakerCause } from './breakers.ts';
import { BREAKER_OUTCOME } from './outcome.ts';
import { charge, refund, setUp } from './testing/set-up.ts';

const { faultyAnswer, noAnswer, throttled } = BREAKER_OUTCOME;

describe('throttling', () => {
  const limited: BreakerCause = {
    blame: 'self',
    category: 'rate_limit',
    retryAfterMs: 2000,
    credential: 'key-1',
  };
  const mine = { ...charge, credential: 'key-1' };

  it('rejects the calls of that credential to that origin until the time is over', () => {
    const { call, rejection, admit, state, changes } = setUp({ random: () => 0 });
    call(throttled, mine, limited);
    expect(rejection(mine)).toEqual({
      provider: 'stripe',
      scope: 'credential',
      key: 'https://api.stripe.com',
      state: 'open',
      reason: 'asked to wait 2.0 s',
      evidence: { failures: 0, calls: 0, windowMs: 0 },
      blame: 'self',
      category: 'rate_limit',
      retryAfterMs: 2025,
    });
    expect(rejection({ ...refund, credential: 'key-1' }).scope).toBe('credential');
    for (const request of [
      { ...charge, credential: 'key-2' },
      charge,
      { ...mine, origin: 'https://files.stripe.com' },
    ]) {
      expect(typeof admit(request)).toBe('number');
    }
    state.nowMs += 2024;
    expect(rejection(mine).retryAfterMs).toBe(1);
    state.nowMs += 1;
    expect(typeof admit(mine)).toBe('number');
    expect(changes.map(({ scope, key, from, to }) => ({ scope, key, from, to }))).toEqual([
      { scope: 'credential', key: 'https://api.stripe.com', from: 'closed', to: 'open' },
      { scope: 'credential', key: 'https://api.stripe.com', from: 'open', to: 'closed' },
    ]);
  });

  it('never opens a circuit, and never names the credential', () => {
    const { breakers, calls, state, call, changes, rejection } = setUp();
    expect(calls(5000, 10, throttled)).toBe(5000);
    call(throttled, mine, limited);
    expect(breakers.stateOf(charge)).toBe('closed');
    expect(JSON.stringify([changes, rejection(mine), breakers.read(state.nowMs)])).not.toContain('key-1');
  });

  it('believes a wait of at most an hour', () => {
    const { call, admit, state } = setUp({ random: () => 0 });
    call(throttled, mine, { ...limited, retryAfterMs: 1e12 });
    state.nowMs += 3_600_026;
    expect(typeof admit(mine)).toBe('number');
  });

  it.each([-5, 0, Number.NaN, undefined])('blocks nobody for a wait of %s', (retryAfterMs) => {
    const { call, admit } = setUp();
    const { retryAfterMs: _, ...timeless } = limited;
    call(throttled, mine, retryAfterMs === undefined ? timeless : { ...limited, retryAfterMs });
    expect(typeof admit(mine)).toBe('number');
  });

  it('keeps the longer of two waits', () => {
    const { permit, release, rejection } = setUp({ random: () => 0 });
    const [first, second] = [permit(mine), permit(mine)];
    release(first, throttled, { ...limited, retryAfterMs: 60_000 });
    release(second, throttled, limited);
    expect(rejection(mine).retryAfterMs).toBe(60_025);
  });

  it('is read as an open key and the wait that is left', () => {
    const { call, breakers, state } = setUp({ random: () => 0 });
    call(throttled, mine, limited);
    state.nowMs += 1000;
    expect(breakers.read(state.nowMs)[0]).toMatchObject({
      state: 'closed',
      blockedMs: 1025,
      keys: { open: 1, closed: 2 },
    });
    state.nowMs += 2000;
    expect(breakers.read(state.nowMs)[0]).toMatchObject({ blockedMs: 0, keys: { open: 0 } });
  });

  it('keeps no more waits than keys', () => {
    const { call, breakers } = setUp({ maxKeys: 100 });
    for (let i = 0; i < 1000; i++) {
      const credential = `key-${i}`;
      call(throttled, { ...charge, credential }, { ...limited, credential });
    }
    expect(breakers.overflow).toBe(900);
  });

  it('of one credential leaves the counting of the others as it was', () => {
    const healthy = setUp();
    healthy.call(throttled, mine, { ...limited, retryAfterMs: 3_600_000 });
    for (let i = 0; i < 200; i++) {
      expect(healthy.calls(2, 50)).toBe(2);
      expect(healthy.calls(1, 50, noAnswer)).toBe(1);
      expect(healthy.calls(1, 50, faultyAnswer)).toBe(1);
    }
    const broken = setUp();
    broken.call(throttled, mine, { ...limited, retryAfterMs: 3_600_000 });
    expect(broken.calls(20, 300, faultyAnswer)).toBe(6);
  });
});
