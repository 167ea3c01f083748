import { describe, expect, it } from 'vitest';
import { BREAKER_OUTCOME } from './outcome.ts';
import { circuitStateOf } from './permit.ts';
import { charge, fault, refund, setUp } from './testing/set-up.ts';

const { success, faultyAnswer, noAnswer, throttled, local } = BREAKER_OUTCOME;

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

  it('shadow hears nothing of what enforce would have stopped: neither a pass of a probe nor its loss', () => {
    for (const outcome of [success, local, faultyAnswer]) {
      const { calls, state, permit, release, breakers } = setUp({ mode: 'shadow' });
      calls(6, 250, faultyAnswer);
      state.nowMs += 6000;
      permit();
      expect(breakers.stateOf(charge)).toBe('half_open');
      for (let i = 0; i < 4; i++) release(permit(), outcome);
      expect(breakers.stateOf(charge)).toBe('half_open');
      expect(circuitStateOf(permit())).toBe('half_open');
      expect(breakers.read(state.nowMs)[0]).toMatchObject({ shadowed: 5, late: 0 });
    }
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

  it('what is meant is what is meant: a provider, an origin or an endpoint, and no other of the same name', () => {
    const others = [
      { ...charge, provider: 'other' },
      { ...charge, origin: 'https://files.stripe.com' },
    ];
    const { breakers, call, admit, rejection } = setUp();
    for (const place of [charge, ...others]) call(success, place);
    breakers.forceOpen(charge);
    for (const place of others) expect(typeof admit(place)).toBe('number');
    breakers.reset(charge);
    breakers.forceOpen(origin);
    rejection(charge);
    for (const place of others) expect(typeof admit(place)).toBe('number');
    breakers.reset(origin);
    breakers.forceOpen('other');
    expect(typeof admit(charge)).toBe('number');
    rejection(others[0]);
  });

  it('what is so already is not announced again', () => {
    const { breakers, changes } = setUp();
    for (let i = 0; i < 3; i++) breakers.forceOpen(charge);
    expect(changes).toMatchObject([{ to: 'forced_open', reason: 'by hand' }]);
  });

  it('a reset forgets the evidence of a circuit that never opened', () => {
    const { breakers, calls } = setUp();
    calls(5, 300, faultyAnswer);
    breakers.reset(charge);
    expect(calls(20, 300, faultyAnswer)).toBe(6);
  });

  it('what a hand names is known from then on, and nothing else is', () => {
    const { breakers, state } = setUp({ providers: { quiet: 'off' } });
    breakers.forceOpen(() => true);
    expect(breakers.read(state.nowMs)).toEqual([]);
    breakers.forceOpen(origin);
    expect(breakers.read(state.nowMs)[0]?.keys).toMatchObject({ closed: 0, forced_open: 1 });
    breakers.forceOpen({ provider: 'quiet', origin: 'https://quiet.example' });
    expect(breakers.read(state.nowMs)[1]?.keys).toMatchObject({ closed: 0, forced_open: 0 });
  });

  it('an origin that is switched off or held closed lets pass what its open endpoint would not', () => {
    for (const how of ['disable', 'forceClosed'] as const) {
      const { breakers, trip, admit } = setUp();
      trip();
      breakers[how](origin);
      expect(typeof admit()).toBe('number');
    }
  });

  it.each(['forceOpen', 'reset'] as const)('%s refuses what is no selector', (how) => {
    expect(() => setUp().breakers[how]({ provider: 'stripe' } as never)).toThrow(/breaker selector is/);
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

  it.each(['forceClosed', 'disable'] as const)(
    'one endpoint is left alone by %s, and its origin is not',
    (how) => {
      const { breakers, calls } = setUp();
      breakers[how](charge);
      expect(calls(1000, 100, faultyAnswer)).toBe(1000);
      expect(calls(20, 300, noAnswer)).toBe(6);
    },
  );

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
  it('are told of what they listen to, and no error where there is none', () => {
    const errors: string[] = [];
    const { trip } = setUp({ listeners: [{ internalError: (where) => errors.push(where) }] });
    trip();
    expect(errors).toEqual([]);
  });

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
    let told = 0;
    const kit = setUp({
      listeners: [
        {
          circuit: ({ to }) => {
            told += 1;
            if (to === 'forced_open') kit.breakers.forceClosed('stripe');
            else kit.breakers.forceOpen('stripe');
          },
          internalError: (where, error) => errors.push(`${where}: ${(error as Error).message}`),
        },
      ],
    });
    kit.call();
    kit.breakers.forceOpen('stripe');
    expect(errors).toEqual(['breaker.circuit: a listener answers every circuit change with another one']);
    // Four for each key that there can be.
    expect(told).toBe(4 * 16_383);
  });
});
