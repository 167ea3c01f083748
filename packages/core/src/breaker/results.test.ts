import { describe, expect, it } from 'vitest';
import { BREAKER_OUTCOME } from './outcome.ts';
import { circuitStateOf, type Permit } from './permit.ts';
import { charge, fault, refund, setUp } from './testing/set-up.ts';

const { success, faultyAnswer, noAnswer, throttled, callerFault, local } = BREAKER_OUTCOME;

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

  it('are heard of a key that never opened, while another is open', () => {
    const kit = setUp();
    kit.call(success, refund);
    kit.trip();
    for (let i = 0; i < 6; i++) {
      observe(kit, faultyAnswer, 100, refund);
      kit.state.nowMs += 250;
    }
    expect(kit.breakers.stateOf(refund)).toBe('open');
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

describe('calls that never asked and were under way when', () => {
  const limited = { blame: 'self', category: 'rate_limit' } as const;

  it('their credential was told to wait are heard, and not counted as rejected', () => {
    const { breakers, state, permit } = setUp({ random: () => 0 });
    const observe = (startedMs: number, retryAfterMs: number) =>
      breakers.observe(charge, startedMs, throttled, state.nowMs, { ...limited, retryAfterMs });
    const startedMs = state.nowMs;
    breakers.release(permit(), success, state.nowMs);
    state.nowMs += 100;
    observe(startedMs, 1000);
    observe(startedMs, 60_000);
    expect(breakers.read(state.nowMs)[0]).toMatchObject({ shadowed: 0, blockedMs: 60_025 });
    observe(state.nowMs, 90_000);
    expect(breakers.read(state.nowMs)[0]).toMatchObject({ shadowed: 1, blockedMs: 60_025 });
  });

  it('a hand reset their circuit are late', () => {
    const { breakers, state, trip, call } = setUp();
    call();
    const startedMs = state.nowMs;
    trip();
    breakers.reset('stripe');
    state.nowMs += 1;
    for (let i = 0; i < 20; i++) {
      breakers.observe(charge, startedMs, faultyAnswer, state.nowMs, fault);
      state.nowMs += 300;
    }
    expect(breakers.stateOf(charge)).toBe('closed');
    expect(breakers.read(state.nowMs)[0]?.late).toBe(20);
    expect(breakers.quiet).toBe(true);
  });
});

describe('breakers are quiet', () => {
  it('until a circuit opens, and again when it closed and its ramp is over', () => {
    const { breakers, trip, call, state } = setUp({ rampMs: 3000 });
    expect(breakers.quiet).toBe(true);
    call();
    expect(breakers.quiet).toBe(true);
    trip();
    expect(breakers.quiet).toBe(false);
    state.nowMs += 6000;
    for (let i = 0; i < 3; i++) call();
    expect([breakers.stateOf(charge), breakers.quiet]).toEqual(['closed', false]);
    state.nowMs += 3000;
    call();
    expect(breakers.quiet).toBe(true);
  });

  it('until a credential has to wait, and again when its time is over', () => {
    const { breakers, call, state } = setUp();
    call(throttled, charge, { ...fault, retryAfterMs: 1000 });
    expect(breakers.quiet).toBe(false);
    state.nowMs += 1100;
    call();
    expect(breakers.quiet).toBe(true);
  });

  it.each(['forceOpen', 'forceClosed', 'disable'] as const)(
    'until a hand says %s of a provider, a key or a choice, known or not, and again when it is reset',
    (how) => {
      const { breakers, call } = setUp();
      for (const selector of ['stripe', 'nobody', charge, { ...charge, endpoint: 'GET /other' }]) {
        breakers[how](selector);
        breakers[how](selector);
        expect(breakers.quiet).toBe(false);
        breakers.reset(selector);
        breakers.reset(selector);
        expect(breakers.quiet).toBe(true);
        call();
      }
      breakers[how](({ endpoint }) => endpoint === undefined);
      expect(breakers.quiet).toBe(false);
      breakers.reset(() => true);
      expect(breakers.quiet).toBe(true);
    },
  );

  it('when the keys that were not have given up their places', () => {
    const { breakers, trip, call, state } = setUp({ maxKeys: 2 });
    trip();
    state.nowMs += 86_400_000;
    for (let i = 0; i < 4; i++) {
      call(success, { ...charge, origin: `https://${i}.example` });
      state.nowMs += 1_000_000;
    }
    expect(breakers.stateOf(charge)).toBe('closed');
    expect(breakers.quiet).toBe(true);
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

  it('counts against the origin when nothing came any more', () => {
    const { breakers, permit, release, state, changes } = setUp();
    for (let i = 0; i < 6; i++) {
      const given = permit();
      release(given);
      breakers.amend(given, noAnswer, state.nowMs, fault);
      state.nowMs += 250;
    }
    expect(changes).toMatchObject([{ scope: 'origin', to: 'open', reason: '6 of 6 failed in 1.3 s' }]);
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
