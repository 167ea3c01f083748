import { CircuitOpenError } from './breaker/circuit-open-error.ts';
import { circuitStateOf, type Permit } from './breaker/permit.ts';
import type { Classification } from './classify/classification.ts';
import { requestIdOf } from './classify/request-id.ts';
import type { CircuitState, Outcome } from './closed-sets.ts';
import type { Diagnosed } from './diagnose/diagnosis.ts';
import type { Exchange } from './exchange.ts';
import type { Finding, Place } from './finding.ts';

const NO_EVIDENCE: readonly string[] = [];

/** Puts together what is known of one settled exchange, once everybody was heard. */
export function composeFinding(
  exchange: Exchange,
  at: Place,
  label: Classification,
  outcome: Outcome,
  diagnosed: Diagnosed | undefined,
  permit: Permit | undefined,
): Finding {
  const { blame, confidence } = diagnosed ?? label;
  // Field by field, in this order: on the path of every exchange, where spreading takes ten times as long.
  const finding: { -readonly [K in keyof Finding]: Finding[K] } = {
    category: label.category,
    blame,
    confidence,
    retry: label.retry,
    rule: label.rule,
    hint: label.hint,
    provider: at.provider,
    endpoint: at.endpoint,
    exchange: withoutBody(exchange),
    outcome,
    status: exchange.response?.status ?? 0,
    evidence: diagnosed?.evidence ?? NO_EVIDENCE,
  };
  if (permit !== undefined) finding.permit = permit;
  if (label.retryAfterMs !== undefined) finding.retryAfterMs = label.retryAfterMs;
  const verdict = diagnosed?.verdictKind;
  if (verdict !== undefined) finding.verdict = verdict;
  const requestId = blame === 'none' ? undefined : requestIdOf(exchange);
  if (requestId !== undefined) finding.requestId = requestId;
  const circuitState = stateFor(exchange, permit);
  if (circuitState !== 'closed') finding.circuitState = circuitState;
  return finding;
}

/** State of the breaker that rejected the exchange or let it pass. */
function stateFor({ error }: Exchange, permit: Permit | undefined): CircuitState {
  if (error !== undefined && error instanceof CircuitOpenError) return error.state;
  return permit === undefined ? 'closed' : circuitStateOf(permit);
}

const UNCLASSIFIED: Classification = {
  category: 'unknown',
  blame: 'unknown',
  confidence: 0,
  retry: 'never',
  rule: 'internal_error',
  hint: 'Faultline failed to classify this exchange: please report it',
};

/** What is left to say when our own code failed: counted, never hidden. */
export function unclassified(exchange: Exchange): Finding {
  const outcome = exchange.response === undefined ? 'no_answer' : 'answered';
  const at = { provider: 'unknown', endpoint: 'unknown' };
  return composeFinding(exchange, at, UNCLASSIFIED, outcome, undefined, undefined);
}

/** How an exchange ended, before anybody asks why. */
export function outcomeOf(exchange: Exchange, classification: Classification): Outcome {
  if (classification.category === 'circuit_open') return 'rejected';
  if (exchange.response !== undefined && exchange.error === undefined) return 'answered';
  if (classification.category === 'cancelled') return 'cancelled';
  return exchange.response === undefined ? 'no_answer' : 'answered';
}

/** A finding lives on in sinks and in the application's hands; the body was for the classification alone. */
function withoutBody(exchange: Exchange): Exchange {
  const { response } = exchange;
  if (response?.body === undefined) return exchange;
  const { status, headers } = response;
  return { ...exchange, response: headers === undefined ? { status } : { status, headers } };
}
