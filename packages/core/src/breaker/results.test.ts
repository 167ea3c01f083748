import { describe, expect, it } from 'vitest';
import { BREAKER_OUTCOME } from './outcome.ts';
import { circuitStateOf, type Permit } from './permit.ts';
import { charge, fault, setUp } from './testing/set-up.ts';

const { success, faultyAnswer, throttled, callerFault, local } = BREAKER_OUTCOME;

describe('calls that never asked', () => {
  const observe = (kit: ReturnType<typeof setUp>, outcome = success, tookMs = 0, request = charge) =>
    kit.breakers.observe(request, kit.state.nowMs - tookMs, outcome, kit.state.nowMs, fault);

  it('open a circuit and are counted, not rejected', () => {
    const kit = setUp();
    for (let i = 0; i < 10; i++) {
      observe(kit, faultyAnswer);
      kit.state.nowMs += 250;
    }
    expect(kit.breakers.stateOf(charge)).toBe('open');
    expect(kit.breakers.read(kit.state.nowMs)[0]).toMatchObject({ enforced: 0, shadowed: 4 });
  });

  it('close it again', () => {
    const kit = setUp();
    kit.trip();
    kit.state.nowMs += 6000;
    for (let i = 0; i < 3; i++) observe(kit);
    expect(kit.breakers.stateOf(charge)).toBe('closed');
  });

  it('are late when they started before their circuit changed', () => {
    const kit = setUp();
    kit.trip();
    kit.state.nowMs += 6000;
    expect(circuitStateOf(observe(kit, faultyAnswer))).toBe('half_open');
    kit.state.nowMs += 6000;
    observe(kit, success, 10_000);
    expect(kit.breakers.stateOf(charge)).toBe('open');
    expect(kit.breakers.read(kit.state.nowMs)[0]?.late).toBe(1);
  });
});

describe('a body that breaks off after its call was released', () => {
  it('turns a success into a failure, without a second call', () => {
    const { breakers, permit, release, state, rejection } = setUp();
    for (let i = 0; i < 6; i++) {
      const given = permit();
      release(given);
      breakers.amend(given, faultyAnswer, state.nowMs, fault);
      state.nowMs += 250;
    }
    expect(rejection().evidence).toEqual({ failures: 6, calls: 6, windowMs: 1250 });
  });

  it.each([success, local, callerFault, throttled])('changes nothing when it is $kind', (outcome) => {
    const { breakers, permit, release, state, admit } = setUp();
    for (let i = 0; i < 20; i++) {
      const given = permit();
      release(given);
      breakers.amend(given, outcome, state.nowMs, fault);
      state.nowMs += 250;
    }
    expect(typeof admit()).toBe('number');
  });
});

describe('time', () => {
  it('set back an hour leaves an open circuit open for no longer', () => {
    const { trip, state, admit } = setUp();
    trip();
    state.nowMs -= 3_600_000;
    admit();
    state.nowMs += 6000;
    expect(typeof admit()).toBe('number');
  });

  it('set back or forward an hour rejects no healthy provider', () => {
    const { calls, state } = setUp();
    for (const jumpMs of [-3_600_000, 3_600_000, -3_600_000]) {
      expect(calls(100, 50)).toBe(100);
      expect(calls(4, 50, faultyAnswer)).toBe(4);
      state.nowMs += jumpMs;
    }
    expect(calls(100, 50)).toBe(100);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('of %s is ignored', (bad) => {
    const { breakers, call, trip, rejection } = setUp();
    call();
    breakers.release(breakers.admit(charge, bad) as Permit, faultyAnswer, bad, fault);
    trip();
    breakers.admit(charge, bad);
    expect(rejection().state).toBe('open');
  });
});
