import { describe, expect, it } from 'vitest';
import type { BreakerOptions } from './options.ts';
import { BREAKER_OUTCOME } from './outcome.ts';
import { circuitStateOf, type Permit, UNGUARDED } from './permit.ts';
import { charge, fault, refund, setUp } from './testing/set-up.ts';

const { success, faultyAnswer, noAnswer, throttled, callerFault, local } = BREAKER_OUTCOME;

describe('an open circuit', () => {
  it('rejects everybody at once until its time is over, then lets one probe pass', () => {
    const { trip, state, rejection, permit } = setUp();
    trip();
    state.nowMs += 3000;
    expect(rejection().retryAfterMs).toBeGreaterThan(0);
    state.nowMs += 5000;
    permit();
    for (let i = 0; i < 1000; i++) expect(rejection()).toMatchObject({ state: 'half_open', retryAfterMs: 0 });
  });

  it('stays open as long as the provider asked', () => {
    const { calls, call, state, rejection, admit } = setUp();
    calls(5, 250, faultyAnswer);
    call(faultyAnswer, charge, { ...fault, retryAfterMs: 90_000 });
    state.nowMs += 90_000;
    expect(rejection().state).toBe('open');
    state.nowMs += 4526;
    expect(typeof admit()).toBe('number');
  });

  it('is not touched by the results of calls admitted before', () => {
    const { trip, permit, release, breakers, state } = setUp();
    const early = Array.from({ length: 20 }, () => permit());
    trip();
    for (const given of early) release(given, success);
    expect(breakers.stateOf(charge)).toBe('open');
    expect(breakers.read(state.nowMs)[0]?.late).toBe(20);
  });
});

describe('a half-open circuit', () => {
  function halfOpen(options?: BreakerOptions) {
    const kit = setUp(options);
    const early = [kit.permit(), kit.permit()];
    kit.trip();
    kit.state.nowMs += 6000;
    return { ...kit, early: early as [Permit, Permit] };
  }

  it('closes after three probes in a row passed', () => {
    const { call, breakers, changes } = halfOpen();
    call();
    call();
    expect(breakers.stateOf(charge)).toBe('half_open');
    call();
    expect(breakers.stateOf(charge)).toBe('closed');
    expect(changes.map(({ from, to, reason }) => `${from} ${to}: ${reason}`)).toEqual([
      'closed open: 6 of 6 failed in 1.3 s',
      'open half_open: its time is over',
      'half_open closed: probes passed',
    ]);
  });

  it('opens again on the first probe that fails, with its blame', () => {
    const { call, rejection } = halfOpen();
    call();
    call(faultyAnswer, charge, { blame: 'provider', category: 'overloaded' });
    expect(rejection()).toMatchObject({ state: 'open', category: 'overloaded', reason: 'a probe failed' });
  });

  it('starts with an empty window when it closes', () => {
    const { call, calls } = halfOpen();
    for (let i = 0; i < 3; i++) call();
    expect(calls(20, 300, faultyAnswer)).toBe(6);
  });

  it('takes an answer that is our own fault as a pass: the provider lives', () => {
    const { call, breakers } = halfOpen();
    for (const outcome of [callerFault, throttled, callerFault]) call(outcome);
    expect(breakers.stateOf(charge)).toBe('closed');
  });

  it('learns nothing from a local fault, and lets the next one probe', () => {
    const { call, permit, breakers } = halfOpen();
    for (let i = 0; i < 5; i++) call(local);
    expect(breakers.stateOf(charge)).toBe('half_open');
    permit();
  });

  it('hears nothing of calls that nobody guards', () => {
    const { breakers, state } = halfOpen();
    breakers.release(UNGUARDED, success, state.nowMs);
    breakers.amend(UNGUARDED, faultyAnswer, state.nowMs, fault);
    expect(breakers.stateOf(charge)).toBe('open');
  });

  it('gives the place of a lost probe away after 30 s, and never hears that probe again', () => {
    const { permit, rejection, state, release, breakers } = halfOpen();
    const lost = permit();
    state.nowMs += 29_999;
    rejection();
    state.nowMs += 1;
    const next = permit();
    release(lost, faultyAnswer);
    expect(breakers.stateOf(charge)).toBe('half_open');
    release(next);
    permit();
  });

  it.each([
    ['success', success],
    ['failure', faultyAnswer],
  ])('hears no %s of a call admitted before it opened', (_, outcome) => {
    const { early, release, permit, breakers, state } = halfOpen();
    const probe = permit();
    for (const given of early) release(given, outcome);
    expect(breakers.stateOf(charge)).toBe('half_open');
    expect(breakers.read(state.nowMs)[0]?.late).toBe(2);
    release(probe);
    expect(breakers.stateOf(charge)).toBe('half_open');
  });

  it('is what a permit of its endpoint or of its origin says, when the other is closed again', () => {
    const { trip, state, call, permit, release, breakers } = setUp();
    trip(charge, noAnswer);
    state.nowMs += 6000;
    const probe = permit();
    expect(circuitStateOf(probe)).toBe('half_open');
    release(probe);
    for (let i = 0; i < 2; i++) call();
    expect(breakers.stateOf({ provider: 'stripe', origin: charge.origin })).toBe('closed');
    expect(circuitStateOf(permit())).toBe('closed');
    trip();
    state.nowMs += 6000;
    expect(circuitStateOf(permit())).toBe('half_open');
  });

  it('counts a probe once, however often it is released', () => {
    const { permit, release, breakers } = halfOpen();
    const probe = permit();
    for (let i = 0; i < 5; i++) release(probe);
    expect(breakers.stateOf(charge)).toBe('half_open');
  });

  it('opens again when the body of a probe breaks off after its headers passed', () => {
    const { permit, release, breakers, state, changes } = halfOpen();
    const probe = permit();
    release(probe);
    breakers.amend(probe, faultyAnswer, state.nowMs, fault);
    expect(breakers.stateOf(charge)).toBe('open');
    expect(changes.at(-1)).toMatchObject({ from: 'half_open', to: 'open' });
  });

  it('of an origin whose connections failed passes on any answer, even a bad one', () => {
    const { trip, state, call, breakers } = setUp();
    trip(charge, noAnswer);
    state.nowMs += 6000;
    for (let i = 0; i < 3; i++) call(faultyAnswer);
    expect(breakers.stateOf({ provider: 'stripe', origin: charge.origin })).toBe('closed');
  });

  it('of an origin whose endpoints failed opens again on a bad answer', () => {
    const { trip, state, call, breakers } = setUp();
    trip(charge);
    trip(refund);
    state.nowMs += 10_000;
    call(faultyAnswer, { ...charge, endpoint: 'GET /other' });
    expect(breakers.stateOf({ provider: 'stripe', origin: charge.origin })).toBe('open');
  });
});

describe('a circuit that just closed', () => {
  it('lets a growing share pass: about a third at once, all after 3 s', () => {
    const { trip, call, state, admit } = setUp({ rampMs: 3000 });
    trip();
    state.nowMs += 6000;
    for (let i = 0; i < 3; i++) call();
    const shares = [0, 1, 2, 3].map(() => {
      let passed = 0;
      for (let i = 0; i < 100; i++) {
        if (typeof admit() === 'number') passed += 1;
        state.nowMs += 10;
      }
      return passed;
    });
    // The share grows from 30 % by 70 % over 3 s: 30 + 11.7, 65, 88.3 and 100 % on average over each second.
    expect(shares[0]).toBeCloseTo(41.7, -1);
    expect(shares[1]).toBeCloseTo(65, -1);
    expect(shares[2]).toBeCloseTo(88.3, -1);
    expect(shares[3]).toBe(100);
  });

  it('says of those it rejects that not all pass yet', () => {
    const { trip, call, state, rejection } = setUp({ rampMs: 3000 });
    trip();
    state.nowMs += 6000;
    for (let i = 0; i < 3; i++) call();
    expect(rejection()).toMatchObject({
      state: 'closed',
      reason: 'not all calls pass yet, after 6 of 6 failed in 1.3 s',
      retryAfterMs: 0,
    });
  });

  it('forgets one reopening in each healthy minute', () => {
    const { trip, call, state, rejection } = setUp();
    trip();
    for (let i = 0; i < 14; i++) {
      state.nowMs += 100_000;
      call(faultyAnswer);
    }
    // 15th opening: 14 reopenings, two of them beyond the steady 12, so 5 s × 1.5².
    expect(rejection().retryAfterMs).toBe(11_250);
    state.nowMs += 20_000;
    for (let i = 0; i < 3; i++) call();
    state.nowMs += 120_000;
    trip();
    // Two minutes healthy: 15 − 2 = 13 reopenings, one beyond the steady 12. The last of seven calls was not made.
    expect(rejection().retryAfterMs).toBe(7500 - 250);
  });
});
