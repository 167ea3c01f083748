import { row, type TransportRow, type TransportTraits, traits } from './transport-row.ts';

const SELF_CLIENT_CONFIG: TransportTraits = traits(
  ['request'],
  'no',
  'client_config',
  'self',
  'after_fix',
  0.9,
);
const NONE_CANCELLED: TransportTraits = traits(
  ['connect', 'headers', 'body'],
  'maybe',
  'cancelled',
  'none',
  'never',
  0.9,
);

/** fetch: errors known by name or message, since they carry no code. */
export const FETCH_ERRORS: readonly TransportRow[] = [
  row(
    'fetch_failed',
    traits(['connect', 'headers', 'body'], 'maybe', 'unknown', 'unknown', 'never', 0.3),
    'Umbrella for every network error of fetch()',
    'unwrap cause',
    'the cause decides',
    'the message itself carries no information; never classify on it',
  ),
  row(
    'terminated',
    traits(['body'], 'yes', 'connection', 'provider', 'if_idempotent', 0.55),
    'Response body broke after the headers arrived',
    'unwrap cause',
    'cause Z_*: corrupt compression; cause TimeoutError/AbortError: yours',
    'status is known (often 200): count as failure although the status says success',
  ),
  row(
    'unparsable_url',
    SELF_CLIENT_CONFIG,
    'Relative or malformed URL',
    'fix URL (often a missing BASE_URL env)',
  ),
  row(
    'bad_port',
    SELF_CLIENT_CONFIG,
    'Fetch refuses WHATWG blocked ports (e.g. 6000, 0, 1)',
    'use another port or http.request',
    '',
    'browser rule applied in Node fetch only; http.request connects',
  ),
  row('unknown_scheme', SELF_CLIENT_CONFIG, 'Scheme is not http/https/data/blob', 'fix URL'),
  row(
    'redirect_count',
    traits(['headers'], 'yes', 'redirect', 'provider', 'never', 0.55),
    'More than 20 redirects',
    'use the final URL; check http vs https',
    'credentials/cookie dropped on redirect (http->https, cross-origin strips Authorization): yours',
    'a loop is usually an auth/HTTPS redirect your client cannot satisfy',
  ),
  row(
    'unexpected_redirect',
    traits(['headers'], 'yes', 'redirect', 'unknown', 'after_fix', 0.3),
    'redirect:"error" and the server redirected',
    'update URL',
    '',
    'you asked for it; the provider moved',
  ),
  row('get_with_body', SELF_CLIENT_CONFIG, 'Body on GET/HEAD', 'fix call'),
  row('duplex_missing', SELF_CLIENT_CONFIG, 'Stream body without duplex:"half"', 'fix call'),
  row(
    'invalid_json',
    traits(['body'], 'yes', 'protocol', 'provider', 'if_idempotent', 0.55),
    'Body is not JSON',
    'log first 200 bytes',
    'HTML from a captive portal/WAF/your proxy vs a provider error page: look at content-type, server, cf-ray, x-cache',
    '2xx with HTML is usually a gateway/login page; blame whoever served it',
  ),
  row(
    'AbortError',
    NONE_CANCELLED,
    'AbortController.abort() was called',
    'nothing',
    'signal.reason',
    'caller intent; exclude from provider health',
  ),
  row(
    'TimeoutError',
    traits(['connect', 'headers', 'body'], 'maybe', 'timeout', 'unknown', 'if_idempotent', 0.3),
    'AbortSignal.timeout() fired',
    'raise deadline or treat like 504',
    'compare elapsed with provider p99: your deadline too tight: yours; elapsed >> normal latency: theirs, slow',
    'a deadline is yours but the slowness is theirs; outcome of the write unknown',
  ),
  row(
    'abort_reason',
    NONE_CANCELLED,
    'Aborted with a custom reason',
    'nothing',
    'check init.signal.aborted && err===signal.reason',
    'cannot be recognised from the error alone: the instrumentation must look at the signal',
  ),
];
