import type { Blame, VerdictKind } from './closed-sets.ts';

/** The standing judgement on one provider. Immutable. */
export interface Verdict {
  readonly provider: string;
  readonly kind: VerdictKind;
  /** Who has to act. */
  readonly owner: Blame;
  /** 0–1, calibrated. */
  readonly confidence: number;
  /** What speaks for it, strongest first, for a person. */
  readonly evidence: readonly string[];
  /** Monotonic milliseconds since which it stands. */
  readonly sinceMs: number;
}

/** A verdict that replaced another. */
export interface VerdictChange {
  readonly before: Verdict;
  readonly after: Verdict;
}
