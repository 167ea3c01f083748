import { CircuitOpenError } from '../breaker/circuit-open-error.ts';
import { hostnameOf, hostOf } from '../endpoint/url-parts.ts';
import type { Exchange } from '../exchange.ts';
import { isLocalAddress, isReservedName } from './address.ts';
import { classifyStatus } from './by-status.ts';
import { classifyRejection } from './circuit-open.ts';
import type { Classification } from './classification.ts';
import { type Fault, faultsOf } from './fault.ts';
import { rowOfFault } from './match-fault.ts';
import { codesInText } from './message-codes.ts';
import type { TransportRow } from './transport/transport-row.ts';
import { TRANSPORT_ROWS, transportRowOf } from './transport/transport-table.ts';
import {
  CALLER_ABORT,
  KEEP_ALIVE_RACE,
  LOOP_LATE,
  NAME_CANNOT_EXIST,
  PROXY_UNREACHABLE,
  REFUSED_LOCALLY,
  UNKNOWN_ERROR,
} from './transport/variant-errors.ts';

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

/** Closed by the peer: the same race of a keep-alive connection under three names. */
const CLOSED_BY_PEER: ReadonlySet<string> = new Set(['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE']);

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

/** Reads a row with the facts of the exchange: one code may stand for our side, their side, or nobody. */
function inContext(row: TransportRow, fault: Fault, exchange: Exchange): TransportRow {
  if (isProxyFault(row, fault, exchange)) return transportRowOf(PROXY_UNREACHABLE) ?? row;
  if (CLOSED_BY_PEER.has(row.code) && exchange.socket === 'reused' && exchange.bytesRead === 0) {
    return KEEP_ALIVE_RACE;
  }
  if (row.code === 'ECONNREFUSED' && isLocalAddress(refusedAddress(fault, exchange))) return REFUSED_LOCALLY;
  if (row.code === 'ENOTFOUND' && isReservedName(fault.hostname || hostnameOf(exchange.url))) {
    return NAME_CANNOT_EXIST;
  }
  return row;
}

function refusedAddress(fault: Fault, exchange: Exchange): string {
  return fault.address || (/ECONNREFUSED (\S{2,45}):\d/.exec(fault.message)?.[1] ?? hostnameOf(exchange.url));
}

/** Whether the failure happened on the way to our own forward proxy. */
function isProxyFault(row: TransportRow, fault: Fault, { proxy, url }: Exchange): boolean {
  if (proxy === undefined || (row.phases[0] !== 'connect' && row.phases[0] !== 'dns')) return false;
  const [name, port] = splitPort(proxy);
  // Node's own client does not tell the proxy's port, but connects to nobody else.
  if (port === 0) return true;
  if (fault.hostname !== '') return fault.hostname === name;
  if (fault.address === name) return fault.port === 0 || fault.port === port;
  // The proxy is known by name and the error by address: the port tells, unless the target listens on the same one.
  return fault.port !== 0 && fault.port === port && splitPort(hostOf(url))[1] !== port;
}

function splitPort(host: string): readonly [name: string, port: number] {
  const at = host.lastIndexOf(':');
  const port = at === -1 ? Number.NaN : Number(host.slice(at + 1));
  return Number.isInteger(port) ? [host.slice(0, at).replace(/^\[|\]$/g, ''), port] : [host, 0];
}
