import type { Blame, Category, CircuitState } from '../closed-sets.ts';
import type { Circuit, CircuitEvidence } from './circuit.ts';
import type { AdmitRequest } from './key-table.ts';
import type { OriginKey } from './origin-key.ts';

/** Why a call may not be made now. */
export interface Rejection {
  readonly provider: string;
  /** What said no: the breaker of the origin or of the endpoint, or the wait of the credential. */
  readonly scope: 'origin' | 'endpoint' | 'credential';
  /** The guarded key for a person: the origin, or the endpoint. Never a credential. */
  readonly key: string;
  /** `open`; `half_open` while others probe; `closed` while the recovered circuit still ramps up; or `forced_open`. */
  readonly state: CircuitState;
  /** For a person: `6 of 7 failed in 1.2 s`. */
  readonly reason: string;
  readonly evidence: CircuitEvidence;
  /** Blame of the failures that opened the circuit, so that alerts still see the outage. */
  readonly blame: Blame;
  /** Category of the failures that opened the circuit. */
  readonly category: Category;
  /** Milliseconds until a call may pass: 0 when that may be at any moment, absent when it was opened by hand. */
  readonly retryAfterMs?: number;
}

const NO_EVIDENCE: CircuitEvidence = { failures: 0, calls: 0, windowMs: 0 };

/** The rejection by the circuit of an origin or an endpoint. */
export function rejectionBy(
  circuit: Circuit,
  scope: 'origin' | 'endpoint',
  origin: OriginKey,
  key: string,
  nowMs: number,
): Rejection {
  const { state, cause } = circuit;
  const retryAfterMs = circuit.retryAfterMs(nowMs);
  return {
    provider: origin.provider.name,
    scope,
    key,
    state,
    // A circuit that closed still rejects some calls: what opened it is no reason by itself.
    reason: state === 'closed' ? `not all calls pass yet, after ${cause.reason}` : cause.reason,
    evidence: cause.evidence,
    blame: cause.blame,
    category: cause.category,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/** The rejection of a credential that has to wait; `undefined` when it has not. */
export function rejectionOf(
  request: AdmitRequest,
  origin: OriginKey,
  nowMs: number,
  startedMs: number,
): Rejection | undefined {
  const block = origin.blocks?.standing(request.credential, nowMs, startedMs);
  if (block === undefined) return undefined;
  return {
    provider: origin.provider.name,
    scope: 'credential',
    key: origin.name,
    state: 'open',
    reason: block.reason,
    evidence: NO_EVIDENCE,
    blame: block.blame,
    category: block.category,
    retryAfterMs: Math.ceil(block.untilMs - nowMs),
  };
}
