import type { TransportRow } from './transport-row.ts';

// What a code means once the exchange around it, or the text beside it, is read too.

/** The server closed an idle connection in the moment we wrote to it. */
export const KEEP_ALIVE_RACE: TransportRow = {
  code: 'keep_alive_race',
  phases: ['headers'],
  sent: 'maybe',
  category: 'connection',
  blame: 'none',
  retry: 'if_idempotent',
  confidence: 0.85,
  meaning: 'A reused connection was closed before the first byte of an answer',
  tell: 'frequent: your keep-alive time is longer than the idle time of the server',
  fix: 'retry once on a fresh connection; keep connections shorter than the idle timeout of the server',
};

/** Nothing listens on an address of our own side. */
export const REFUSED_LOCALLY: TransportRow = {
  code: 'ECONNREFUSED.local',
  phases: ['connect'],
  sent: 'no',
  category: 'connection',
  blame: 'self',
  retry: 'backoff',
  confidence: 0.8,
  meaning: 'Nothing listens on that loopback or private address',
  fix: 'check host, port and proxy variables: a local address in production is nearly always configuration',
};

/** A name that cannot exist in the public DNS. */
export const NAME_CANNOT_EXIST: TransportRow = {
  code: 'ENOTFOUND.reserved',
  phases: ['dns'],
  sent: 'no',
  category: 'dns',
  blame: 'self',
  retry: 'after_fix',
  confidence: 0.85,
  meaning: 'The host name is reserved (RFC 6761) or has no domain',
  fix: 'check the variable that holds the host name, and the search domain',
};

/** The proxy and not the provider refused or could not be found. */
export const PROXY_UNREACHABLE = 'UND_ERR_PRX_CONN';

/** Our own event loop was too late for the timer to mean anything. */
export const LOOP_LATE: TransportRow = {
  code: 'deadline.loop_late',
  phases: ['headers', 'body', 'connect'],
  sent: 'maybe',
  category: 'timeout',
  blame: 'self',
  retry: 'if_idempotent',
  confidence: 0.8,
  meaning: 'The deadline passed while this process was not running its event loop',
  fix: 'find what blocks the event loop; the answer may well have been in time',
};

/** The caller changed its mind. */
export const CALLER_ABORT: TransportRow = {
  code: 'caller_abort',
  phases: ['headers', 'body', 'connect'],
  sent: 'maybe',
  category: 'cancelled',
  blame: 'none',
  retry: 'never',
  confidence: 0.95,
  meaning: 'The caller cancelled',
  fix: 'nothing to fix: find out who cancelled (signal.reason)',
};

/** Variants that the text of an error tells apart from the row of its code. */
export const VARIANT_ERRORS: readonly TransportRow[] = [
  KEEP_ALIVE_RACE,
  REFUSED_LOCALLY,
  NAME_CANNOT_EXIST,
  LOOP_LATE,
  CALLER_ABORT,
  {
    code: 'ECONNRESET.tls',
    phases: ['tls'],
    sent: 'no',
    category: 'connection',
    blame: 'unknown',
    retry: 'backoff',
    confidence: 0.3,
    meaning: 'Connection closed during the TLS handshake',
    tell: 'a middlebox, the server name or an IP allow-list',
    fix: 'check egress firewall, TLS inspection and the allow-list of the provider',
  },
  {
    code: 'ECONNABORTED.os',
    phases: ['headers', 'body', 'connect'],
    sent: 'maybe',
    category: 'connection',
    blame: 'unknown',
    retry: 'if_idempotent',
    confidence: 0.3,
    meaning: 'The operating system gave up the connection',
    fix: 'retry on a fresh connection; writes only when safe to repeat',
  },
  {
    code: 'proxy_response_407',
    phases: ['connect'],
    sent: 'no',
    category: 'proxy',
    blame: 'self',
    retry: 'after_fix',
    confidence: 0.95,
    meaning: 'Your forward proxy wants credentials',
    fix: 'set the credentials of the proxy',
  },
  {
    code: 'proxy_response_4xx',
    phases: ['connect'],
    sent: 'no',
    category: 'proxy',
    blame: 'self',
    retry: 'after_fix',
    confidence: 0.85,
    meaning: 'Your forward proxy refused the tunnel',
    fix: 'check the policy of the proxy: the host or the port is not allowed',
  },
  {
    code: 'proxy_response_5xx',
    phases: ['connect'],
    sent: 'no',
    category: 'proxy',
    blame: 'unknown',
    retry: 'backoff',
    confidence: 0.3,
    meaning: 'Your forward proxy could not reach the provider',
    tell: 'other hosts fail too: the proxy or its way out; only this host: theirs',
    fix: 'try the host from the proxy machine; retry with backoff',
  },
];

/** Where an error that nobody knows stopped is still worth something. */
export const PHASE_ERRORS: readonly TransportRow[] = [
  {
    code: 'phase.request',
    phases: ['request'],
    sent: 'no',
    category: 'client_config',
    blame: 'self',
    retry: 'after_fix',
    confidence: 0.5,
    meaning: 'The request could not be made',
    fix: 'read the error: it comes from your side of the wire',
  },
  {
    code: 'phase.dns',
    phases: ['dns'],
    sent: 'no',
    category: 'dns',
    blame: 'unknown',
    retry: 'backoff',
    confidence: 0.3,
    meaning: 'The host name could not be resolved',
    fix: 'check the host name and the resolver',
  },
  {
    code: 'phase.connect',
    phases: ['connect'],
    sent: 'no',
    category: 'connection',
    blame: 'unknown',
    retry: 'backoff',
    confidence: 0.3,
    meaning: 'No connection could be made',
    fix: 'compare other hosts, then look at the status page',
  },
  {
    code: 'phase.tls',
    phases: ['tls'],
    sent: 'no',
    category: 'tls',
    blame: 'unknown',
    retry: 'after_fix',
    confidence: 0.3,
    meaning: 'No secure connection could be made',
    fix: 'look at the certificate and at TLS inspection on your side',
  },
  {
    code: 'phase.headers',
    phases: ['headers'],
    sent: 'yes',
    category: 'connection',
    blame: 'unknown',
    retry: 'if_idempotent',
    confidence: 0.3,
    meaning: 'The exchange broke before an answer',
    fix: 'read the error; repeat only what is safe to repeat',
  },
  {
    code: 'phase.body',
    phases: ['body'],
    sent: 'yes',
    category: 'connection',
    blame: 'unknown',
    retry: 'if_idempotent',
    confidence: 0.3,
    meaning: 'The exchange broke inside the answer',
    fix: 'read the error; repeat only what is safe to repeat',
  },
];

/** A failure of which nothing is known. */
export const UNKNOWN_ERROR: TransportRow = {
  code: 'unknown',
  phases: ['headers', 'body', 'connect'],
  sent: 'maybe',
  category: 'unknown',
  blame: 'unknown',
  retry: 'never',
  confidence: 0.2,
  meaning: 'An error that no table knows',
  fix: 'read the error and its causes',
};
