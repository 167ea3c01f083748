import type { Blame, Retry } from '@faultline/core';

/** What the cheat sheet says of one status. */
export interface CheatSheetAnswer {
  readonly blame: Blame;
  readonly retry: Retry;
}

/**
 * The rule that every cheat sheet of status codes teaches, and the baseline that Faultline is measured against:
 * 2xx fine, 3xx follow, 4xx you and never again (429: wait), 5xx them and try again.
 *
 * @param status the status on the wire; 0 when none came
 * @param withoutStatus how to read its silence about requests without an answer @defaultValue `unknown`
 */
export function cheatSheetRule(status: number, withoutStatus: Blame = 'unknown'): CheatSheetAnswer {
  if (status >= 500) return { blame: 'provider', retry: 'backoff' };
  if (status === 429) return { blame: 'self', retry: 'backoff' };
  if (status >= 400) return { blame: 'self', retry: 'never' };
  if (status >= 300) return { blame: 'provider', retry: 'never' };
  if (status >= 200) return { blame: 'none', retry: 'never' };
  return { blame: withoutStatus, retry: 'never' };
}
