import type { Phase } from '../../closed-sets.ts';
import type { TransportRow } from './transport-row.ts';

const TLS_PHASE: readonly Phase[] = ['tls'];

/** What a code that nobody listed is read as: by the family that its prefix names. */
export const FAMILY_ERRORS: readonly TransportRow[] = [
  ...['ERR_SSL_', 'ERR_TLS_', 'CERT_', 'CRL_', 'UNABLE_TO_'].map(
    (prefix): TransportRow => ({
      code: `${prefix}*`,
      phases: TLS_PHASE,
      sent: 'no',
      category: 'tls',
      blame: 'unknown',
      retry: 'after_fix',
      confidence: 0.3,
      meaning: 'The TLS handshake or the certificate check failed',
      fix: 'read the OpenSSL text; compare with another machine',
    }),
  ),
  {
    code: 'HPE_*',
    phases: ['headers', 'body'],
    sent: 'yes',
    category: 'protocol',
    blame: 'provider',
    retry: 'if_idempotent',
    confidence: 0.5,
    meaning: 'The answer is not valid HTTP/1.1',
    fix: 'capture the raw answer; bypass proxies; report it',
  },
  ...['ERR_HTTP2_', 'NGHTTP2_'].map(
    (prefix): TransportRow => ({
      code: `${prefix}*`,
      phases: ['headers', 'body'],
      sent: 'maybe',
      category: 'protocol',
      blame: 'unknown',
      retry: 'if_idempotent',
      confidence: 0.3,
      meaning: 'HTTP/2 failed on the connection or the stream',
      fix: 'use a new session; repeat only what is safe to repeat',
    }),
  ),
  ...['Z_', 'ERR_BROTLI_', 'ERR__ERROR_', 'ZSTD_'].map(
    (prefix): TransportRow => ({
      code: `${prefix}*`,
      phases: ['body'],
      sent: 'yes',
      category: 'protocol',
      blame: 'provider',
      retry: 'if_idempotent',
      confidence: 0.6,
      meaning: 'The compressed body is corrupt',
      fix: 'capture the raw response, bypass proxies, report to the provider',
    }),
  ),
  {
    code: 'EAI_*',
    phases: ['dns'],
    sent: 'no',
    category: 'dns',
    blame: 'network',
    retry: 'backoff',
    confidence: 0.5,
    meaning: 'The resolver failed',
    fix: 'check the resolver',
  },
  {
    code: 'ERR_PROXY_*',
    phases: ['connect'],
    sent: 'no',
    category: 'proxy',
    blame: 'self',
    retry: 'after_fix',
    confidence: 0.6,
    meaning: 'The forward proxy failed',
    fix: 'check proxy URL, credentials and policy',
  },
  ...['ERR_INVALID_', 'ERR_HTTP_', 'ERR_BAD_OPTION', 'ERR_MISSING_', 'ERR_OUT_OF_RANGE'].map(
    (prefix): TransportRow => ({
      code: `${prefix}*`,
      phases: ['request'],
      sent: 'no',
      category: 'client_config',
      blame: 'self',
      retry: 'after_fix',
      confidence: 0.8,
      meaning: 'The call is wrong',
      fix: 'correct the call that the message names; do not retry unchanged',
    }),
  ),
];
