// biome-ignore-all format: one outcome is one line
import type { Blame, Category, Retry } from '@faultline/core';

/** What a rule says of an exchange: who acts, what it is, what to do next, and the line for the developer. */
export interface Outcome {
  readonly category: Category;
  readonly blame: Blame;
  /** `after_delay` only as the result of a stated delay; see {@link waits}. */
  readonly retry: Retry;
  /** Whether a delay that the provider states (header, body, message) turns the retry into `after_delay`. */
  readonly waits: boolean;
  readonly hint: string;
}

function outcome(category: Category, blame: Blame, retry: Retry, hint: string): Outcome {
  return Object.freeze({ category, blame, retry, waits: false, hint });
}

/** The same, for what a stated delay heals. */
function waiting(category: Category, blame: Blame, retry: Retry, hint: string): Outcome {
  return Object.freeze({ category, blame, retry, waits: true, hint });
}

/** Fine after all. */
export const OK: Outcome = outcome('ok', 'none', 'never', 'Nothing to do: this is not a failure.');
/** The request is wrong. */
export const VALIDATION: Outcome = outcome('validation', 'self', 'after_fix', 'Read the error body and correct the request; the same request fails again.');
/** The credential is missing, wrong or expired. */
export const AUTHENTICATION: Outcome = outcome('authentication', 'self', 'after_fix', 'Check or refresh the credential, then repeat once.');
/** The end user has to sign in or consent again. */
export const USER_SIGN_IN: Outcome = outcome('authentication', 'end_user', 'after_fix', 'Ask the user to sign in or to connect the account again.');
/** The credential is right and may not do this. */
export const PERMISSION: Outcome = outcome('permission', 'self', 'after_fix', 'Give the credential the missing scope, role or address, or call something else.');
/** The plan does not contain this. */
export const PLAN: Outcome = outcome('plan', 'self', 'after_fix', 'The account does not include this feature: upgrade the plan or stop calling it.');
/** The account owes money or has no credit left. */
export const BILLING: Outcome = outcome('billing', 'self', 'after_fix', 'Pay, top up, or reactivate the account; waiting does not heal it.');
/** The customer's payment was refused. */
export const DECLINED: Outcome = outcome('billing', 'end_user', 'never', 'The payment of the customer was refused: ask for another way to pay.');
/** The sender is too fast for its limit. */
export const RATE_LIMIT: Outcome = waiting('rate_limit', 'self', 'backoff', 'Send less often, wait as told, and share one limiter among all workers of this credential.');
/** A limit that is not counted against the sender, or whose owner is not known. */
export const SHARED_RATE_LIMIT: Outcome = waiting('rate_limit', 'unknown', 'backoff', 'A limit that others share: wait as told; sending less alone may not help.');
/** A budget for a long period is spent. */
export const QUOTA: Outcome = waiting('quota', 'self', 'after_fix', 'The quota of the period is used up: raise it or wait for the next period, and do not retry in a loop.');
/** Some limit is reached. Where an answer is no throttle, it is one of things and not of speed. */
export const LIMIT: Outcome = waiting('quota', 'self', 'after_fix', 'A limit of the account is reached: free what is not needed or have it raised.');
/** A budget is spent, and only a person heals it within a sensible time. */
export const SPENT_QUOTA: Outcome = outcome('quota', 'self', 'after_fix', 'The quota is used up for hours or longer: raise it, or stop until it refills.');
/** The thing is not there. */
export const NOT_FOUND: Outcome = outcome('not_found', 'self', 'after_fix', 'Check id, path, version and region, and whether this credential may see it.');
/** The thing was there, and will not come back. */
export const GONE: Outcome = outcome('gone', 'provider', 'never', 'It was removed for good: migrate.');
/** The recipient is no longer there, or wants nothing more. */
export const RECIPIENT_GONE: Outcome = outcome('gone', 'end_user', 'never', 'The recipient is gone: delete the address or token.');
/** The recipient refuses. */
export const RECIPIENT_REFUSES: Outcome = outcome('permission', 'end_user', 'never', 'The recipient refuses these messages: stop sending to it.');
/** The state of the thing does not allow it. */
export const CONFLICT: Outcome = outcome('conflict', 'self', 'after_fix', 'Read the current state, then decide whether the change is still wanted.');
/** It has already happened. */
export const DONE_BEFORE: Outcome = outcome('conflict', 'self', 'never', 'An earlier attempt succeeded: treat it as done.');
/** A condition on the state did not hold. */
export const PRECONDITION: Outcome = outcome('precondition', 'self', 'after_fix', 'The condition did not hold: read again, then repeat with the fresh state.');
/** Nobody erred: it is not ready yet. */
export const NOT_READY: Outcome = waiting('precondition', 'none', 'backoff', 'Not ready yet: wait for its event, or ask again later.');
/** Something else of yours holds it. */
export const OWN_LOCK: Outcome = waiting('lock', 'self', 'backoff', 'An earlier request of yours still runs: wait for it.');
/** Something holds it, and it may be anybody. */
export const LOCK: Outcome = waiting('lock', 'unknown', 'backoff', 'Something else holds it just now: repeat with backoff, and write to it from one place.');
/** The provider's own contention. */
export const PROVIDER_LOCK: Outcome = waiting('lock', 'provider', 'backoff', 'Contention or movement inside the provider: repeat with backoff.');
/** Settings of the account, the client or the clock. */
export const CLIENT_CONFIG: Outcome = outcome('client_config', 'self', 'after_fix', 'Correct the configuration of the account or of this client.');
/** The clock of this machine. */
export const CLOCK: Outcome = outcome('client_config', 'self', 'after_fix', 'Correct the clock of this machine (NTP), and sign requests just before they are sent.');
/** The provider has too much to do. */
export const OVERLOADED: Outcome = waiting('overloaded', 'provider', 'backoff', 'The provider is overloaded or in maintenance: repeat with backoff and jitter, or fall back.');
/** Too much to do, on capacity that may be your own. */
export const OWN_CAPACITY: Outcome = waiting('overloaded', 'unknown', 'backoff', 'The capacity may be your own: look at the load of your cluster or project before blaming the provider.');
/** The provider failed. */
export const PROVIDER_ERROR: Outcome = waiting('provider_error', 'provider', 'backoff', 'A fault of the provider: repeat with backoff, and look at its status page.');
/** The provider failed, and nobody knows whether the work was done. */
export const UNCERTAIN_ERROR: Outcome = outcome('provider_error', 'provider', 'if_idempotent', 'A fault of the provider with an unknown result: ask for the state before repeating.');
/** A hop before the provider's application answered. */
export const GATEWAY: Outcome = waiting('gateway', 'provider', 'backoff', 'The edge of the provider answered, its origin did not: repeat with backoff.');
/** A hop answered that may belong to anybody. */
export const SOME_GATEWAY: Outcome = waiting('gateway', 'unknown', 'backoff', 'A page of a network device instead of the API: find out which hop answered.');
/** The provider ran out of time. */
export const TIMEOUT: Outcome = outcome('timeout', 'provider', 'if_idempotent', 'The provider ran out of time and may still finish: repeat only what is idempotent.');
/** Time ran out over work that may be too much. */
export const SLOW_REQUEST: Outcome = outcome('timeout', 'unknown', 'if_idempotent', 'Time ran out: make the request smaller, else look at the status page.');
/** Your own query is too slow. */
export const OWN_SLOW_QUERY: Outcome = outcome('timeout', 'self', 'after_fix', 'Your own query ran out of time: make it cheaper or raise its limit.');
/** Some items failed. */
export const PARTIAL: Outcome = outcome('partial_failure', 'unknown', 'if_idempotent', 'Some items failed inside a success: read every item, and repeat only the failed ones.');
/** Some items failed by the provider's fault. */
export const PROVIDER_PARTIAL: Outcome = { ...PARTIAL, blame: 'provider' };
/** Some items failed by your fault. */
export const OWN_PARTIAL: Outcome = { ...PARTIAL, blame: 'self' };
/** A wall against robots. */
export const BOT_WALL: Outcome = outcome('permission', 'unknown', 'after_fix', 'The edge takes this client for a robot: check address reputation, user agent and the allow-list of the provider.');
/** A hop on your own path answered. */
export const OWN_PROXY: Outcome = outcome('proxy', 'network', 'after_fix', 'A proxy or sign-in page of your own network answered instead of the API.');
/** Another client of yours does it at the same time. */
export const CANCELLED: Outcome = outcome('cancelled', 'self', 'if_idempotent', 'This client left before the answer.');
/** The reason is not known. */
export const UNKNOWN: Outcome = outcome('unknown', 'unknown', 'after_fix', 'The answer reports a failure inside a success: read its error.');
