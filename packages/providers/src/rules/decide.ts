import type { DirectoryEntry } from '../directory.ts';
import type { Decide, Decision } from './decision.ts';
import { byAwsType } from './general/aws.ts';
import { byChallenge } from './general/challenge.ts';
import { EDGE_ROWS } from './general/edge.ts';
import { byGraphQl } from './general/graphql.ts';
import { byGoogleStatus, byGrpcStatus } from './general/grpc.ts';
import { byJsonRpc } from './general/json-rpc.ts';
import { byLoginRedirect } from './general/login-redirect.ts';
import { byItems } from './general/multi-status.ts';
import { byProblem } from './general/problem.ts';
import { byProxyStatus } from './general/proxy-status.ts';
import { bySoapFault } from './general/soap.ts';
import { bySoftFailure } from './general/soft-failure.ts';
import { bySunset } from './general/sunset.ts';
import { byVocabulary } from './general/vocabulary-rule.ts';
import { ELASTIC } from './providers/platforms.ts';
import type { Reading } from './reading.ts';
import { RowTable } from './row-table.ts';

/** What edges answer in the place of any API, and clusters that anybody may run. */
const GENERAL_ROWS = new RowTable([...EDGE_ROWS, ...ELASTIC()]);

/** The general formats for failures, in the order in which they are believed: codes before headers before words. */
const FOR_FAILURES: readonly Decide[] = [
  byProxyStatus,
  byGrpcStatus,
  bySoapFault,
  byGoogleStatus,
  byGraphQl,
  byJsonRpc,
  byChallenge,
  byProblem,
  byVocabulary,
  bySunset,
];
/** The general formats that report failures inside a success. */
const FOR_SUCCESSES: readonly Decide[] = [
  byLoginRedirect,
  byGrpcStatus,
  byItems,
  bySoapFault,
  byGraphQl,
  byJsonRpc,
  bySoftFailure,
];

/**
 * Decides what an answer means by everything but its status alone: rules of the provider, pages of edges and proxies, then the
 * general formats. `undefined` when the status is all there is.
 */
export function decide(reading: Reading, entry: DirectoryEntry): Decision | undefined {
  const known = entry.rows.decide(reading) ?? GENERAL_ROWS.decide(reading) ?? byAwsType(reading, entry.isAws);
  if (known !== undefined) return known;
  for (const rule of reading.status < 400 ? FOR_SUCCESSES : FOR_FAILURES) {
    const decision = rule(reading);
    if (decision !== undefined) return decision;
  }
  return undefined;
}
