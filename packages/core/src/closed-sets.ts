/**
 * Whose fault a failure is.
 *
 * `self` is this service or its account, `provider` the called API, `network` the path between,
 * `end_user` your customer, `none` nobody (a success, a followed redirect, a caller's own cancel),
 * `unknown` when the evidence does not carry.
 */
export const BLAMES = ['none', 'self', 'provider', 'network', 'end_user', 'unknown'] as const;
/** One of {@link BLAMES}. */
export type Blame = (typeof BLAMES)[number];

/** What kind of thing happened, independent of whose fault it is. */
export const CATEGORIES = [
  'ok',
  'redirect',
  'validation',
  'authentication',
  'permission',
  'plan',
  'billing',
  'rate_limit',
  'quota',
  'not_found',
  'gone',
  'conflict',
  'precondition',
  'lock',
  'client_config',
  'overloaded',
  'provider_error',
  'gateway',
  'timeout',
  'dns',
  'connection',
  'tls',
  'proxy',
  'protocol',
  'cancelled',
  'partial_failure',
  'circuit_open',
  'unknown',
] as const;
/** One of {@link CATEGORIES}. */
export type Category = (typeof CATEGORIES)[number];

/** How an exchange ended, before anybody asks why. `rejected` means by our own breaker, without a socket. */
export const OUTCOMES = ['answered', 'no_answer', 'rejected', 'cancelled'] as const;
/** One of {@link OUTCOMES}. */
export type Outcome = (typeof OUTCOMES)[number];

/**
 * What to do next: `never` repeat, repeat `after_fix`, repeat with `backoff`, repeat `after_delay`
 * (with `retryAfterMs` when it is known), or repeat `if_idempotent` because the work may have been done.
 */
export const RETRIES = ['never', 'after_fix', 'backoff', 'after_delay', 'if_idempotent'] as const;
/** One of {@link RETRIES}. */
export type Retry = (typeof RETRIES)[number];

/** The standing judgement on one provider. */
export const VERDICT_KINDS = [
  'healthy',
  'transient',
  'provider_outage',
  'provider_degraded',
  'own_bug',
  'credentials',
  'rate_limited',
  'quota_exhausted',
  'network',
  'unknown',
] as const;
/** One of {@link VERDICT_KINDS}. */
export type VerdictKind = (typeof VERDICT_KINDS)[number];

/** State of one circuit breaker, spelled the same in code and in labels. */
export const CIRCUIT_STATES = [
  'closed',
  'open',
  'half_open',
  'forced_open',
  'forced_closed',
  'disabled',
] as const;
/** One of {@link CIRCUIT_STATES}. */
export type CircuitState = (typeof CIRCUIT_STATES)[number];

/** Where on the wire an exchange without a complete answer got stuck. */
export const PHASES = ['request', 'dns', 'connect', 'tls', 'headers', 'body'] as const;
/** One of {@link PHASES}. */
export type Phase = (typeof PHASES)[number];
