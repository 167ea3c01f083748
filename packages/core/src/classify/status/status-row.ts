import type { Blame, Category, Retry } from '../../closed-sets.ts';

/**
 * How a status is classified.
 *
 * `confidence` is a prior, from the number of meanings that servers give to the status: 0.95 where it has one by
 * definition (411, 415), 0.8 where exceptions are rare (401, 500), 0.7 where large providers are known exceptions (402, 429),
 * 0.5–0.6 where two readings are common (403 as a rate limit, 404 hiding a missing permission, 410), and 0.3 where the status
 * leaves the blame open (408, 423), so that even a little evidence decides.
 */
export interface Judgement {
  readonly category: Category;
  readonly blame: Blame;
  readonly retry: Retry;
  /** How far the blame can be believed without more evidence, 0–1. */
  readonly confidence: number;
}

/** One HTTP status: how it is classified, and why. */
export interface StatusRow extends Judgement {
  /** The status code, or the name of the class that stands for the codes nobody listed. */
  readonly status: number | string;
  readonly name: string;
  /** The RFC and section, or the products that send it. */
  readonly reference: string;
  readonly meaning: string;
  /** What usually brings it about. */
  readonly causes: string;
  /** What the developer does about it. */
  readonly fix: string;
  /** What an end user is told, with the placeholders `{provider}` and `{resource}` and never a code. */
  readonly userMessage: string;
  /** Where servers and providers mean something else by it. */
  readonly note?: string;
  /** `Retry-After` makes it worth a repeat although the row alone does not (RFC 9110 15.5.14). */
  readonly heedsRetryAfter?: true;
}

/** The judgement of a row on one line, so that the table stays readable. */
export function judged(category: Category, blame: Blame, retry: Retry, confidence: number): Judgement {
  return { category, blame, retry, confidence };
}
