import { row, type TransportRow, type TransportTraits, traits } from './transport-row.ts';

const SELF_CLIENT_CONFIG: TransportTraits = traits(
  ['request'],
  'no',
  'client_config',
  'self',
  'after_fix',
  0.9,
);
const SELF_CLIENT_CONFIG_NEVER: TransportTraits = traits(
  ['request'],
  'maybe',
  'client_config',
  'self',
  'never',
  0.9,
);
const PROVIDER_PROTOCOL: TransportTraits = traits(
  ['body'],
  'yes',
  'protocol',
  'provider',
  'if_idempotent',
  0.7,
);

/** Node.js itself: wrong calls, streams, sockets, zlib, its built-in proxy. */
export const NODE_ERRORS: readonly TransportRow[] = [
  row(
    'ERR_INVALID_URL',
    SELF_CLIENT_CONFIG,
    'Invalid URL',
    'correct the call or the client option named in the meaning; do not retry unchanged',
  ),
  row(
    'ERR_INVALID_PROTOCOL',
    SELF_CLIENT_CONFIG,
    'Protocol not supported by this module (http.request with https: URL)',
    'correct the call or the client option named in the meaning; do not retry unchanged',
  ),
  row(
    'ERR_INVALID_CHAR',
    SELF_CLIENT_CONFIG,
    'Illegal character in a header value (newline in API key from env file)',
    'correct the call or the client option named in the meaning; do not retry unchanged',
  ),
  row(
    'ERR_INVALID_HTTP_TOKEN',
    SELF_CLIENT_CONFIG,
    'Illegal header name or method',
    'correct the call or the client option named in the meaning; do not retry unchanged',
  ),
  row(
    'ERR_HTTP_INVALID_HEADER_VALUE',
    SELF_CLIENT_CONFIG,
    'Header value undefined (missing API key)',
    'correct the call or the client option named in the meaning; do not retry unchanged',
  ),
  row(
    'ERR_UNESCAPED_CHARACTERS',
    SELF_CLIENT_CONFIG,
    'Unescaped characters in path',
    'correct the call or the client option named in the meaning; do not retry unchanged',
  ),
  row(
    'ERR_HTTP_HEADERS_SENT',
    SELF_CLIENT_CONFIG,
    'setHeader after sending',
    'correct the call or the client option named in the meaning; do not retry unchanged',
  ),
  row(
    'ERR_STREAM_PREMATURE_CLOSE',
    traits(['body'], 'yes', 'connection', 'provider', 'if_idempotent', 0.7),
    'Stream closed before the end (node-fetch: chunked body cut)',
    'retry on a fresh connection; writes only when safe to repeat',
  ),
  row(
    'ERR_STREAM_DESTROYED',
    SELF_CLIENT_CONFIG_NEVER,
    'Write after destroy',
    'correct the call or the client option named in the meaning; do not retry unchanged',
  ),
  row(
    'ERR_STREAM_WRITE_AFTER_END',
    SELF_CLIENT_CONFIG_NEVER,
    'Write after end',
    'correct the call or the client option named in the meaning; do not retry unchanged',
  ),
  row(
    'ERR_SOCKET_CONNECTION_TIMEOUT',
    traits(['connect'], 'no', 'connection', 'unknown', 'backoff', 0.3),
    'net autoSelectFamilyAttemptTimeout exhausted (message "Socket connection timeout")',
    'retry on a fresh connection; writes only when safe to repeat',
  ),
  row(
    'ERR_SOCKET_CLOSED',
    traits(['request'], 'maybe', 'connection', 'unknown', 'if_idempotent', 0.3),
    'Socket closed',
    'retry on a fresh connection; writes only when safe to repeat',
  ),
  row(
    'ERR_SOCKET_BAD_PORT',
    SELF_CLIENT_CONFIG,
    'Port out of range',
    'correct the call or the client option named in the meaning; do not retry unchanged',
  ),
  row(
    'ERR_INVALID_IP_ADDRESS',
    SELF_CLIENT_CONFIG,
    'Invalid IP',
    'correct the call or the client option named in the meaning; do not retry unchanged',
  ),
  row(
    'ERR_INVALID_ARG_TYPE',
    SELF_CLIENT_CONFIG,
    'Wrong argument type',
    'correct the call or the client option named in the meaning; do not retry unchanged',
  ),
  row(
    'ERR_HTTP_REQUEST_TIMEOUT',
    traits(['headers'], 'yes', 'timeout', 'self', 'never', 0.7),
    '(server) request timeout',
    'raise the deadline for known-slow calls, else treat like a gateway timeout',
  ),
  row(
    'ERR_HTTP_CONTENT_LENGTH_MISMATCH',
    SELF_CLIENT_CONFIG,
    'strictContentLength: body != content-length',
    'correct the call or the client option named in the meaning; do not retry unchanged',
  ),
  row(
    'ERR_HTTP_SOCKET_ENCODING',
    SELF_CLIENT_CONFIG,
    'setEncoding on socket',
    'correct the call or the client option named in the meaning; do not retry unchanged',
  ),
  row(
    'ERR_PROXY_TUNNEL',
    traits(['connect'], 'no', 'proxy', 'self', 'after_fix', 0.7),
    '(Node >=24 built-in proxy) tunnel to target refused by your proxy',
    'check proxy URL, credentials and policy',
  ),
  row(
    'ERR_PROXY_INVALID_CONFIG',
    traits(['request'], 'no', 'proxy', 'self', 'after_fix', 0.7),
    '(Node >=24) bad proxy config',
    'check proxy URL, credentials and policy',
  ),
  row(
    'Z_DATA_ERROR',
    PROVIDER_PROTOCOL,
    'Corrupt compressed body',
    'capture the raw response, bypass proxies, report to the provider',
  ),
  row(
    'Z_BUF_ERROR',
    PROVIDER_PROTOCOL,
    'Truncated compressed body',
    'capture the raw response, bypass proxies, report to the provider',
  ),
  row(
    'ERR_BROTLI_DECODER_ERROR_FORMAT_PADDING_1',
    PROVIDER_PROTOCOL,
    'Corrupt brotli body (ERR__ERROR_FORMAT_* / ERR_BROTLI_*)',
    'capture the raw response, bypass proxies, report to the provider',
  ),
  row(
    'ABORT_ERR',
    traits(['headers', 'body', 'request'], 'maybe', 'cancelled', 'none', 'never', 0.9),
    'AbortError from Node core APIs; cause holds signal.reason (TimeoutError!)',
    'nothing to fix: find out who cancelled (signal.reason)',
    'ABORT_ERR: look at cause.name',
  ),
];
