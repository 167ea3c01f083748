import { IN_ANSWER, row, type TransportRow, type TransportTraits, traits } from './transport-row.ts';

const UNKNOWN_PROTOCOL: TransportTraits = traits(
  IN_ANSWER,
  'maybe',
  'protocol',
  'unknown',
  'if_idempotent',
  0.3,
);
const UNKNOWN_CONNECTION: TransportTraits = traits(
  IN_ANSWER,
  'maybe',
  'connection',
  'unknown',
  'if_idempotent',
  0.3,
);
const NONE_CONNECTION: TransportTraits = traits(IN_ANSWER, 'maybe', 'connection', 'none', 'backoff', 0.8);
const SELF_CLIENT_CONFIG: TransportTraits = traits(
  IN_ANSWER,
  'maybe',
  'client_config',
  'self',
  'after_fix',
  0.9,
);

/** HTTP/2: reset and GOAWAY codes (RFC 9113 section 7) and node:http2. */
export const HTTP2_ERRORS: readonly TransportRow[] = [
  row(
    'NGHTTP2_NO_ERROR',
    traits(IN_ANSWER, 'maybe', 'connection', 'none', 'if_idempotent', 0.8),
    'Graceful close (GOAWAY 0 while draining/deploy)',
    'new session',
  ),
  row(
    'NGHTTP2_PROTOCOL_ERROR',
    UNKNOWN_PROTOCOL,
    'Peer says we (or it) violated HTTP/2; often illegal header (connection, upper-case): yours',
    'new session',
  ),
  row(
    'NGHTTP2_INTERNAL_ERROR',
    traits(IN_ANSWER, 'maybe', 'provider_error', 'provider', 'if_idempotent', 0.55),
    'Peer internal error on the stream',
    'new session',
  ),
  row('NGHTTP2_FLOW_CONTROL_ERROR', UNKNOWN_PROTOCOL, 'Flow-control violation', 'new session'),
  row('NGHTTP2_SETTINGS_TIMEOUT', UNKNOWN_PROTOCOL, 'SETTINGS not acknowledged', 'new session'),
  row('NGHTTP2_STREAM_CLOSED', UNKNOWN_PROTOCOL, 'Frame on a closed stream', 'new session'),
  row('NGHTTP2_FRAME_SIZE_ERROR', UNKNOWN_PROTOCOL, 'Bad frame size (often h1 bytes on h2)', 'new session'),
  row(
    'NGHTTP2_REFUSED_STREAM',
    traits(IN_ANSWER, 'no', 'overloaded', 'provider', 'backoff', 0.55),
    'Server refused the stream BEFORE processing: always safe to retry (RFC 9113 8.7)',
    'new session',
  ),
  row(
    'NGHTTP2_CANCEL',
    UNKNOWN_CONNECTION,
    'Stream cancelled by peer (server-side timeout) or by us; no error event in node:http2 when peer cancels',
    'new session',
  ),
  row('NGHTTP2_COMPRESSION_ERROR', UNKNOWN_PROTOCOL, 'HPACK state broken', 'new session'),
  row(
    'NGHTTP2_CONNECT_ERROR',
    traits(IN_ANSWER, 'maybe', 'proxy', 'unknown', 'if_idempotent', 0.3),
    'CONNECT tunnel broken',
    'new session',
  ),
  row(
    'NGHTTP2_ENHANCE_YOUR_CALM',
    traits(IN_ANSWER, 'maybe', 'rate_limit', 'self', 'backoff', 0.55),
    'Peer throttles us (too many streams/pings/resets): the HTTP/2 form of 429',
    'new session',
  ),
  row(
    'NGHTTP2_INADEQUATE_SECURITY',
    traits(IN_ANSWER, 'maybe', 'tls', 'unknown', 'after_fix', 0.3),
    'TLS parameters below h2 minimum',
    'new session',
  ),
  row(
    'NGHTTP2_HTTP_1_1_REQUIRED',
    traits(IN_ANSWER, 'no', 'protocol', 'self', 'after_fix', 0.55),
    'Server wants HTTP/1.1 (e.g. NTLM, client cert): reconnect with h1 - safe',
    'new session',
  ),
  row('ERR_HTTP2_SESSION_ERROR', UNKNOWN_PROTOCOL, 'Session closed with a non-zero code', 'new session'),
  row(
    'ERR_HTTP2_STREAM_ERROR',
    UNKNOWN_PROTOCOL,
    'Stream reset with a non-zero code: read it from the message',
    'new session',
  ),
  row(
    'ERR_HTTP2_STREAM_CANCEL',
    UNKNOWN_CONNECTION,
    'Pending stream cancelled (session gone)',
    'new session',
  ),
  row(
    'ERR_HTTP2_GOAWAY_SESSION',
    NONE_CONNECTION,
    'New stream after GOAWAY: open a new session',
    'new session',
  ),
  row(
    'ERR_HTTP2_INVALID_SESSION',
    NONE_CONNECTION,
    'Session already destroyed: open a new one',
    'new session',
  ),
  row(
    'ERR_HTTP2_INVALID_STREAM',
    traits(IN_ANSWER, 'maybe', 'client_config', 'self', 'if_idempotent', 0.9),
    'Operation on a destroyed stream',
    'new session',
  ),
  row(
    'ERR_HTTP2_PING_CANCEL',
    traits(IN_ANSWER, 'maybe', 'connection', 'unknown', 'backoff', 0.3),
    'Ping cancelled: session died',
    'new session',
  ),
  row(
    'ERR_HTTP2_MAX_PENDING_SETTINGS_ACK',
    traits(IN_ANSWER, 'maybe', 'protocol', 'self', 'backoff', 0.7),
    'Too many SETTINGS',
    'new session',
  ),
  row('ERR_HTTP2_OUT_OF_STREAMS', NONE_CONNECTION, 'Stream ids used up: new session', 'new session'),
  row('ERR_HTTP2_ERROR', UNKNOWN_PROTOCOL, 'nghttp2 library error', 'new session'),
  row(
    'ERR_HTTP2_INVALID_CONNECTION_HEADERS',
    SELF_CLIENT_CONFIG,
    'Connection-specific headers are illegal in h2',
    'new session',
  ),
  row('ERR_HTTP2_HEADERS_AFTER_RESPOND', SELF_CLIENT_CONFIG, 'Local misuse', 'new session'),
  row(
    'ERR_HTTP2_TOO_MANY_INVALID_FRAMES',
    traits(IN_ANSWER, 'maybe', 'protocol', 'provider', 'if_idempotent', 0.7),
    'Peer sent too many invalid frames',
    'new session',
  ),
];
