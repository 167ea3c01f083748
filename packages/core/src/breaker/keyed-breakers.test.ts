import { describe, expect, it } from 'vitest';
import type { CircuitChange } from '../sink.ts';
import type { BreakerCause } from './breakers.ts';
import { CircuitOpenError } from './circuit-open-error.ts';
import type { AdmitRequest } from './key-table.ts';
import { createBreakers } from './keyed-breakers.ts';
import type { BreakerOptions } from './options.ts';
import { BREAKER_OUTCOME } from './outcome.ts';
import { circuitStateOf, type Permit } from './permit.ts';
import type { Rejection } from './rejection.ts';

const charge: AdmitRequest = {
  provider: 'stripe',
  origin: 'https://api.stripe.com',
  endpoint: 'POST /v1/charges',
};
const refund: AdmitRequest = { ...charge, endpoint: 'POST /v1/refunds' };
const { success, faultyAnswer, noAnswer, throttled, callerFault, local } = BREAKER_OUTCOME;
const fault: BreakerCause = { blame: 'provider', category: 'gateway' };

/** Breakers in enforce mode, with a clock to wind and jitter in the middle. */
function setUp(options: BreakerOptions = {}) {
  const changes: CircuitChange[] = [];
  const rejections: boolean[] = [];
  const errors: string[] = [];
  const state = { nowMs: 1000 };
  const breakers = createBreakers({
    mode: 'enforce',
    rampMs: 0,
    random: () => 0.5,
    clock: () => state.nowMs,
    listeners: [
      {
        circuit: (change) => changes.push(change),
        rejection: (_, enforced) => rejections.push(enforced),
        internalError: (where) => errors.push(where),
      },
    ],
    ...options,
  });
  const admit = (request = charge) => breakers.admit(request, state.nowMs);
  const permit = (request = charge): Permit => {
    const admitted = admit(request);
    if (typeof admitted !== 'number') throw new CircuitOpenError(admitted);
    return admitted;
  };
  const rejection = (request = charge): Rejection => {
    const admitted = admit(request);
    if (typeof admitted === 'number') throw new Error('was admitted');
    return admitted;
  };
  const release = (given: Permit, outcome = success, cause: BreakerCause = fault) =>
    breakers.release(given, outcome, state.nowMs, cause);
  const call = (outcome = success, request = charge, cause: BreakerCause = fault) =>
    release(permit(request), outcome, cause);
  /** `count` calls, one each `everyMs`, as long as they are admitted; returns how many were made. */
  const calls = (count: number, everyMs: number, outcome = success, request = charge): number => {
    for (let made = 0; made < count; made++) {
      const admitted = admit(request);
      if (typeof admitted !== 'number') return made;
      release(admitted, outcome);
      state.nowMs += everyMs;
    }
    return count;
  };
  /** Opens the circuit of an endpoint, or with `noAnswer` that of the origin. */
  const trip = (request = charge, outcome = faultyAnswer) => {
    calls(7, 250, outcome, request);
    rejection(request);
  };
  return {
    breakers,
    state,
    changes,
    rejections,
    errors,
    admit,
    permit,
    rejection,
    release,
    call,
    calls,
    trip,
  };
}

describe('a circuit opens', () => {
  it('after six failures over a second, and says why', () => {
    const { call, state, changes, rejection, admit } = setUp();
    for (let i = 0; i < 5; i++) {
      call(faultyAnswer);
      state.nowMs += 250;
    }
    expect(typeof admit()).toBe('number');
    call(faultyAnswer);
    expect(changes).toEqual([
      {
        provider: 'stripe',
        scope: 'endpoint',
        key: 'POST /v1/charges',
        from: 'closed',
        to: 'open',
        reason: '6 of 6 failed in 1.3 s',
        enforced: true,
      },
    ]);
    expect(rejection()).toEqual({
      provider: 'stripe',
      scope: 'endpoint',
      key: 'POST /v1/charges',
      state: 'open',
      reason: '6 of 6 failed in 1.3 s',
      evidence: { failures: 6, calls: 6, windowMs: 1250 },
      blame: 'provider',
      category: 'gateway',
      retryAfterMs: 5000,
    });
  });

  it('never on the first failure, nor on any number of them within 200 ms', () => {
    const { calls } = setUp();
    expect(calls(1000, 0.2, faultyAnswer)).toBe(1000);
  });

  it('at one call in 50 s, after six failures', () => {
    const { calls, changes } = setUp();
    calls(5, 50_000, faultyAnswer);
    expect(changes).toEqual([]);
    calls(1, 0, faultyAnswer);
    expect(changes).toMatchObject([{ to: 'open', reason: '6 of 6 failed in 240 s' }]);
  });

  it('within 1.3 s of a total failure at 20 calls a second, after good times at that rate', () => {
    const { calls } = setUp();
    calls(2000, 50);
    expect(calls(100, 50, faultyAnswer)).toBeLessThanOrEqual(26);
  });

  it('not on failures older than five minutes', () => {
    const { calls, state } = setUp();
    calls(5, 1000, faultyAnswer);
    state.nowMs += 3_600_000;
    expect(calls(5, 1000, faultyAnswer)).toBe(5);
  });

  it('not while a minority fails, however long', () => {
    const { calls } = setUp();
    for (let i = 0; i < 2000; i++) {
      expect(calls(2, 20)).toBe(2);
      expect(calls(1, 20, faultyAnswer)).toBe(1);
    }
  });

  it('not on a burst of failures that two coarse cells happen to share', () => {
    const { call, state, admit } = setUp();
    call();
    state.nowMs += 14_990;
    for (let i = 0; i < 10; i++) {
      call(faultyAnswer);
      state.nowMs += 2;
    }
    expect(typeof admit()).toBe('number');
  });

  it.each([
    ['low', 7],
    ['normal', 6],
    ['high', 5],
  ] as const)('at %s sensitivity after %i failures', (sensitivity, failures) => {
    expect(setUp({ sensitivity }).calls(20, 1000, faultyAnswer)).toBe(failures);
  });

  it('in spite of any number of caller faults, which do not dilute', () => {
    const { calls } = setUp();
    let faults = 0;
    while (faults < 20) {
      calls(2, 100, callerFault);
      if (calls(1, 100, faultyAnswer) === 0) break;
      faults += 1;
    }
    expect(faults).toBe(6);
  });

  it.each([
    ['caller faults', callerFault],
    ['throttling without a time', throttled],
    ['local faults', local],
    ['successes', success],
  ])('never on %s alone', (_, outcome) => {
    expect(setUp().calls(5000, 20, outcome)).toBe(5000);
  });
});

describe('failed connections count against the origin', () => {
  it('and open it for all its endpoints', () => {
    const { trip, rejection } = setUp();
    trip(charge, noAnswer);
    expect(rejection(refund)).toMatchObject({
      scope: 'origin',
      key: 'https://api.stripe.com',
      state: 'open',
    });
  });

  it('but not while its other endpoints answer', () => {
    const { calls } = setUp();
    for (let i = 0; i < 200; i++) {
      expect(calls(1, 50, noAnswer)).toBe(1);
      expect(calls(2, 50, success, refund)).toBe(2);
    }
  });

  it('not while two other origins fail to answer too: then it is us', () => {
    const { calls, breakers, state } = setUp();
    const others = ['https://a.example', 'https://b.example', 'https://c.example'].map((origin) => ({
      provider: origin,
      origin,
      endpoint: 'GET /',
    }));
    for (let i = 0; i < 500; i++) {
      for (const request of others) expect(calls(1, 50, noAnswer, request)).toBe(1);
    }
    expect(breakers.read(state.nowMs).every((provider) => provider.state === 'closed')).toBe(true);
  });

  it('again when the others answer', () => {
    const { calls } = setUp();
    const a = { provider: 'a', origin: 'https://a.example', endpoint: 'GET /' };
    const b = { provider: 'b', origin: 'https://b.example', endpoint: 'GET /' };
    calls(1, 10, noAnswer, a);
    calls(1, 10, noAnswer, b);
    calls(1, 10, success, a);
    expect(calls(20, 300, noAnswer)).toBe(6);
  });

  it('again when the failures of the others are older than 10 s', () => {
    const { calls, state } = setUp();
    calls(1, 10, noAnswer, { provider: 'a', origin: 'https://a.example', endpoint: 'GET /' });
    calls(1, 10, noAnswer, { provider: 'b', origin: 'https://b.example', endpoint: 'GET /' });
    state.nowMs += 10_001;
    expect(calls(20, 300, noAnswer)).toBe(6);
  });
});

describe('failing answers count against the endpoint', () => {
  it('and leave the others of its origin alone', () => {
    const { trip, admit, breakers } = setUp();
    trip(charge);
    expect(typeof admit(refund)).toBe('number');
    expect(breakers.stateOf(charge)).toBe('open');
    expect(breakers.stateOf({ provider: 'stripe', origin: charge.origin })).toBe('closed');
  });

  it('and open the origin when two endpoints are open and they are half of the active ones', () => {
    const { trip, rejection, calls } = setUp();
    const [third, fourth] = ['GET /v1/a', 'GET /v1/b'].map((endpoint) => ({ ...charge, endpoint }));
    calls(1, 10, success, third);
    calls(1, 10, success, fourth);
    trip(charge);
    trip(refund);
    expect(rejection(third)).toMatchObject({
      scope: 'origin',
      state: 'open',
      reason: '2 of 4 endpoints are open',
    });
  });

  it('and leave the origin closed when more than half of the active endpoints work', () => {
    const { trip, admit, calls } = setUp();
    for (const endpoint of ['GET /a', 'GET /b', 'GET /c']) calls(1, 10, success, { ...charge, endpoint });
    trip(charge);
    trip(refund);
    expect(typeof admit({ ...charge, endpoint: 'GET /a' })).toBe('number');
  });

  it('and do not let endpoints vote that were not called for five minutes', () => {
    const { trip, calls, state, rejection } = setUp();
    for (const endpoint of ['GET /a', 'GET /b', 'GET /c']) calls(1, 10, success, { ...charge, endpoint });
    state.nowMs += 300_000;
    trip(charge);
    trip(refund);
    expect(rejection({ ...charge, endpoint: 'GET /a' }).reason).toBe('2 of 2 endpoints are open');
  });
});

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
    expect(changes.map(({ from, to }) => `${from} ${to}`)).toEqual([
      'closed open',
      'open half_open',
      'half_open closed',
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

  it('counts a probe once, however often it is released', () => {
    const { permit, release, breakers } = halfOpen();
    const probe = permit();
    for (let i = 0; i < 5; i++) release(probe);
    expect(breakers.stateOf(charge)).toBe('half_open');
  });

  it('opens again when the body of a probe breaks off after its headers passed', () => {
    const { permit, release, breakers, state } = halfOpen();
    const probe = permit();
    release(probe);
    breakers.amend(probe, faultyAnswer, state.nowMs, fault);
    expect(breakers.stateOf(charge)).toBe('open');
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
    rejection(mine);
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
});

describe('modes', () => {
  it('shadow decides and counts as enforce does, and rejects nothing', () => {
    const { breakers, call, state, rejections, changes, permit } = setUp({ mode: 'shadow' });
    for (let i = 0; i < 10; i++) {
      call(faultyAnswer);
      state.nowMs += 250;
    }
    expect(rejections).toEqual([false, false, false, false]);
    expect(breakers.read(state.nowMs)[0]).toMatchObject({ mode: 'shadow', enforced: 0, shadowed: 4 });
    expect(changes).toMatchObject([{ to: 'open', enforced: false }]);
    expect(circuitStateOf(permit())).toBe('open');
  });

  it('shadow takes the very decisions of enforce, whatever happens to the calls that enforce would have stopped', () => {
    const kits = [setUp({ mode: 'shadow', rampMs: 3000 }), setUp({ mode: 'enforce', rampMs: 3000 })];
    let seed = 42;
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    };
    for (let i = 0; i < 20_000; i++) {
      const outcome = random() < (i % 4000 < 1500 ? 0.8 : 0.05) ? faultyAnswer : success;
      const stepMs = random() * 100;
      for (const { breakers, state } of kits) {
        const admitted = breakers.admit(charge, state.nowMs);
        if (typeof admitted === 'number') breakers.release(admitted, outcome, state.nowMs, fault);
        state.nowMs += stepMs;
      }
    }
    const [shadow, enforce] = kits;
    const story = (kit: typeof shadow) => kit?.changes.map(({ enforced: _, ...change }) => change);
    expect(shadow?.changes.length).toBeGreaterThan(10);
    expect(story(shadow)).toEqual(story(enforce));
    expect(shadow?.rejections.length).toBe(enforce?.rejections.length);
  });

  it('off keeps nothing', () => {
    const { breakers, calls, state } = setUp({ providers: { stripe: 'off' } });
    expect(calls(1000, 100, faultyAnswer)).toBe(1000);
    expect(breakers.read(state.nowMs)).toEqual([]);
  });

  it('are each provider’s own', () => {
    const { calls } = setUp({ mode: 'shadow', providers: { stripe: 'enforce' } });
    expect(calls(20, 300, faultyAnswer)).toBe(6);
    expect(
      calls(20, 300, faultyAnswer, { ...charge, provider: 'other', origin: 'https://other.example' }),
    ).toBe(20);
  });
});

describe('by hand', () => {
  const origin = { provider: 'stripe', origin: charge.origin };

  it('a provider is opened with all that it has and will have, and reset', () => {
    const { breakers, call, rejection, admit, state } = setUp();
    call();
    breakers.forceOpen('stripe');
    expect(rejection()).toMatchObject({ state: 'forced_open', reason: 'by hand', blame: 'self' });
    expect(rejection()).not.toHaveProperty('retryAfterMs');
    state.nowMs += 86_400_000;
    rejection();
    rejection({ ...charge, origin: 'https://files.stripe.com' });
    expect(typeof admit({ ...charge, provider: 'other', origin: 'https://other.example' })).toBe('number');
    expect(breakers.read(state.nowMs)[0]).toMatchObject({ state: 'forced_open', keys: { forced_open: 2 } });
    breakers.reset('stripe');
    expect(typeof admit()).toBe('number');
    expect(typeof admit({ ...charge, origin: 'https://files.stripe.com' })).toBe('number');
  });

  it('a provider is opened before its first call', () => {
    const { breakers, rejection } = setUp();
    breakers.forceOpen('stripe');
    expect(rejection().state).toBe('forced_open');
  });

  it('one endpoint is opened, known or not', () => {
    const { breakers, rejection, admit } = setUp();
    breakers.forceOpen(charge);
    expect(rejection()).toMatchObject({ scope: 'endpoint', state: 'forced_open' });
    expect(typeof admit(refund)).toBe('number');
    breakers.reset(charge);
    expect(typeof admit()).toBe('number');
  });

  it('a closed key stays closed whatever fails, and goes on counting late results as late', () => {
    const { breakers, permit, release, calls, state } = setUp();
    const early = permit();
    breakers.forceClosed(origin);
    release(early, faultyAnswer);
    expect(calls(1000, 100, faultyAnswer)).toBe(1000);
    expect(calls(1000, 100, noAnswer)).toBe(1000);
    expect(breakers.read(state.nowMs)[0]).toMatchObject({ state: 'forced_closed', late: 1 });
  });

  it('a disabled key hears nothing: after the reset it starts anew', () => {
    const { breakers, calls } = setUp();
    breakers.disable(origin);
    expect(calls(1000, 100, noAnswer)).toBe(1000);
    breakers.reset(origin);
    expect(calls(20, 300, noAnswer)).toBe(6);
  });

  it('keys are chosen by a function', () => {
    const { breakers, call, admit, rejection } = setUp();
    call(success, charge);
    call(success, refund);
    breakers.forceOpen(({ endpoint }) => endpoint?.endsWith('refunds') === true);
    expect(typeof admit(charge)).toBe('number');
    rejection(refund);
    breakers.reset(() => true);
    expect(typeof admit(refund)).toBe('number');
  });

  it('a reset closes an open circuit, empties its window and makes calls in flight late', () => {
    const { breakers, permit, trip, release, calls, changes, state } = setUp();
    const early = permit();
    trip();
    breakers.reset('stripe');
    expect(changes.at(-1)).toMatchObject({ from: 'open', to: 'closed', reason: 'reset by hand' });
    release(early, faultyAnswer);
    expect(breakers.read(state.nowMs)[0]?.late).toBe(1);
    expect(calls(20, 300, faultyAnswer)).toBe(6);
  });

  it('a reset lifts waits', () => {
    const { breakers, call, admit, changes } = setUp();
    const mine = { ...charge, credential: 'key-1' };
    call(throttled, mine, {
      blame: 'self',
      category: 'rate_limit',
      retryAfterMs: 60_000,
      credential: 'key-1',
    });
    breakers.reset('stripe');
    expect(typeof admit(mine)).toBe('number');
    expect(changes.at(-1)).toMatchObject({ scope: 'credential', from: 'open', to: 'closed' });
  });

  it.each([undefined, null, 7, { provider: 'stripe' }])('%s is no selector', (selector) => {
    expect(() => setUp().breakers.forceOpen(selector as never)).toThrow(
      /breaker selector is .*: write a provider id/,
    );
  });
});

describe('listeners', () => {
  it('that throw at every call harm nobody and open nothing', () => {
    const errors: string[] = [];
    const bad = () => {
      throw new Error('listener');
    };
    const { calls, trip, state, call, breakers } = setUp({
      listeners: [
        { circuit: bad, rejection: bad, internalError: bad },
        { internalError: (where) => errors.push(where) },
      ],
    });
    expect(calls(1000, 100)).toBe(1000);
    trip();
    state.nowMs += 6000;
    for (let i = 0; i < 3; i++) call();
    expect(breakers.stateOf(charge)).toBe('closed');
    expect(new Set(errors)).toEqual(new Set(['breaker.circuit', 'breaker.rejection']));
  });

  it('are told when the state stands already, and may act on it', () => {
    const seen: string[] = [];
    const kit = setUp({
      listeners: [
        {
          circuit: ({ to }) => {
            seen.push(`${to} ${kit.breakers.stateOf(charge)}`);
            if (to === 'open') kit.breakers.reset(charge);
          },
        },
      ],
    });
    kit.calls(6, 250, faultyAnswer);
    expect(seen).toEqual(['open open', 'closed closed']);
    expect(kit.breakers.stateOf(charge)).toBe('closed');
  });

  it('that answer every change with another one are cut off', () => {
    const errors: string[] = [];
    const kit = setUp({
      listeners: [
        {
          circuit: ({ to }) =>
            to === 'forced_open' ? kit.breakers.forceClosed('stripe') : kit.breakers.forceOpen('stripe'),
          internalError: (where) => errors.push(where),
        },
      ],
    });
    kit.call();
    kit.breakers.forceOpen('stripe');
    expect(errors).toEqual(['breaker.circuit']);
  });
});

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

describe('execute', () => {
  it('gives back what the call gives, and throws what it throws', async () => {
    const { breakers } = setUp();
    await expect(breakers.execute(charge, () => 'now')).resolves.toBe('now');
    await expect(breakers.execute(charge, async () => 'later')).resolves.toBe('later');
    const error = new Error('mine');
    await expect(breakers.execute(charge, () => Promise.reject(error))).rejects.toBe(error);
    await expect(
      breakers.execute(charge, () => {
        throw error;
      }),
    ).rejects.toBe(error);
  });

  it('throws a CircuitOpenError without calling when the circuit is open', async () => {
    const { breakers, trip } = setUp();
    trip();
    let called = false;
    const call = breakers.execute(charge, () => {
      called = true;
    });
    await expect(call).rejects.toBeInstanceOf(CircuitOpenError);
    await expect(call).rejects.toMatchObject({
      code: 'ERR_CIRCUIT_OPEN',
      provider: 'stripe',
      blame: 'provider',
    });
    expect(called).toBe(false);
  });

  const executions = async (seen: () => unknown, count = 20) => {
    const { breakers, state } = setUp();
    let made = 0;
    for (; made < count; made++) {
      try {
        await breakers.execute(charge, seen);
      } catch (error) {
        if (error instanceof CircuitOpenError) break;
      }
      state.nowMs += 300;
    }
    return made;
  };
  const reject = (error: unknown) => () => Promise.reject(error);

  it.each<[string, () => unknown]>([
    ['a fetch response of 503', () => new Response('', { status: 503 })],
    ['an error with status 500', reject(Object.assign(new Error('x'), { status: 500 }))],
    ['an error with statusCode 502', reject(Object.assign(new Error('x'), { statusCode: 502 }))],
    [
      'an error with a response of 504',
      reject(Object.assign(new Error('x'), { response: { status: 504, headers: {} } })),
    ],
    ['ECONNREFUSED', reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))],
    [
      'ECONNRESET as a cause',
      reject(new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) })),
    ],
  ])('opens on %s', async (_, seen) => {
    expect(await executions(seen)).toBe(6);
  });

  it.each<[string, () => unknown]>([
    ['a fetch response of 200', () => new Response('', { status: 200 })],
    ['a fetch response of 404', () => new Response('', { status: 404 })],
    ['a value of the caller’s own with a status', () => ({ status: 500 })],
    ['an error with status 401', reject(Object.assign(new Error('x'), { status: 401 }))],
    [
      'a bug in the caller’s code',
      reject(new TypeError("Cannot read properties of undefined (reading 'x')")),
    ],
    ['a cancel of the caller', reject(new DOMException('This operation was aborted', 'AbortError'))],
    ['a cancel with a string as its reason', reject('stop')],
    ['undefined', reject(undefined)],
    [
      'an error whose properties throw',
      reject(
        new Proxy(
          {},
          {
            get: () => {
              throw new Error('trap');
            },
          },
        ),
      ),
    ],
  ])('never opens on %s', async (_, seen) => {
    expect(await executions(seen)).toBe(20);
  });

  it('waits for the credential that a response asked to wait', async () => {
    const { breakers } = setUp();
    const mine = { ...charge, credential: 'key-1' };
    await breakers.execute(mine, () => new Response('', { status: 429, headers: { 'retry-after': '2' } }));
    await expect(breakers.execute(mine, () => 1)).rejects.toMatchObject({ scope: 'credential' });
    await expect(breakers.execute(charge, () => 1)).resolves.toBe(1);
  });

  it('asks for a clock', async () => {
    const breakers = createBreakers();
    await expect(breakers.execute(charge, () => 1)).rejects.toThrow(
      'breaker option clock is undefined: write () => performance.now() to use execute',
    );
  });

  it('survives a clock that throws', async () => {
    const { breakers, errors } = setUp({
      clock: () => {
        throw new Error('clock');
      },
    });
    await expect(breakers.execute(charge, () => 1)).resolves.toBe(1);
    expect(errors).toContain('breaker.clock');
  });
});
