import { describe, expect, it } from 'vitest';
import { CIRCUIT_STATES, type CircuitState } from '../closed-sets.ts';
import type { AdmitRequest } from './key-table.ts';
import { BREAKER_OUTCOME } from './outcome.ts';
import { charge, fault, type Kit, refund, setUp } from './testing/set-up.ts';

const { noAnswer, throttled } = BREAKER_OUTCOME;
const none: Record<CircuitState, number> = {
  closed: 0,
  open: 0,
  half_open: 0,
  forced_open: 0,
  forced_closed: 0,
  disabled: 0,
};
const files = { ...charge, origin: 'https://files.stripe.com' };

/** Brings the origin of a place into a state. */
const INTO: Readonly<Record<CircuitState, (kit: Kit, place: AdmitRequest) => void>> = {
  closed: ({ call }, place) => call(undefined, place),
  open: ({ trip }, place) => trip(place, noAnswer),
  half_open: ({ trip, state, permit }, place) => {
    trip(place, noAnswer);
    state.nowMs += 10_000;
    permit(place);
  },
  forced_open: ({ breakers }, { provider, origin }) => breakers.forceOpen({ provider, origin }),
  forced_closed: ({ breakers }, { provider, origin }) => breakers.forceClosed({ provider, origin }),
  disabled: ({ breakers }, { provider, origin }) => breakers.disable({ provider, origin }),
};
/** From the best to the worst: what a person wants to see of a provider with several origins. */
const WORSE_AND_WORSE: readonly CircuitState[] = [
  'closed',
  'forced_closed',
  'disabled',
  'half_open',
  'open',
  'forced_open',
];

describe('read', () => {
  it('counts every key once, in the state it is in', () => {
    const kit = setUp();
    kit.call(undefined, refund);
    // Its seventh call is rejected, and one that it makes to see that the circuit is open.
    kit.trip();
    expect(kit.breakers.read(kit.state.nowMs)).toEqual([
      {
        provider: 'stripe',
        mode: 'enforce',
        state: 'closed',
        keys: { ...none, closed: 2, open: 1 },
        blockedMs: 0,
        enforced: 2,
        shadowed: 0,
        late: 0,
      },
    ]);
  });

  it('counts waiting credentials once, however many endpoints their origin has', () => {
    const kit = setUp({ random: () => 0 });
    kit.call(undefined, refund);
    kit.call(throttled, charge, { ...fault, retryAfterMs: 1000 });
    kit.call(throttled, { ...files, credential: 'b' }, { ...fault, retryAfterMs: 2000, credential: 'b' });
    expect(kit.breakers.read(kit.state.nowMs)[0]).toMatchObject({
      keys: { ...none, closed: 5, open: 2 },
      blockedMs: 2025,
    });
  });

  it.each(CIRCUIT_STATES)('tells of an origin that is %s', (state) => {
    const kit = setUp();
    INTO[state](kit, files);
    expect(kit.breakers.read(kit.state.nowMs)[0]).toMatchObject({
      state,
      keys: { [state]: expect.any(Number) },
    });
  });

  it.each(
    WORSE_AND_WORSE.flatMap((better, i) =>
      WORSE_AND_WORSE.slice(i + 1).map((worse) => [worse, better] as const),
    ),
  )('says %s rather than %s of a provider with both', (worse, better) => {
    for (const [first, second] of [
      [worse, better],
      [better, worse],
    ] as const) {
      const kit = setUp();
      INTO[first](kit, files);
      INTO[second](kit, charge);
      expect(kit.breakers.read(kit.state.nowMs)[0]?.state).toBe(worse);
    }
  });

  it('does not take the state of an endpoint for that of its origin', () => {
    const kit = setUp();
    kit.breakers.forceOpen(charge);
    expect(kit.breakers.read(kit.state.nowMs)[0]).toMatchObject({
      state: 'closed',
      keys: { closed: 1, forced_open: 1 },
    });
  });
});
