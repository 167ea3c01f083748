import type { Finding } from '../finding.ts';

/**
 * What a breaker hears of one exchange.
 *
 * - `success`: answered and nobody's fault. One more call.
 * - `provider_fault`: one more call that failed by the provider's fault.
 * - `throttled`: no failure; the credential is asked to wait.
 * - `caller_fault`: answered, and not the provider's fault. Neither a call nor a failure, but the provider lives.
 * - `local`: says nothing about the provider. Never counted.
 */
export const BREAKER_OUTCOMES = ['success', 'provider_fault', 'throttled', 'caller_fault', 'local'] as const;

/** What a breaker hears, and whom it concerns. */
export interface BreakerOutcome {
  /** One of {@link BREAKER_OUTCOMES}. */
  readonly kind: (typeof BREAKER_OUTCOMES)[number];
  /** The key that it counts against: connections belong to the origin, answers to the endpoint, limits to the credential. */
  readonly scope: 'origin' | 'endpoint' | 'credential';
}

/** The outcomes that exist. Shared objects, so that mapping a finding allocates nothing. */
export const BREAKER_OUTCOME: Readonly<
  Record<'success' | 'faultyAnswer' | 'noAnswer' | 'throttled' | 'callerFault' | 'local', BreakerOutcome>
> = {
  success: { kind: 'success', scope: 'endpoint' },
  /** The provider answered with its own failure, or cut the body. */
  faultyAnswer: { kind: 'provider_fault', scope: 'endpoint' },
  /** No answer came back. */
  noAnswer: { kind: 'provider_fault', scope: 'origin' },
  throttled: { kind: 'throttled', scope: 'credential' },
  callerFault: { kind: 'caller_fault', scope: 'endpoint' },
  local: { kind: 'local', scope: 'endpoint' },
};

/** What {@link breakerOutcomeOf} reads of a finding. */
export type BreakerFinding = Pick<Finding, 'category' | 'blame' | 'outcome' | 'retryAfterMs'> & {
  readonly exchange: Pick<Finding['exchange'], 'response' | 'error'>;
};

/**
 * Maps a finding to what the breaker hears: the one place where this is decided, before and after diagnosis alike.
 *
 * | finding | outcome |
 * | --- | --- |
 * | rejected, cancelled, blame `network` | local |
 * | `rate_limit`, or `quota` with a time | throttled |
 * | blame `none`, answered | success |
 * | blame `provider`, answered or cut in the body | provider fault at the endpoint |
 * | blame `provider` or `unknown`, no answer | provider fault at the origin |
 * | any other `self` or `end_user`, answered | caller fault |
 * | `self` or `end_user` without an answer | local |
 * | blame `unknown`, answered | caller fault: the provider lives; local when the body was cut |
 *
 * Whether several origins fail to answer at once, which makes it local, is known to the breakers alone.
 */
export function breakerOutcomeOf(finding: BreakerFinding): BreakerOutcome {
  const { blame, category, outcome } = finding;
  if (outcome === 'rejected' || category === 'circuit_open') return BREAKER_OUTCOME.local;
  if (outcome === 'cancelled' || category === 'cancelled') return BREAKER_OUTCOME.local;
  if (blame === 'network') return BREAKER_OUTCOME.local;

  if (finding.exchange.response === undefined) {
    return blame === 'provider' || blame === 'unknown' ? BREAKER_OUTCOME.noAnswer : BREAKER_OUTCOME.local;
  }
  if (category === 'rate_limit' || (category === 'quota' && finding.retryAfterMs !== undefined)) {
    return BREAKER_OUTCOME.throttled;
  }
  if (blame === 'none') return BREAKER_OUTCOME.success;
  if (blame === 'provider') return BREAKER_OUTCOME.faultyAnswer;
  if (finding.exchange.error !== undefined) return BREAKER_OUTCOME.local;
  return BREAKER_OUTCOME.callerFault;
}
