import { CLIENT_ERRORS } from './client-errors.ts';
import { DNS_ERRORS } from './dns-errors.ts';
import { FAMILY_ERRORS } from './family-errors.ts';
import { FETCH_ERRORS } from './fetch-errors.ts';
import { GRPC_ERRORS } from './grpc-errors.ts';
import { HTTP2_ERRORS } from './http2-errors.ts';
import { NODE_ERRORS } from './node-errors.ts';
import { PARSER_ERRORS } from './parser-errors.ts';
import { SYSTEM_ERRORS } from './system-errors.ts';
import { TLS_ERRORS } from './tls-errors.ts';
import type { TransportRow } from './transport-row.ts';
import { UNDICI_ERRORS } from './undici-errors.ts';
import { PHASE_ERRORS, UNKNOWN_ERROR, VARIANT_ERRORS } from './variant-errors.ts';

/** The transport table, layer by layer, in the order of the cheat sheet. */
export const TRANSPORT_LAYERS: readonly { readonly layer: string; readonly rows: readonly TransportRow[] }[] =
  [
    { layer: 'undici and fetch', rows: [...UNDICI_ERRORS, ...FETCH_ERRORS] },
    { layer: 'Operating system', rows: SYSTEM_ERRORS },
    { layer: 'DNS (c-ares)', rows: DNS_ERRORS },
    { layer: 'TLS', rows: TLS_ERRORS },
    { layer: 'HTTP/1 parser', rows: PARSER_ERRORS },
    { layer: 'Node.js', rows: NODE_ERRORS },
    { layer: 'HTTP/2', rows: HTTP2_ERRORS },
    { layer: 'Client libraries', rows: CLIENT_ERRORS },
    { layer: 'gRPC', rows: GRPC_ERRORS },
    { layer: 'Read with the exchange around it', rows: [...VARIANT_ERRORS, ...PHASE_ERRORS, UNKNOWN_ERROR] },
    { layer: 'Codes that are not listed, by their prefix', rows: FAMILY_ERRORS },
  ];

/** Every row of the transport table. */
export const TRANSPORT_ROWS: readonly TransportRow[] = TRANSPORT_LAYERS.flatMap(({ rows }) => rows);

const BY_CODE = new Map(TRANSPORT_ROWS.map((row) => [row.code, row]));

/** The row of a code as the table spells it, or `undefined`. */
export function transportRowOf(code: string): TransportRow | undefined {
  return BY_CODE.get(code);
}

/** The row of the family that the prefix of a code names, or `undefined`. */
export function familyRowOf(code: string): TransportRow | undefined {
  return FAMILY_ERRORS.find((row) => code.startsWith(row.code.slice(0, -1)));
}
