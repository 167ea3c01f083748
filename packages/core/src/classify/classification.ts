import type { Blame, Category, Retry } from '../closed-sets.ts';
import type { Exchange } from '../exchange.ts';

/** What one exchange means by itself. A pure function of the exchange. */
export interface Classification {
  readonly category: Category;
  readonly blame: Blame;
  /** How far this label alone can be believed, 0–1, before any evidence around it is heard. */
  readonly confidence: number;
  readonly retry: Retry;
  /** Milliseconds to wait, whole and ≥ 0, when the provider said so. */
  readonly retryAfterMs?: number;
  /** Stable id of the rule that decided: `status.503`, `openai.insufficient_quota`, `transport.ECONNREFUSED`. */
  readonly rule: string;
  /** What to do, in one line, for the developer. Never holds a value from the wire. */
  readonly hint: string;
}

/** A partial rule: a classification when it applies, else `undefined`. Must be pure; may throw, which counts as no answer. */
export type Rule = (exchange: Exchange) => Classification | undefined;

/** A total rule: always a classification from the closed sets, never throws. */
export type Classify = (exchange: Exchange) => Classification;
