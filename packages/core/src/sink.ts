import type { CircuitState } from './closed-sets.ts';
import type { Finding } from './finding.ts';
import type { VerdictChange } from './verdict.ts';

/** A circuit breaker changed its state. */
export interface CircuitChange {
  readonly provider: string;
  /** What the breaker guards. */
  readonly scope: 'origin' | 'endpoint' | 'credential';
  /** The guarded key for a person: the origin, or the endpoint. Never a credential. */
  readonly key: string;
  readonly from: CircuitState;
  readonly to: CircuitState;
  /** Why, for a person: `6 of 7 failed in 1.2 s`. */
  readonly reason: string;
  /** Whether the breaker rejects (`enforce`) or only counts (`shadow`). */
  readonly enforced: boolean;
}

/**
 * Listens to the engine. Sinks read and return nothing; they cannot change a finding.
 * Each call is guarded: a throwing sink is counted as an internal error and never reaches the caller.
 */
export interface Sink {
  /** An exchange settled. */
  finding?(finding: Finding): void;
  /** The body of a settled exchange failed: `finding` replaces `before` as what is known of it. */
  amended?(finding: Finding, before: Finding): void;
  /** The standing verdict on a provider changed. */
  verdict?(change: VerdictChange): void;
  /** A breaker changed its state. */
  circuit?(change: CircuitChange): void;
  /** A breaker rejected a request, or would have in shadow mode. */
  rejection?(provider: string, enforced: boolean): void;
  /** Our own code failed at `where`, and was caught. */
  internalError?(where: string, error: unknown): void;
}
