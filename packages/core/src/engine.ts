import type { Breakers } from './breaker/breakers.ts';
import { breakerOutcomeOf } from './breaker/outcome.ts';
import { type Permit, UNGUARDED } from './breaker/permit.ts';
import type { Rejection } from './breaker/rejection.ts';
import type { Classification, Classify } from './classify/classification.ts';
import { classify as classifyByDefault } from './classify/classify.ts';
import type { Outcome } from './closed-sets.ts';
import { composeFinding, outcomeOf } from './compose-finding.ts';
import { placeOf } from './endpoint/place.ts';
import { originOf } from './endpoint/url-parts.ts';
import type { BodyFailure, Call, Exchange } from './exchange.ts';
import type { Finding, Place } from './finding.ts';
import type { Sink } from './sink.ts';

/** What an engine is made of. Everything has a default. */
export interface EngineOptions {
  /** Gives every exchange its classification. @defaultValue core's status and transport tables */
  readonly classify?: Classify;
  /** Finds provider and endpoint of a call. @defaultValue the host, and a guessed route template */
  readonly place?: (call: Call) => Place;
  /** Hears of every exchange and decides on admission. @defaultValue none: everything is admitted */
  readonly breakers?: Breakers;
  /** Listeners, told in this order. */
  readonly sinks?: readonly Sink[];
}

/** Turns exchanges into findings. Pure of I/O: every time is an argument or a field of the exchange. Nothing here throws. */
export interface Engine {
  /**
   * Asks whether a call may be made, before it is. A permit (a number) travels on the exchange to {@link Engine.record};
   * of a rejection the guard makes a `CircuitOpenError` and records it as the error of an exchange.
   *
   * @param nowMs monotonic clock
   */
  admit(call: Call, nowMs: number): Permit | Rejection;
  /** Classifies one settled exchange, tells the breaker and the sinks, returns its finding. */
  record(exchange: Exchange): Finding;
  /** The body of a settled exchange failed: tells the breaker and the sinks, returns the finding that replaces `finding`. */
  amend(finding: Finding, failure: BodyFailure): Finding;
}

/** Creates an engine. */
export function createEngine(options: EngineOptions = {}): Engine {
  const classify = options.classify ?? classifyByDefault;
  const place = options.place ?? placeOf;
  const { breakers, sinks = [] } = options;

  /** Tells the breaker what came of a call; gives the permit under which it counted. */
  function release(
    exchange: Exchange,
    at: Place,
    classification: Classification,
    outcome: Outcome,
  ): Permit | undefined {
    if (breakers === undefined) return undefined;
    const { permit, credential } = exchange;
    // What the breaker itself rejected was never a call.
    if (outcome === 'rejected') return permit;
    const heard = breakerOutcomeOf({ ...classification, outcome, exchange });
    const startMs = startOf(exchange);
    const nowMs = startMs + exchange.durationMs;
    const cause =
      heard.kind === 'provider_fault' || heard.kind === 'throttled'
        ? causeOf(classification, credential)
        : undefined;
    if (permit !== undefined) {
      breakers.release(permit, heard, nowMs, cause);
      return permit;
    }
    return breakers.observe(requestOf(exchange, at), startMs, heard, nowMs, cause);
  }

  function findingOf(exchange: Exchange): Finding {
    const at = place(exchange);
    const classification = classify(exchange);
    const outcome = outcomeOf(exchange, classification);
    const permit = release(exchange, at, classification, outcome);
    return composeFinding(exchange, at, classification, outcome, permit);
  }

  function amendedFinding(before: Finding, failure: BodyFailure): Finding {
    const exchange: Exchange = { ...before.exchange, ...failure, phase: 'body' };
    const classification = classify(exchange);
    const outcome = outcomeOf(exchange, classification);
    if (breakers !== undefined && before.permit !== undefined) {
      const heard = breakerOutcomeOf({ ...classification, outcome, exchange });
      const nowMs = startOf(exchange) + failure.durationMs;
      breakers.amend(before.permit, heard, nowMs, causeOf(classification, exchange.credential));
    }
    return composeFinding(exchange, before, classification, outcome, before.permit);
  }

  function report(where: string, error: unknown): void {
    for (const sink of sinks) {
      try {
        sink.internalError?.(where, error);
      } catch {
        // A sink that cannot even hear of errors has nobody left to tell.
      }
    }
  }

  return {
    admit(call, nowMs) {
      if (breakers === undefined) return UNGUARDED;
      try {
        return breakers.admit(requestOf(call, place(call)), nowMs);
      } catch (error) {
        report('engine.admit', error);
        return UNGUARDED;
      }
    },
    record(exchange) {
      let finding: Finding;
      try {
        finding = findingOf(exchange);
      } catch (error) {
        report('engine.record', error);
        finding = unclassified(exchange);
      }
      for (const sink of sinks) {
        try {
          sink.finding?.(finding);
        } catch (error) {
          report('sink.finding', error);
        }
      }
      return finding;
    },
    amend(before, failure) {
      let finding: Finding;
      try {
        finding = amendedFinding(before, failure);
      } catch (error) {
        report('engine.amend', error);
        return before;
      }
      for (const sink of sinks) {
        try {
          sink.amended?.(finding, before);
        } catch (error) {
          report('sink.amended', error);
        }
      }
      return finding;
    },
  };
}

function startOf(exchange: Exchange): number {
  return exchange.monotonicMs ?? exchange.startedAt;
}

function requestOf(call: Call, at: Place): Parameters<Breakers['admit']>[0] {
  const { credential } = call;
  const origin = originOf(call.url);
  return credential === undefined
    ? { provider: at.provider, endpoint: at.endpoint, origin }
    : { provider: at.provider, endpoint: at.endpoint, origin, credential };
}

function causeOf(
  classification: Classification,
  credential: string | undefined,
): Parameters<Breakers['release']>[3] {
  const { blame, category, retryAfterMs } = classification;
  return {
    blame,
    category,
    ...(retryAfterMs === undefined ? undefined : { retryAfterMs }),
    ...(credential === undefined ? undefined : { credential }),
  };
}

/** What is left to say when our own code failed: counted, never hidden. */
function unclassified(exchange: Exchange): Finding {
  return composeFinding(
    exchange,
    { provider: 'unknown', endpoint: 'unknown' },
    {
      category: 'unknown',
      blame: 'unknown',
      confidence: 0,
      retry: 'never',
      rule: 'internal_error',
      hint: 'Faultline failed to classify this exchange: please report it',
    },
    exchange.response === undefined ? 'no_answer' : 'answered',
    undefined,
  );
}
