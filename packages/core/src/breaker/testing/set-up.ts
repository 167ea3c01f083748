import type { CircuitChange } from '../../sink.ts';
import type { BreakerCause, Breakers } from '../breakers.ts';
import { CircuitOpenError } from '../circuit-open-error.ts';
import type { AdmitRequest } from '../key-table.ts';
import { createBreakers } from '../keyed-breakers.ts';
import type { BreakerOptions } from '../options.ts';
import { BREAKER_OUTCOME, type BreakerOutcome } from '../outcome.ts';
import type { Permit } from '../permit.ts';
import type { Rejection } from '../rejection.ts';

export const charge: AdmitRequest = {
  provider: 'stripe',
  origin: 'https://api.stripe.com',
  endpoint: 'POST /v1/charges',
};
export const refund: AdmitRequest = { ...charge, endpoint: 'POST /v1/refunds' };
export const fault: BreakerCause = { blame: 'provider', category: 'gateway' };
const { success, faultyAnswer } = BREAKER_OUTCOME;

/** What {@link setUp} gives: breakers, all that they told, and short ways to call through them. */
export interface Kit {
  readonly breakers: Breakers;
  /** The clock, to be wound. */
  readonly state: { nowMs: number };
  readonly changes: CircuitChange[];
  /** Whether each rejection was enforced. */
  readonly rejections: boolean[];
  /** Where internal errors came from. */
  readonly errors: string[];
  admit(request?: AdmitRequest): Permit | Rejection;
  /** Leave to call; throws when there is none. */
  permit(request?: AdmitRequest): Permit;
  /** The rejection of a call; throws when there is none. */
  rejection(request?: AdmitRequest): Rejection;
  release(given: Permit, outcome?: BreakerOutcome, cause?: BreakerCause): void;
  call(outcome?: BreakerOutcome, request?: AdmitRequest, cause?: BreakerCause): void;
  /** `count` calls, one each `everyMs`, as long as they are admitted; returns how many were made. */
  calls(count: number, everyMs: number, outcome?: BreakerOutcome, request?: AdmitRequest): number;
  /** Opens the circuit of an endpoint, or with `noAnswer` that of the origin. */
  trip(request?: AdmitRequest, outcome?: BreakerOutcome): void;
}

/** Breakers in enforce mode, with a clock to wind and jitter in the middle. */
export function setUp(options: BreakerOptions = {}): Kit {
  const changes: CircuitChange[] = [];
  const rejections: boolean[] = [];
  const errors: string[] = [];
  const state = { nowMs: 1000 };
  const breakers = createBreakers({
    mode: 'enforce',
    rampMs: 0,
    random: () => 0.5,
    clock: () => state.nowMs,
    listeners: [
      {
        circuit: (change) => changes.push(change),
        rejection: (_, enforced) => rejections.push(enforced),
        internalError: (where) => errors.push(where),
      },
    ],
    ...options,
  });
  const admit = (request = charge) => breakers.admit(request, state.nowMs);
  const permit = (request = charge): Permit => {
    const admitted = admit(request);
    if (typeof admitted !== 'number') throw new CircuitOpenError(admitted);
    return admitted;
  };
  const rejection = (request = charge): Rejection => {
    const admitted = admit(request);
    if (typeof admitted === 'number') throw new Error('was admitted');
    return admitted;
  };
  const release = (given: Permit, outcome = success, cause: BreakerCause = fault) =>
    breakers.release(given, outcome, state.nowMs, cause);
  const call = (outcome = success, request = charge, cause: BreakerCause = fault) =>
    release(permit(request), outcome, cause);
  const calls = (count: number, everyMs: number, outcome = success, request = charge): number => {
    for (let made = 0; made < count; made++) {
      const admitted = admit(request);
      if (typeof admitted !== 'number') return made;
      release(admitted, outcome);
      state.nowMs += everyMs;
    }
    return count;
  };
  const trip = (request = charge, outcome = faultyAnswer) => {
    calls(7, 250, outcome, request);
    rejection(request);
  };
  return {
    breakers,
    state,
    changes,
    rejections,
    errors,
    admit,
    permit,
    rejection,
    release,
    call,
    calls,
    trip,
  };
}
