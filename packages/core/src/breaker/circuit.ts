import type { Blame, Category, CircuitState } from '../closed-sets.ts';
import { FORGET_MS } from './open-interval.ts';

/** Passes in a row that close a half-open circuit. */
export const PROBES_TO_CLOSE = 3;
/** A probe whose result never comes frees its place after this time, in milliseconds. */
export const PROBE_LEASE_MS = 30_000;
/** Share of calls that a circuit which just closed lets pass at first. */
const RAMP_START = 0.3;

/** The numbers behind an open circuit. */
export interface CircuitEvidence {
  readonly failures: number;
  readonly calls: number;
  /** Milliseconds that the failures span. */
  readonly windowMs: number;
}

/** Why a circuit opened. */
export interface CircuitCause {
  /** For a person: `6 of 7 failed in 1.2 s`. */
  readonly reason: string;
  readonly evidence: CircuitEvidence;
  /** Blame and category of the failure that opened it. */
  readonly blame: Blame;
  readonly category: Category;
  /** What proved it: failed connections, failing answers, or that many endpoints of the origin are open. */
  readonly proof: 'connections' | 'answers' | 'endpoints' | 'hand';
}

/** A circuit that has left the closed state at least once. Knows no key, no clock and no listener. */
export class Circuit {
  state: CircuitState = 'closed';
  /** Since when it is in this state. */
  sinceMs: number;
  /** Since it last opened: when the first probe may pass. */
  untilMs = 0;
  cause: CircuitCause;
  #reopenings = 0;
  /** While half-open: until when the probe in flight keeps the others out; 0 when none is in flight. */
  #leaseMs = 0;
  #passes = 0;
  #rampMs = 0;
  #credit = 0;

  /** A closed one, and why it will not stay so. */
  constructor(nowMs: number, cause: CircuitCause) {
    this.sinceMs = nowMs;
    this.cause = cause;
  }

  /** Whether it may let a call pass. Call {@link take} when the call does pass. */
  admits(nowMs: number): boolean {
    switch (this.state) {
      case 'open':
        return nowMs >= this.untilMs;
      case 'half_open':
        return nowMs >= this.#leaseMs;
      case 'forced_open':
        return false;
      case 'closed':
        if (!this.ramping(nowMs)) return true;
        this.#credit = Math.min(2, this.#credit + RAMP_START + (1 - RAMP_START) * this.#ramped(nowMs));
        return this.#credit >= 1;
      default:
        return true;
    }
  }

  /** A call passes. Returns whether it is a probe, whose result alone decides. */
  take(nowMs: number): boolean {
    if (this.state === 'open') {
      this.#turn('half_open', nowMs);
      this.#passes = 0;
    }
    if (this.state !== 'half_open') {
      this.#credit = Math.max(0, this.#credit - 1);
      return false;
    }
    this.#leaseMs = nowMs + PROBE_LEASE_MS;
    return true;
  }

  /** Whether a probe is in flight. */
  get probing(): boolean {
    return this.#leaseMs > 0;
  }

  /** The probe in flight is over without a result. */
  free(): void {
    this.#leaseMs = 0;
  }

  /** The probe in flight passed. Returns whether that closed the circuit, which then ramps up over `rampMs`. */
  pass(nowMs: number, rampMs: number): boolean {
    this.#leaseMs = 0;
    this.#passes += 1;
    if (this.#passes < PROBES_TO_CLOSE) return false;
    this.#turn('closed', nowMs);
    this.#rampMs = rampMs;
    this.#credit = 0;
    return true;
  }

  /** Opens, or opens again; for how long is asked with the number of reopenings. */
  open(nowMs: number, cause: CircuitCause, intervalMs: (reopenings: number) => number): void {
    if (this.state === 'closed') {
      const forgotten = Math.floor((nowMs - this.sinceMs) / FORGET_MS);
      this.#reopenings = Math.max(0, this.#reopenings - forgotten);
    }
    this.#turn('open', nowMs);
    this.untilMs = nowMs + intervalMs(this.#reopenings);
    this.#reopenings += 1;
    this.cause = cause;
  }

  /** Takes a state by hand. */
  force(state: 'forced_open' | 'forced_closed' | 'disabled', nowMs: number, cause: CircuitCause): void {
    this.#turn(state, nowMs);
    this.cause = cause;
  }

  /** Whether it, being closed, closed so recently that only a growing share of the calls may pass. */
  ramping(nowMs: number): boolean {
    return nowMs - this.sinceMs < this.#rampMs;
  }

  /** Milliseconds until it may let a call pass: 0 when that may be at any moment, `undefined` when only a hand can tell. */
  retryAfterMs(nowMs: number): number | undefined {
    if (this.state === 'forced_open') return undefined;
    return Math.max(0, Math.ceil(this.untilMs - nowMs));
  }

  /** Milliseconds for which nothing was due: past its state's change, its interval and its lease. */
  idleMs(nowMs: number): number {
    return nowMs - Math.max(this.sinceMs, this.untilMs, this.#leaseMs);
  }

  #ramped(nowMs: number): number {
    return Math.min(1, (nowMs - this.sinceMs) / this.#rampMs);
  }

  #turn(state: CircuitState, nowMs: number): void {
    this.state = state;
    this.sinceMs = nowMs;
    this.#leaseMs = 0;
  }
}
