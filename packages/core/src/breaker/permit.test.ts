import { expect, it } from 'vitest';
import { CIRCUIT_STATES } from '../closed-sets.ts';
import { circuitStateOf, isCurrent, isShadowed, permitOf, SLOT_MAX, slotOf, UNGUARDED } from './permit.ts';

it('carries slot, state, shadow and generation in one small integer, each without the others', () => {
  for (const slot of [1, 4711, SLOT_MAX]) {
    for (const [index, state] of CIRCUIT_STATES.entries()) {
      for (const shadow of [0, 1] as const) {
        for (const generation of [0, 1, 8191]) {
          const permit = permitOf(slot, index, generation, shadow);
          expect([slotOf(permit), circuitStateOf(permit), isShadowed(permit)]).toEqual([
            slot,
            state,
            shadow === 1,
          ]);
          expect([isCurrent(permit, generation), isCurrent(permit, generation + 1)]).toEqual([true, false]);
          expect(permit).toBeGreaterThan(0);
          expect(permit).toBeLessThan(2 ** 31);
        }
      }
    }
  }
});

it('starts its generations anew after 8192', () => {
  expect(isCurrent(permitOf(1, 0, 8192, 0), 0)).toBe(true);
  expect(isCurrent(permitOf(1, 0, 8193, 0), 8193)).toBe(true);
});

it('of nobody is closed, and so is one with a state that there is not', () => {
  expect([slotOf(UNGUARDED), circuitStateOf(UNGUARDED), isShadowed(UNGUARDED)]).toEqual([0, 'closed', false]);
  expect(circuitStateOf(permitOf(1, 7, 0, 0))).toBe('closed');
});
