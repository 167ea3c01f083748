import { IN_ANSWER, row, type TransportRow, type TransportTraits, traits } from './transport-row.ts';

const TLS: TransportTraits = traits(['tls'], 'no', 'tls', 'unknown', 'after_fix', 0.3);
const HTTP2: TransportTraits = traits(IN_ANSWER, 'maybe', 'protocol', 'unknown', 'if_idempotent', 0.3);
const PARSER: TransportTraits = traits(IN_ANSWER, 'yes', 'protocol', 'provider', 'if_idempotent', 0.5);
const CORRUPT: TransportTraits = traits(['body'], 'yes', 'protocol', 'provider', 'if_idempotent', 0.6);
const RESOLVER: TransportTraits = traits(['dns'], 'no', 'dns', 'network', 'backoff', 0.5);
const PROXY: TransportTraits = traits(['connect'], 'no', 'proxy', 'self', 'after_fix', 0.6);
const MISUSE: TransportTraits = traits(['request'], 'no', 'client_config', 'self', 'after_fix', 0.8);

/** What a code that nobody listed is read as: by the family that its prefix names. */
export const FAMILY_ERRORS: readonly TransportRow[] = [
  ...family(
    ['ERR_SSL_', 'ERR_TLS_', 'CERT_', 'CRL_', 'UNABLE_TO_'],
    TLS,
    'TLS failed',
    'read the OpenSSL text',
  ),
  ...family(
    ['HPE_'],
    PARSER,
    'The answer is not valid HTTP/1.1',
    'capture the raw answer; bypass proxies; report it',
  ),
  ...family(
    ['ERR_HTTP2_', 'NGHTTP2_'],
    HTTP2,
    'HTTP/2 failed',
    'new session; repeat only what is safe to repeat',
  ),
  ...family(
    ['Z_', 'ERR_BROTLI_', 'ERR__ERROR_', 'ZSTD_'],
    CORRUPT,
    'Corrupt compressed body',
    'bypass proxies; report it',
  ),
  ...family(['EAI_'], RESOLVER, 'The resolver failed', 'check the resolver'),
  ...family(['ERR_PROXY_'], PROXY, 'The forward proxy failed', 'check proxy URL, credentials and policy'),
  ...family(
    ['ERR_INVALID_', 'ERR_HTTP_', 'ERR_BAD_OPTION', 'ERR_MISSING_', 'ERR_OUT_OF_RANGE'],
    MISUSE,
    'The call is wrong',
    'correct the call that the message names; do not retry unchanged',
  ),
];

function family(
  prefixes: readonly string[],
  kind: TransportTraits,
  meaning: string,
  fix: string,
): readonly TransportRow[] {
  return prefixes.map((prefix) => row(`${prefix}*`, kind, meaning, fix));
}
