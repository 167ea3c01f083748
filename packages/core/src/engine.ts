import type { Breakers } from './breaker/breakers.ts';
import type { AdmitRequest } from './breaker/key-table.ts';
import { type BreakerFinding, breakerOutcomeOf } from './breaker/outcome.ts';
import { type Permit, UNGUARDED } from './breaker/permit.ts';
import type { Rejection } from './breaker/rejection.ts';
import type { Classification, Classify } from './classify/classification.ts';
import { classify as classifyByDefault } from './classify/classify.ts';
import type { Outcome } from './closed-sets.ts';
import { composeFinding, outcomeOf, unclassified } from './compose-finding.ts';
import type { Diagnosed, Diagnosis } from './diagnose/diagnosis.ts';
import { placeOf } from './endpoint/place.ts';
import { originOf } from './endpoint/url-parts.ts';
import type { BodyFailure, Call, Exchange } from './exchange.ts';
import type { Finding, Place } from './finding.ts';
import type { Signal } from './signal.ts';
import type { Sink } from './sink.ts';
import { tellAmended, tellFinding, tellInternalError } from './tell-sinks.ts';

/** What an engine is made of. Everything has a default. */
export interface EngineOptions {
  /** Gives every exchange its classification. @defaultValue core's status and transport tables */
  readonly classify?: Classify;
  /** Finds provider and endpoint of a call. @defaultValue the host, and a guessed route template */
  readonly place?: (call: Call) => Place;
  /** Hears the evidence around every exchange. @defaultValue none: the blame is that of the classification */
  readonly diagnosis?: Diagnosis;
  /** Hears of every exchange and decides on admission. @defaultValue none: everything is admitted */
  readonly breakers?: Breakers;
  /** Listeners, told in this order. */
  readonly sinks?: readonly Sink[];
}

/**
 * Turns exchanges into findings: classify → diagnose → breaker → sinks. Pure of I/O: every time is an argument or a
 * field of the exchange. Nothing here throws.
 */
export interface Engine {
  /**
   * Asks whether a call may be made, before it is. A permit (a number) travels on the exchange to {@link Engine.record};
   * of a rejection the guard makes a `CircuitOpenError` and records it as the error of an exchange.
   *
   * @param nowMs monotonic clock
   */
  admit(call: Call, nowMs: number): Permit | Rejection;
  /** Takes one settled exchange and returns its finding. Call it once for each, in the order of settling. */
  record(exchange: Exchange): Finding;
  /** The body of a settled exchange failed: returns the finding that replaces `finding`. */
  amend(finding: Finding, failure: BodyFailure): Finding;
  /** Takes what the process knows besides its exchanges. `nowMs` is on the monotonic clock. */
  observe(signal: Signal, nowMs: number): void;
}

/** Creates an engine. */
export function createEngine(options: EngineOptions = {}): Engine {
  const { classify = classifyByDefault, place = placeOf, diagnosis, breakers, sinks = [] } = options;

  function findingOf(exchange: Exchange): Finding {
    const at = place(exchange);
    const label = classify(exchange);
    const outcome = outcomeOf(exchange, label);
    const nowMs = startOf(exchange) + exchange.durationMs;
    // What our own breaker rejected was never an exchange with the provider: it teaches nothing.
    if (outcome === 'rejected') return composeFinding(exchange, at, label, outcome, undefined, undefined);
    const diagnosed = diagnosis?.judge(exchange, at, label, nowMs);
    const permit = breakers && release(breakers, exchange, at, label, diagnosed, outcome, nowMs);
    return composeFinding(exchange, at, label, outcome, diagnosed, permit);
  }

  function amendedFinding(before: Finding, failure: BodyFailure): Finding {
    const exchange: Exchange = { ...before.exchange, ...failure, phase: 'body' };
    const label = classify(exchange);
    const outcome = outcomeOf(exchange, label);
    const nowMs = startOf(exchange) + failure.durationMs;
    const diagnosed = diagnosis?.amend(exchange, before, label, nowMs);
    if (breakers !== undefined && before.permit !== undefined) {
      const blame = diagnosed?.blame ?? label.blame;
      const heard = breakerOutcomeOf({ ...label, blame, outcome, exchange });
      breakers.amend(before.permit, heard, nowMs, causeOf(label, blame, exchange));
    }
    return composeFinding(exchange, before, label, outcome, diagnosed, before.permit);
  }

  return {
    admit(call, nowMs) {
      if (breakers === undefined) return UNGUARDED;
      try {
        return breakers.admit(requestOf(call, place(call)), nowMs);
      } catch (error) {
        tellInternalError(sinks, 'engine.admit', error);
        return UNGUARDED;
      }
    },
    record(exchange) {
      let finding: Finding;
      try {
        finding = findingOf(exchange);
      } catch (error) {
        tellInternalError(sinks, 'engine.record', error);
        finding = unclassified(exchange);
      }
      tellFinding(sinks, finding);
      return finding;
    },
    amend(before, failure) {
      let finding: Finding;
      try {
        finding = amendedFinding(before, failure);
      } catch (error) {
        tellInternalError(sinks, 'engine.amend', error);
        return before;
      }
      tellAmended(sinks, finding, before);
      return finding;
    },
    observe(signal, nowMs) {
      try {
        diagnosis?.observe(signal, nowMs);
      } catch (error) {
        tellInternalError(sinks, 'engine.observe', error);
      }
    },
  };
}

/** Tells the breaker what came of a call; gives the permit under which it counted. */
function release(
  breakers: Breakers,
  exchange: Exchange,
  at: Place,
  label: Classification,
  diagnosed: Diagnosed | undefined,
  outcome: Outcome,
  nowMs: number,
): Permit {
  const blame = diagnosed?.blame ?? label.blame;
  const told: { -readonly [K in keyof BreakerFinding]: BreakerFinding[K] } = {
    category: label.category,
    blame,
    outcome,
    exchange,
  };
  if (label.retryAfterMs !== undefined) told.retryAfterMs = label.retryAfterMs;
  const heard = breakerOutcomeOf(told);
  const matters = heard.kind === 'provider_fault' || heard.kind === 'throttled';
  const cause = matters ? causeOf(label, blame, exchange) : undefined;
  if (exchange.permit === undefined)
    return breakers.observe(requestOf(exchange, at), startOf(exchange), heard, nowMs, cause);
  breakers.release(exchange.permit, heard, nowMs, cause);
  return exchange.permit;
}

function startOf(exchange: Exchange): number {
  return exchange.monotonicMs ?? exchange.startedAt;
}

function requestOf(call: Call, at: Place): AdmitRequest {
  const { provider, endpoint } = at;
  const origin = originOf(call.url);
  return call.credential === undefined
    ? { provider, endpoint, origin }
    : { provider, endpoint, origin, credential: call.credential };
}

function causeOf(
  label: Classification,
  blame: Classification['blame'],
  { credential }: Exchange,
): Parameters<Breakers['release']>[3] {
  const { category, retryAfterMs } = label;
  return {
    blame,
    category,
    ...(retryAfterMs === undefined ? undefined : { retryAfterMs }),
    ...(credential === undefined ? undefined : { credential }),
  };
}
