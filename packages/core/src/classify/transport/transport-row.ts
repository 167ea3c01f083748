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
  readonly meaning: string;
  /** How a person tells whose it is. */
  readonly tell?: string;
  /** What the developer does about it. */
  readonly fix: string;
  readonly note?: string;
}

/** A failure that may strike at any time, most often while the answer is awaited. */
export const ANYWHERE: readonly Phase[] = ['headers', 'body', 'connect'];
/** A failure of the answer. */
export const IN_ANSWER: readonly Phase[] = ['headers', 'body'];

/** The traits of a kind of failure on one line, so that the tables stay readable. */
export function traits(
  phases: readonly Phase[],
  sent: TransportTraits['sent'],
  category: Category,
  blame: Blame,
  retry: Retry,
  confidence: number,
): TransportTraits {
  return { phases, sent, category, blame, retry, confidence };
}

/** One row on one or two lines. Empty texts count as absent. */
export function row(
  code: string,
  kind: TransportTraits,
  meaning: string,
  fix: string,
  tell = '',
  note = '',
): TransportRow {
  return {
    code,
    ...kind,
    meaning,
    fix,
    ...(tell === '' ? {} : { tell }),
    ...(note === '' ? {} : { note }),
  };
}
