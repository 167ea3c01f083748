import type { Category } from '@faultline/core';

/** Requests that the provider understood and refused: what a bug in a request looks like. */
export const REJECTED: readonly Category[] = [
  'validation',
  'not_found',
  'gone',
  'conflict',
  'precondition',
  'client_config',
  'protocol',
];

/** What a removed endpoint answers. */
export const GONE: readonly Category[] = ['not_found', 'gone'];

/** Trouble with the key. */
export const CREDENTIALS: readonly Category[] = ['authentication', 'permission'];

/** An account that has used up what it paid for: waiting does not heal it. */
export const USED_UP: readonly Category[] = ['quota', 'billing', 'plan'];

/** Own faults of the account or of the pace, which have alerts of their own. */
export const ACCOUNT: readonly Category[] = [
  ...CREDENTIALS,
  ...USED_UP,
  'rate_limit',
  'circuit_open',
  'cancelled',
];

/** A PromQL matcher for some categories. */
export function categoryIn(categories: readonly Category[]): string {
  return `category=~"${categories.join('|')}"`;
}

/** A PromQL matcher for all other categories. */
export function categoryNotIn(categories: readonly Category[]): string {
  return `category!~"${categories.join('|')}"`;
}
