import { ANYWHERE, row, type TransportRow, type TransportTraits, traits } from './transport-row.ts';

const UNKNOWN_CONNECTION: TransportTraits = traits(
  ANYWHERE,
  'maybe',
  'connection',
  'unknown',
  'if_idempotent',
  0.3,
);
const NONE_CANCELLED: TransportTraits = traits(ANYWHERE, 'maybe', 'cancelled', 'none', 'never', 0.9);
const UNKNOWN_UNKNOWN: TransportTraits = traits(ANYWHERE, 'maybe', 'unknown', 'unknown', 'never', 0.3);
const PROVIDER_REDIRECT: TransportTraits = traits(ANYWHERE, 'maybe', 'redirect', 'provider', 'never', 0.55);
const SELF_CLIENT_CONFIG: TransportTraits = traits(
  ANYWHERE,
  'maybe',
  'client_config',
  'self',
  'after_fix',
  0.9,
);
const UNKNOWN_TIMEOUT: TransportTraits = traits(
  ANYWHERE,
  'maybe',
  'timeout',
  'unknown',
  'if_idempotent',
  0.3,
);
const PROVIDER_PROTOCOL: TransportTraits = traits(
  ANYWHERE,
  'maybe',
  'protocol',
  'provider',
  'if_idempotent',
  0.55,
);

/** Client libraries over node:http: axios, got, node-fetch. */
export const CLIENT_ERRORS: readonly TransportRow[] = [
  row(
    'ERR_NETWORK',
    UNKNOWN_CONNECTION,
    'Browser/XHR only: no response',
    'look at err.cause and err.response: they hold the real failure',
  ),
  row(
    'ERR_CANCELED',
    NONE_CANCELLED,
    'Aborted - also for AbortSignal.timeout(): timeout information lost, look at config.signal.reason',
    'look at err.cause and err.response: they hold the real failure',
  ),
  row(
    'ERR_BAD_REQUEST',
    UNKNOWN_UNKNOWN,
    '4xx response (err.response set) or unsupported protocol (no response)',
    'look at err.cause and err.response: they hold the real failure',
  ),
  row(
    'ERR_BAD_RESPONSE',
    traits(ANYWHERE, 'maybe', 'provider_error', 'provider', 'if_idempotent', 0.55),
    '5xx response (err.response set), or body aborted/too large/unparsable (no response)',
    'look at err.cause and err.response: they hold the real failure',
  ),
  row(
    'ERR_FR_TOO_MANY_REDIRECTS',
    PROVIDER_REDIRECT,
    'Redirect loop (default 21)',
    'look at err.cause and err.response: they hold the real failure',
  ),
  row(
    'ERR_FR_MAX_BODY_LENGTH_EXCEEDED',
    SELF_CLIENT_CONFIG,
    'Request body larger than maxBodyLength',
    'look at err.cause and err.response: they hold the real failure',
  ),
  row(
    'ERR_DEPRECATED',
    SELF_CLIENT_CONFIG,
    'Deprecated option',
    'look at err.cause and err.response: they hold the real failure',
  ),
  row(
    'ERR_BAD_OPTION',
    SELF_CLIENT_CONFIG,
    'Bad option',
    'look at err.cause and err.response: they hold the real failure',
  ),
  row(
    'ERR_NOT_SUPPORT',
    SELF_CLIENT_CONFIG,
    'Not supported',
    'look at err.cause and err.response: they hold the real failure',
  ),
  row(
    'ETIMEDOUT.client',
    UNKNOWN_TIMEOUT,
    'got timeout, event names the phase (lookup/connect/secureConnect/send/response/request)',
    'look at err.cause and err.response: they hold the real failure',
  ),
  row(
    'ERR_ABORTED',
    NONE_CANCELLED,
    'Aborted',
    'look at err.cause and err.response: they hold the real failure',
    'look at err.cause / err.response',
  ),
  row(
    'ERR_TOO_MANY_REDIRECTS',
    PROVIDER_REDIRECT,
    'Redirect loop',
    'look at err.cause and err.response: they hold the real failure',
  ),
  row(
    'ERR_NON_2XX_3XX_RESPONSE',
    UNKNOWN_UNKNOWN,
    'There IS a response',
    'look at err.cause and err.response: they hold the real failure',
  ),
  row(
    'ERR_BODY_PARSE_FAILURE',
    PROVIDER_PROTOCOL,
    'JSON parse failed',
    'look at err.cause and err.response: they hold the real failure',
  ),
  row(
    'ERR_UNSUPPORTED_PROTOCOL',
    SELF_CLIENT_CONFIG,
    'Bad scheme',
    'look at err.cause and err.response: they hold the real failure',
  ),
  row(
    'FetchError.system',
    UNKNOWN_CONNECTION,
    'err.code = errno code; message "request to URL failed, reason: …"',
    'look at err.cause and err.response: they hold the real failure',
  ),
  row(
    'FetchError.request-timeout',
    UNKNOWN_TIMEOUT,
    '(v2) timeout',
    'look at err.cause and err.response: they hold the real failure',
  ),
  row(
    'FetchError.body-timeout',
    traits(ANYWHERE, 'maybe', 'timeout', 'provider', 'if_idempotent', 0.55),
    '(v2) body timeout',
    'look at err.cause and err.response: they hold the real failure',
  ),
  row(
    'FetchError.max-size',
    SELF_CLIENT_CONFIG,
    'Size limit',
    'look at err.cause and err.response: they hold the real failure',
  ),
  row(
    'FetchError.invalid-json',
    PROVIDER_PROTOCOL,
    '(v2) not JSON',
    'look at err.cause and err.response: they hold the real failure',
  ),
  row(
    'FetchError.max-redirect',
    PROVIDER_REDIRECT,
    'Redirect loop',
    'look at err.cause and err.response: they hold the real failure',
  ),
];
