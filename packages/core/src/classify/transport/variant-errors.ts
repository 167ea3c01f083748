import { ANYWHERE, row, type TransportRow, traits } from './transport-row.ts';

// What a code means once the exchange around it, or the text beside it, is read too.

/** The server closed an idle connection in the moment we wrote to it. */
export const KEEP_ALIVE_RACE: TransportRow = row(
  'keep_alive_race',
  traits(['headers'], 'maybe', 'connection', 'none', 'if_idempotent', 0.85),
  'A reused connection was closed before the first byte of an answer',
  'retry once on a fresh connection; keep connections shorter than the idle timeout of the server',
  'frequent: your keep-alive time is longer than the idle time of the server',
);

/** Nothing listens on an address of our own side. */
export const REFUSED_LOCALLY: TransportRow = row(
  'ECONNREFUSED.local',
  traits(['connect'], 'no', 'connection', 'self', 'backoff', 0.8),
  'Nothing listens on that loopback or private address',
  'check host, port and proxy variables: a local address in production is nearly always configuration',
);

/** A name that cannot exist in the public DNS. */
export const NAME_CANNOT_EXIST: TransportRow = row(
  'ENOTFOUND.reserved',
  traits(['dns'], 'no', 'dns', 'self', 'after_fix', 0.85),
  'The host name is reserved (RFC 6761) or has no domain',
  'check the variable that holds the host name, and the search domain',
);

/** The proxy and not the provider refused or could not be found. */
export const PROXY_UNREACHABLE = 'UND_ERR_PRX_CONN';

/** Our own event loop was too late for the timer to mean anything. */
export const LOOP_LATE: TransportRow = row(
  'deadline.loop_late',
  traits(ANYWHERE, 'maybe', 'timeout', 'self', 'if_idempotent', 0.8),
  'The deadline passed while this process was not running its event loop',
  'find what blocks the event loop; the answer may well have been in time',
);

/** The caller changed its mind. */
export const CALLER_ABORT: TransportRow = row(
  'caller_abort',
  traits(ANYWHERE, 'maybe', 'cancelled', 'none', 'never', 0.95),
  'The caller cancelled',
  'nothing to fix: find out who cancelled (signal.reason)',
);

/** Variants that the text of an error tells apart from the row of its code. */
export const VARIANT_ERRORS: readonly TransportRow[] = [
  KEEP_ALIVE_RACE,
  REFUSED_LOCALLY,
  NAME_CANNOT_EXIST,
  LOOP_LATE,
  CALLER_ABORT,
  row(
    'ECONNRESET.tls',
    traits(['tls'], 'no', 'connection', 'unknown', 'backoff', 0.3),
    'Connection closed during the TLS handshake',
    'check egress firewall, TLS inspection and the allow-list of the provider',
    'a middlebox, the server name or an IP allow-list',
  ),
  row(
    'ECONNABORTED.os',
    traits(ANYWHERE, 'maybe', 'connection', 'unknown', 'if_idempotent', 0.3),
    'The operating system gave up the connection',
    'retry on a fresh connection; writes only when safe to repeat',
  ),
  row(
    'proxy_response_407',
    traits(['connect'], 'no', 'proxy', 'self', 'after_fix', 0.95),
    'Your forward proxy wants credentials',
    'set the credentials of the proxy',
  ),
  row(
    'proxy_response_4xx',
    traits(['connect'], 'no', 'proxy', 'self', 'after_fix', 0.85),
    'Your forward proxy refused the tunnel',
    'check the policy of the proxy: the host or the port is not allowed',
  ),
  row(
    'proxy_response_5xx',
    traits(['connect'], 'no', 'proxy', 'unknown', 'backoff', 0.3),
    'Your forward proxy could not reach the provider',
    'try the host from the proxy machine; retry with backoff',
    'other hosts fail too: the proxy or its way out; only this host: theirs',
  ),
];

/** Where an error that nobody knows stopped is still worth something. */
export const PHASE_ERRORS: readonly TransportRow[] = [
  row(
    'phase.request',
    traits(['request'], 'no', 'client_config', 'self', 'after_fix', 0.5),
    'The request could not be made',
    'read the error: it comes from your side of the wire',
  ),
  row(
    'phase.dns',
    traits(['dns'], 'no', 'dns', 'unknown', 'backoff', 0.3),
    'The host name could not be resolved',
    'check the host name and the resolver',
  ),
  row(
    'phase.connect',
    traits(['connect'], 'no', 'connection', 'unknown', 'backoff', 0.3),
    'No connection could be made',
    'compare other hosts, then look at the status page',
  ),
  row(
    'phase.tls',
    traits(['tls'], 'no', 'tls', 'unknown', 'after_fix', 0.3),
    'No secure connection could be made',
    'look at the certificate and at TLS inspection on your side',
  ),
  row(
    'phase.headers',
    traits(['headers'], 'yes', 'connection', 'unknown', 'if_idempotent', 0.3),
    'The exchange broke before an answer',
    'read the error; repeat only what is safe to repeat',
  ),
  row(
    'phase.body',
    traits(['body'], 'yes', 'connection', 'unknown', 'if_idempotent', 0.3),
    'The exchange broke inside the answer',
    'read the error; repeat only what is safe to repeat',
  ),
];

/** A failure of which nothing is known. */
export const UNKNOWN_ERROR: TransportRow = row(
  'unknown',
  traits(ANYWHERE, 'maybe', 'unknown', 'unknown', 'never', 0.2),
  'An error that no table knows',
  'read the error and its causes',
);
