import type { Classify } from '../classify/classification.ts';
import { outcomeOf } from '../compose-finding.ts';
import type { Exchange, ExchangeResponse, HeaderBag } from '../exchange.ts';
import type { BreakerCause } from './breakers.ts';
import { BREAKER_OUTCOME, type BreakerOutcome, breakerOutcomeOf } from './outcome.ts';

/** What a call through `execute` means to its breaker. */
export interface Judgement {
  readonly outcome: BreakerOutcome;
  readonly cause?: BreakerCause;
}

/** The judgement on a call that worked: a shared object, to be known by. */
export const SUCCESS: Judgement = { outcome: BREAKER_OUTCOME.success };
const LOCAL: Judgement = { outcome: BREAKER_OUTCOME.local };

/**
 * Judges what a call returned. A `Response` of fetch is read by its status; any other value is a success.
 */
export function judgeValue(value: unknown, origin: string, classify: Classify): Judgement {
  if (property(value, 'ok') === true) return SUCCESS;
  const response = responseOf(value);
  return response?.headers === undefined ? SUCCESS : judge({ response }, origin, classify);
}

/**
 * Judges what a call threw. An error that carries an answer, as those of HTTP clients and SDKs do, is read by it. An
 * error that is not known to come from the wire is local: a bug in the caller's own code opens no circuit.
 */
export function judgeError(error: unknown, origin: string, classify: Classify): Judgement {
  if (error === undefined || error === null) return LOCAL;
  const answer = responseOf(error) ?? responseOf(property(error, 'response'));
  return judge(answer === undefined ? { error } : { response: answer }, origin, classify);
}

function judge(
  seen: { readonly response: ExchangeResponse } | { readonly error: unknown },
  origin: string,
  classify: Classify,
): Judgement {
  const exchange: Exchange = { method: 'GET', url: origin, startedAt: 0, durationMs: 0, ...seen };
  const finding = classify(exchange);
  if (exchange.response === undefined && finding.category === 'unknown') return LOCAL;
  const outcome = outcomeOf(exchange, finding);
  return { outcome: breakerOutcomeOf({ ...finding, outcome, exchange }), cause: finding };
}

function responseOf(value: unknown): ExchangeResponse | undefined {
  const status = property(value, 'status') ?? property(value, 'statusCode');
  if (typeof status !== 'number') return undefined;
  const headers = headersOf(property(value, 'headers'));
  return headers === undefined ? { status } : { status, headers };
}

function headersOf(value: unknown): HeaderBag | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return Symbol.iterator in value
    ? Object.fromEntries(value as Iterable<readonly [string, string]>)
    : (value as HeaderBag);
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
