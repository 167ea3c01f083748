import { CircuitOpenError } from '../breaker/circuit-open-error.ts';
import type { Exchange } from '../exchange.ts';
import { classifyStatus } from './by-status.ts';
import { classifyRejection } from './circuit-open.ts';
import type { Classification } from './classification.ts';
import { type Fault, faultsOf } from './fault.ts';
import { inContext } from './in-context.ts';
import { rowOfFault } from './match-fault.ts';
import { codesInText } from './message-codes.ts';
import type { TransportRow } from './transport/transport-row.ts';
import { TRANSPORT_ROWS, transportRowOf } from './transport/transport-table.ts';
import { CALLER_ABORT, LOOP_LATE, UNKNOWN_ERROR } from './transport/variant-errors.ts';

/** From here on our own event loop, not the peer, may be why a timer fired. Healthy processes stay far below. */
const LOOP_LATE_MS = 100;

/** Rows that wrap another failure: what is inside says more. */
const WRAPPERS: ReadonlySet<string> = new Set([
  'fetch_failed',
  'terminated',
  'AbortError',
  'AggregateError',
  'ABORT_ERR',
  'ERR_ABORTED',
  'ERR_BAD_REQUEST',
  'ERR_BAD_RESPONSE',
  'ERR_CANCELED',
  'ERR_NETWORK',
  'ERR_NON_2XX_3XX_RESPONSE',
  'FetchError.system',
  'UND_ERR',
  'UND_ERR_ABORT',
  'UND_ERR_ABORTED',
  'UND_ERR_REQ_RETRY',
  'UND_ERR_RESPONSE',
  'ERR_HTTP2_SESSION_ERROR',
  'ERR_HTTP2_STREAM_ERROR',
]);

const CLASSIFICATIONS = new Map(TRANSPORT_ROWS.map((row) => [row, classificationOfRow(row)]));

/** Classifies an exchange that failed without a complete answer. Never throws for any error. */
export function classifyError(exchange: Exchange): Classification {
  if (exchange.error instanceof CircuitOpenError) return classifyRejection(exchange.error);
  if (exchange.abort === 'caller') return classificationAt(CALLER_ABORT, exchange);
  const faults = faultsOf(exchange.error);
  const carried = carriedAnswer(exchange, faults);
  if (carried !== undefined) return carried;
  return classificationAt(rowOf(exchange, faults), exchange);
}

/** The classification of a row alone. */
export function classificationOfRow(row: TransportRow): Classification {
  return Object.freeze({
    category: row.category,
    blame: row.blame,
    confidence: row.confidence,
    retry: row.retry === 'after_delay' ? 'backoff' : row.retry,
    rule: `transport.${row.code}`,
    hint: `${row.meaning}: ${row.fix}`,
  });
}

function classificationAt(row: TransportRow, exchange: Exchange): Classification {
  const known = CLASSIFICATIONS.get(row) ?? classificationOfRow(row);
  const { phase } = exchange;
  const sentNothing = phase === 'dns' || phase === 'connect' || phase === 'tls';
  // Nothing reached the server, so no work can be done twice.
  return sentNothing && known.retry === 'if_idempotent' ? { ...known, retry: 'backoff' } : known;
}

/** Some clients throw answers: then the answer decides, unless a proxy gave it. */
function carriedAnswer(exchange: Exchange, faults: readonly Fault[]): Classification | undefined {
  for (const fault of faults) {
    if (fault.status < 400 || fault.status > 599 || rowOfFault(fault)?.category === 'proxy') continue;
    const response = { status: fault.status, headers: fault.headers };
    return classifyStatus({ ...exchange, response }, response);
  }
  return undefined;
}

function rowOf(exchange: Exchange, faults: readonly Fault[]): TransportRow {
  const { row, fault } = matchOf(faults);
  if (exchange.abort === 'deadline' && !isTimer(row)) return timed(transportRowOf('TimeoutError'), exchange);
  if (row === undefined || fault === undefined) return rowWithoutMatch(exchange);
  return isTimer(row) ? timed(row, exchange) : inContext(row, fault, exchange);
}

/** The first fault that says something of its own; else the innermost wrapper that does. */
function matchOf(faults: readonly Fault[]): { row?: TransportRow; fault?: Fault } {
  let wrapper: { row?: TransportRow; fault?: Fault } = {};
  for (const fault of faults) {
    const row = rowOfFault(fault);
    if (row === undefined) continue;
    if (!WRAPPERS.has(row.code) && fault.name !== 'AggregateError') return { row, fault };
    if (row.category !== 'unknown' || (wrapper.row?.category ?? 'unknown') === 'unknown')
      wrapper = { row, fault };
  }
  if (wrapper.row !== undefined && wrapper.row.category !== 'unknown') return wrapper;
  for (const fault of faults) {
    for (const code of codesInText(fault.message)) {
      const row = transportRowOf(code);
      if (row !== undefined) return { row, fault };
    }
  }
  return wrapper;
}

function rowWithoutMatch(exchange: Exchange): TransportRow {
  // fetch rethrows the reason of an abort as it is; errors of its own are never bare texts.
  const reason = typeof exchange.error === 'string' ? transportRowOf('abort_reason') : undefined;
  return reason ?? transportRowOf(`phase.${exchange.phase}`) ?? UNKNOWN_ERROR;
}

function isTimer(row: TransportRow | undefined): boolean {
  return row !== undefined && (row.category === 'timeout' || row.code === 'UND_ERR_CONNECT_TIMEOUT');
}

function timed(row: TransportRow | undefined, { loopLateMs = 0 }: Exchange): TransportRow {
  return loopLateMs >= LOOP_LATE_MS ? LOOP_LATE : (row ?? UNKNOWN_ERROR);
}
