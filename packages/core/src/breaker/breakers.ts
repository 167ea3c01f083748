import type { Blame, Category, CircuitState } from '../closed-sets.ts';
import type { BreakerKey, BreakerSelector } from './breaker-key.ts';
import type { AdmitRequest } from './key-table.ts';
import type { BreakerMode } from './options.ts';
import type { BreakerOutcome } from './outcome.ts';
import type { Permit } from './permit.ts';
import type { Rejection } from './rejection.ts';

/** What is known of a settled call besides its outcome. */
export interface BreakerCause {
  /** Blame and category of the finding: a rejection carries those of the failure that opened its circuit. */
  readonly blame: Blame;
  readonly category: Category;
  /** How long the provider asked to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** Whom it asked to wait, when the outcome is `throttled`. */
  readonly credential?: string;
}

/** The breakers of one provider at one moment. */
export interface ProviderCircuits {
  readonly provider: string;
  readonly mode: BreakerMode;
  /** State of its origin; of the one that is worst off when there are several. */
  readonly state: CircuitState;
  /** How many of its keys (origins, endpoints, waiting credentials) are in each state. */
  readonly keys: Readonly<Record<CircuitState, number>>;
  /** Milliseconds until the last of its waiting credentials may call again; 0 when none waits. */
  readonly blockedMs: number;
  /** Calls that were rejected. */
  readonly enforced: number;
  /** Calls that would have been rejected if the breakers were enforced. */
  readonly shadowed: number;
  /** Results that came too late to count: their circuit had changed since they were admitted. */
  readonly late: number;
}

/**
 * The circuit breakers of all keys: origins, endpoints and credentials. Pure of timers and clocks: every `nowMs` is a
 * reading of one monotonic clock, in milliseconds. Nothing here throws, except `execute` and bad arguments of a hand.
 */
export interface Breakers {
  /** Asks whether a call may be made. A permit is a number; hand it to {@link Breakers.release} exactly once. */
  admit(request: AdmitRequest, nowMs: number): Permit | Rejection;
  /** An admitted call settled. */
  release(permit: Permit, outcome: BreakerOutcome, nowMs: number, cause?: BreakerCause): void;
  /** A call released as a success failed after all: its body broke off. Moves the evidence, counts no second call. */
  amend(permit: Permit, outcome: BreakerOutcome, nowMs: number, cause?: BreakerCause): void;
  /**
   * A call settled that never asked for a permit. Decides as if it had asked now; a call that started before its
   * circuit changed is late. Returns a released permit, for {@link Breakers.amend} and {@link circuitStateOf}.
   */
  observe(
    request: AdmitRequest,
    startedMs: number,
    outcome: BreakerOutcome,
    nowMs: number,
    cause?: BreakerCause,
  ): Permit;
  /**
   * Makes a call through its breaker: anything that returns a promise. Its result and errors pass unchanged.
   *
   * @throws CircuitOpenError when the circuit is open; TypeError when the options hold no `clock`
   */
  execute<T>(request: AdmitRequest, call: () => PromiseLike<T> | T): Promise<T>;
  /** Opens circuits by hand, until {@link Breakers.reset}. Enforced only where the mode is `enforce`. */
  forceOpen(selector: BreakerSelector): void;
  /** Closes circuits by hand, until {@link Breakers.reset}: they go on counting and never open. */
  forceClosed(selector: BreakerSelector): void;
  /** Switches breakers off by hand, until {@link Breakers.reset}: they let everything pass and hear nothing. */
  disable(selector: BreakerSelector): void;
  /** Closes circuits, empties their windows, lifts waits and whatever a hand did. Calls in flight are late. */
  reset(selector: BreakerSelector): void;
  /** The breakers of every provider that has keys. For gauges; costs time by the number of circuits that are not closed. */
  read(nowMs: number): ProviderCircuits[];
  /** State of one key: `closed` when nothing is known of it. */
  stateOf(key: BreakerKey): CircuitState;
  /** Keys that found no place, and waits that were not kept. */
  readonly overflow: number;
  /**
   * Whether every call may pass right now: each circuit is closed, nobody has to wait, no hand has said otherwise. A guard
   * need not ask then; what comes of the call is told by {@link Breakers.observe}.
   */
  readonly quiet: boolean;
}
