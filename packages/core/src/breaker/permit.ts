import { CIRCUIT_STATES, type CircuitState } from '../closed-sets.ts';

/**
 * Leave to make one call: what `admit` gave, to be handed back to `release` exactly once.
 *
 * A plain small integer, so that the hot path allocates nothing. Its bits: the slot of the key (14), the state of the
 * breaker that let it pass (3), whether it passed only because nothing is enforced (1), and the generation (13).
 * A permit of an older generation is recognised and never applied.
 */
export type Permit = number;

const SLOT_BITS = 14;
const SHADOW_BIT = 17;
const STAMP_BIT = 18;
const STAMP_MASK = 0x1fff;

/** The most keys that a permit can tell apart. */
export const SLOT_MAX: number = (1 << SLOT_BITS) - 1;
/** The permit of a call that no breaker watches. Slot 0 is nobody's. */
export const UNGUARDED: Permit = 0;

/** Makes a permit. `state` is an index into {@link CIRCUIT_STATES}; `generation` is cut to 13 bits. */
export function permitOf(slot: number, state: number, generation: number, shadow: 0 | 1): Permit {
  return slot | (state << SLOT_BITS) | (shadow << SHADOW_BIT) | ((generation & STAMP_MASK) << STAMP_BIT);
}

/** The slot of a permit's key; 0 when no breaker watches. */
export function slotOf(permit: Permit): number {
  return permit & SLOT_MAX;
}

/** Whether the call would have been rejected if its breaker were enforced. */
export function isShadowed(permit: Permit): boolean {
  return ((permit >> SHADOW_BIT) & 1) === 1;
}

/** Whether a permit is of this generation. */
export function isCurrent(permit: Permit, generation: number): boolean {
  return permit >> STAMP_BIT === (generation & STAMP_MASK);
}

/** State of the breaker that let the call pass, when it did. */
export function circuitStateOf(permit: Permit): CircuitState {
  return CIRCUIT_STATES[(permit >> SLOT_BITS) & 7] ?? 'closed';
}
