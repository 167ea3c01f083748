import type { Outcome } from './outcome.ts';
import type { Reading } from './reading.ts';

/** What a rule decided, before delays and the provider's own retry headers are heard. */
export interface Decision {
  readonly outcome: Outcome;
  /** Stable id of the rule. */
  readonly rule: string;
  /** How far it can be believed, 0–1. */
  readonly confidence: number;
  /** A wait that the rule itself knows, whole milliseconds; for when the answer states none. */
  readonly waitMs?: number;
}

/** Looks at one answer, and decides or passes. */
export type Decide = (reading: Reading) => Decision | undefined;

/** The code in the body said so. */
export const BY_CODE = 0.95;
/** A header, or a documented status of this provider, said so. */
export const BY_HEADER = 0.9;
/** A word that many APIs use said so. */
export const BY_WORD = 0.85;
/** A sentence for people said so. */
export const BY_SENTENCE = 0.75;
