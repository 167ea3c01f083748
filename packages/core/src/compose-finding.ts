import { circuitStateOf, type Permit } from './breaker/permit.ts';
import type { Classification } from './classify/classification.ts';
import { requestIdOf } from './classify/request-id.ts';
import type { Outcome } from './closed-sets.ts';
import type { Exchange } from './exchange.ts';
import type { Finding, Place } from './finding.ts';

const NO_EVIDENCE: readonly string[] = [];

/** Puts together what is known of one settled exchange, once everybody was heard. */
export function composeFinding(
  exchange: Exchange,
  at: Place,
  classification: Classification,
  outcome: Outcome,
  permit: Permit | undefined,
): Finding {
  const requestId = classification.blame === 'none' ? undefined : requestIdOf(exchange);
  const circuitState = permit === undefined ? 'closed' : circuitStateOf(permit);
  return {
    ...classification,
    provider: at.provider,
    endpoint: at.endpoint,
    exchange: withoutBody(exchange),
    outcome,
    status: exchange.response?.status ?? 0,
    evidence: NO_EVIDENCE,
    ...(requestId === undefined ? undefined : { requestId }),
    ...(permit === undefined ? undefined : { permit }),
    ...(circuitState === 'closed' ? undefined : { circuitState }),
  };
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
