import { hostnameOf, hostOf } from '../endpoint/url-parts.ts';
import type { Exchange } from '../exchange.ts';
import { isLocalAddress, isReservedName } from './address.ts';
import type { Fault } from './fault.ts';
import type { TransportRow } from './transport/transport-row.ts';
import { transportRowOf } from './transport/transport-table.ts';
import {
  KEEP_ALIVE_RACE,
  NAME_CANNOT_EXIST,
  PROXY_UNREACHABLE,
  REFUSED_LOCALLY,
} from './transport/variant-errors.ts';

/** Closed by the peer: the same race of a keep-alive connection under three names. */
const CLOSED_BY_PEER: ReadonlySet<string> = new Set(['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE']);

/** Reads a row with the facts of the exchange: one code may stand for our side, their side, or nobody. */
export function inContext(row: TransportRow, fault: Fault, exchange: Exchange): TransportRow {
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
