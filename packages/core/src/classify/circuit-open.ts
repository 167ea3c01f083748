import type { CircuitOpenError } from '../breaker/circuit-open-error.ts';
import type { Classification } from './classification.ts';

/** How far the blame that opened a circuit holds for a call that was never made. */
const CONFIDENCE = 0.8;

/** A call that our own breaker rejected: it carries the blame of the failures that opened the circuit. */
export function classifyRejection(rejection: CircuitOpenError): Classification {
  const { blame, retryAfterMs } = rejection;
  return {
    category: 'circuit_open',
    blame,
    confidence: CONFIDENCE,
    retry: retryAfterMs === undefined ? 'backoff' : 'after_delay',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    rule: 'circuit.open',
    hint: 'Our own circuit breaker is open, nothing was sent: use the fallback until it closes',
  };
}
