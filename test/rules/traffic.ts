import type { Blame, Category, Outcome } from '@faultline/core';

/** One kind of result: what was seen, and whose fault it is before and after the evidence is heard. */
export interface Result {
  readonly category: Category;
  readonly status: string;
  readonly outcome: Outcome;
  /** Blame of the classification alone. */
  readonly prior: Blame;
  /** Blame once the evidence has moved it. */
  readonly moved: Blame;
}

/** Attempts a minute, by result, from one minute to another. */
export interface Phase {
  readonly from: number;
  readonly to: number;
  readonly perMinute: readonly (readonly [Result, number])[];
}

/** What one instance does at one endpoint. */
export interface Flow {
  readonly job?: string;
  readonly instance?: string;
  readonly provider: string;
  readonly endpoint: string;
  readonly phases: readonly Phase[];
  /** Seconds to headers of answers, by minutes; steady at 0.1 s unless given. */
  readonly latency?: readonly { readonly from: number; readonly to: number; readonly seconds: number }[];
}

/** A version of the service running in one instance. */
export interface Running {
  readonly job?: string;
  readonly instance?: string;
  readonly version: string;
  readonly from: number;
  readonly to: number;
}

function result(
  category: Category,
  status: number | 'none',
  prior: Blame,
  moved: Blame = prior,
  outcome: Outcome = status === 'none' ? 'no_answer' : 'answered',
): Result {
  return { category, status: String(status), outcome, prior, moved };
}

/** The kinds of result that scenarios are made of. */
export type ResultName =
  | 'ok'
  | 'serverError'
  | 'overloaded'
  | 'theirTimeout'
  | 'noRoute'
  | 'theirUnauthorized'
  | 'unauthorized'
  | 'refusedByThem'
  | 'badRequest'
  | 'unprocessable'
  | 'ourServerError'
  | 'theirNotFound'
  | 'notFound'
  | 'expectedNotFound'
  | 'rateLimited'
  | 'quota'
  | 'declined'
  | 'circuitOpen'
  | 'circuitOpenByNetwork'
  | 'unexplained'
  | 'unclearBadRequest'
  | 'blamedTimeout'
  | 'networkDown';

/** The results by kind. */
export const SEEN: Readonly<Record<ResultName, Result>> = {
  ok: result('ok', 200, 'none'),
  serverError: result('provider_error', 500, 'provider'),
  overloaded: result('overloaded', 503, 'provider'),
  /** Nobody answered in time: unknown by itself, theirs once other providers are seen to answer. */
  theirTimeout: result('timeout', 'none', 'unknown', 'provider'),
  /** The same error, while nothing at all leaves the network. */
  noRoute: result('connection', 'none', 'unknown', 'network'),
  /** Valid keys refused: ours by itself, theirs once every credential fails everywhere. */
  theirUnauthorized: result('authentication', 401, 'self', 'provider'),
  unauthorized: result('authentication', 401, 'self'),
  /** Valid keys refused, and known to be theirs. */
  refusedByThem: result('authentication', 401, 'provider'),
  badRequest: result('validation', 400, 'self'),
  unprocessable: result('validation', 422, 'self'),
  /** Our payload makes their server fall over: theirs by itself, ours once the old version is seen to work. */
  ourServerError: result('provider_error', 500, 'provider', 'self'),
  /** An endpoint that they removed: ours by itself, theirs once the unchanged version is seen to fail. */
  theirNotFound: result('not_found', 404, 'self', 'provider'),
  notFound: result('not_found', 404, 'self'),
  expectedNotFound: result('not_found', 404, 'none'),
  rateLimited: result('rate_limit', 429, 'self'),
  quota: result('quota', 403, 'self'),
  declined: result('billing', 402, 'end_user'),
  circuitOpen: result('circuit_open', 'none', 'provider', 'provider', 'rejected'),
  circuitOpenByNetwork: result('circuit_open', 'none', 'network', 'network', 'rejected'),
  unexplained: result('unknown', 'none', 'unknown'),
  /** Refused for its content, and no evidence whether we or they changed. */
  unclearBadRequest: result('validation', 400, 'unknown'),
  /** Nobody answered in time, and it is held against the provider. */
  blamedTimeout: result('timeout', 'none', 'provider'),
  networkDown: result('connection', 'none', 'network'),
};
