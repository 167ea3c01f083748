import type { Blame, Category, Phase, Retry } from '../../closed-sets.ts';

/** What the rows of a kind of failure have in common. */
export interface TransportTraits {
  /** Where on the wire it happens, likeliest first. */
  readonly phases: readonly Phase[];
  /** Whether the request had reached the server: `no` makes any repeat safe. */
  readonly sent: 'no' | 'maybe' | 'yes';
  readonly category: Category;
  readonly blame: Blame;
  readonly retry: Retry;
  /**
   * How far the blame can be believed without more evidence, 0–1: 0.9 for misuse and cancels, 0.8–0.65 by how well the failure
   * was reproduced, 0.15 less where the row names a second reading, 0.3 where the blame is open.
   */
  readonly confidence: number;
}

/** One failure without a complete answer: how it is classified, and why. */
export interface TransportRow extends TransportTraits {
  /** Code as the client, the system or the protocol spells it, or a name of ours where it has none. */
  readonly code: string;
  /** Name of the error class, where the code may be missing. */
  readonly name?: string;
  readonly meaning: string;
  /** How a person tells whose it is. */
  readonly tell?: string;
  /** What the developer does about it. */
  readonly fix: string;
  readonly note?: string;
}
