import type { Classification, Classify } from './classify/classification.ts';
import { classify as classifyByDefault } from './classify/classify.ts';
import { requestIdOf } from './classify/request-id.ts';
import type { Outcome } from './closed-sets.ts';
import { placeOf } from './endpoint/place.ts';
import type { BodyFailure, Exchange } from './exchange.ts';
import type { Finding, Place } from './finding.ts';
import type { Sink } from './sink.ts';

/** What an engine is made of. Everything has a default. */
export interface EngineOptions {
  /** Gives every exchange its classification. @defaultValue core's status and transport tables */
  readonly classify?: Classify;
  /** Finds provider and endpoint of an exchange. @defaultValue the host, and a guessed route template */
  readonly place?: (exchange: Exchange) => Place;
  /** Listeners, told in this order. */
  readonly sinks?: readonly Sink[];
}

/** Turns exchanges into findings. Pure of I/O: every time is an argument or a field of the exchange. */
export interface Engine {
  /** Classifies one settled exchange, tells the sinks, returns its finding. Never throws. */
  record(exchange: Exchange): Finding;
  /** The body of a settled exchange failed: tells the sinks, returns the finding that replaces `finding`. Never throws. */
  amend(finding: Finding, failure: BodyFailure): Finding;
}

const NO_EVIDENCE: readonly string[] = [];

/** Creates an engine. */
export function createEngine(options: EngineOptions = {}): Engine {
  const classify = options.classify ?? classifyByDefault;
  const place = options.place ?? placeOf;
  const sinks = options.sinks ?? [];

  function findingOf(exchange: Exchange, at: Place): Finding {
    const classification = classify(exchange);
    return compose(exchange, at, classification);
  }

  function tell(finding: Finding): void {
    for (const sink of sinks) {
      try {
        sink.finding?.(finding);
      } catch (error) {
        report('sink.finding', error);
      }
    }
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
    record(exchange) {
      const finding = findingOf(exchange, place(exchange));
      tell(finding);
      return finding;
    },
    amend(before, failure) {
      const exchange: Exchange = { ...before.exchange, ...failure, phase: 'body' };
      const finding = findingOf(exchange, before);
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

function compose(exchange: Exchange, at: Place, classification: Classification): Finding {
  const requestId = classification.blame === 'none' ? undefined : requestIdOf(exchange);
  return {
    ...classification,
    provider: at.provider,
    endpoint: at.endpoint,
    exchange,
    outcome: outcomeOf(exchange, classification),
    status: exchange.response?.status ?? 0,
    evidence: NO_EVIDENCE,
    ...(requestId === undefined ? {} : { requestId }),
  };
}

function outcomeOf(exchange: Exchange, classification: Classification): Outcome {
  if (classification.category === 'circuit_open') return 'rejected';
  if (exchange.response !== undefined && exchange.error === undefined) return 'answered';
  if (classification.category === 'cancelled') return 'cancelled';
  return exchange.response === undefined ? 'no_answer' : 'answered';
}
