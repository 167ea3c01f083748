import { describe, expect, it } from 'vitest';
import { BREAKER_OUTCOME } from './outcome.ts';
import { charge, refund, setUp } from './testing/set-up.ts';

const { success, faultyAnswer, noAnswer, throttled } = BREAKER_OUTCOME;

describe('keys', () => {
  it('are bounded: a million at random cost no more than the table holds', () => {
    const { breakers, state, trip, rejection } = setUp({ maxKeys: 1000 });
    trip();
    for (let i = 0; i < 1_000_000; i++) {
      const origin = `https://${i % 5000}.example`;
      const admitted = breakers.admit({ provider: origin, origin, endpoint: `GET /${i}` }, state.nowMs);
      if (typeof admitted === 'number') breakers.release(admitted, success, state.nowMs);
    }
    const keys = breakers
      .read(state.nowMs)
      .reduce((sum, { keys: { open, closed } }) => sum + open + closed, 0);
    expect(keys).toBe(1000);
    expect(breakers.overflow).toBeGreaterThan(900_000);
    expect(rejection().state).toBe('open');
  });

  it('that were idle for ten minutes give way; those that are open, forced or waiting stay', () => {
    const { breakers, call, state, trip, rejection } = setUp({ maxKeys: 12 });
    const at = (name: string) => ({ provider: name, origin: `https://${name}.example`, endpoint: 'GET /' });
    breakers.forceOpen({ provider: 'forced', origin: 'https://forced.example' });
    const waiting = { ...at('waiting'), credential: 'key-1' };
    call(throttled, waiting, {
      blame: 'self',
      category: 'quota',
      retryAfterMs: 3_600_000,
      credential: 'key-1',
    });
    for (let i = 0; i < 4; i++) call(success, at(`idle${i}`));
    state.nowMs += 605_000;
    trip(charge);
    for (let i = 0; i < 40; i++) call(success, at(`new${i}`));
    expect(rejection(charge).state).toBe('open');
    expect(rejection(waiting).scope).toBe('credential');
    expect(rejection(at('forced')).state).toBe('forced_open');
    expect(breakers.read(state.nowMs).map(({ provider }) => provider)).not.toContain('idle0');
  });

  it('that give way while they are open are told as closed', () => {
    const { trip, call, state, changes } = setUp({ maxKeys: 2 });
    trip();
    state.nowMs += 1_300_000;
    call(success, { ...charge, endpoint: 'GET /new' });
    expect(changes.at(-1)).toMatchObject({ from: 'open', to: 'closed', reason: 'not called for 10 min' });
  });

  it('without a place of their own leave their origin’s breaker alone when they answer badly', () => {
    const { calls, breakers } = setUp({ maxKeys: 2 });
    calls(1, 10, success, refund);
    expect(calls(100, 100, faultyAnswer, charge)).toBe(100);
    expect(breakers.stateOf({ provider: 'stripe', origin: charge.origin })).toBe('closed');
    expect(calls(100, 300, noAnswer, charge)).toBeLessThan(100);
  });

  it('may be called like members of an object', () => {
    const { calls } = setUp();
    for (const name of ['__proto__', 'constructor', 'toString', '']) {
      expect(calls(20, 300, faultyAnswer, { provider: name, origin: name, endpoint: name })).toBe(6);
    }
  });

  it('are of one provider each, though two share an origin', () => {
    const { calls, admit } = setUp();
    expect(calls(20, 300, noAnswer)).toBe(6);
    expect(typeof admit({ ...charge, provider: 'stripe-test' })).toBe('number');
  });
});
