import type { Permit } from './breaker/permit.ts';
import type { Classification } from './classify/classification.ts';
import type { CircuitState, Outcome, VerdictKind } from './closed-sets.ts';
import type { Exchange } from './exchange.ts';

/** Where an exchange belongs. */
export interface Place {
  /** Provider id: bounded by the provider table and the hosts that the service calls. */
  readonly provider: string;
  /** Method and route template, `GET /repos/{owner}/{repo}`. */
  readonly endpoint: string;
}

/** Classification + evidence: the blame given to one exchange. Immutable; sinks read it and return nothing. */
export interface Finding extends Classification, Place {
  readonly exchange: Exchange;
  readonly outcome: Outcome;
  /** Status on the wire; 0 when none came. */
  readonly status: number;
  /** What was observed, for a person: `other_endpoints_ok 5/5`, `same_credential_ok 2s ago`. */
  readonly evidence: readonly string[];
  /** The provider's own id of the request, for its support. */
  readonly requestId?: string;
  /** The standing verdict on the provider when the exchange settled; absent while it is healthy. */
  readonly verdict?: VerdictKind;
  /** The permit under which the exchange was counted, for `amend`; absent without breakers. */
  readonly permit?: Permit;
  /** State of the breaker that let the exchange pass or rejected it; absent while closed. */
  readonly circuitState?: CircuitState;
}
