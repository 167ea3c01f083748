import { describe, expect, it } from 'vitest';
import { classify } from './classify.ts';
import { coded, failed, fetchFailed, named } from './testing/errors.ts';
import { TRANSPORT_ROWS } from './transport/transport-table.ts';

/** `category blame retry: codes`, as the documents of the clients and the system say. */
const EXPECTED = `
  connection unknown backoff: UND_ERR_CONNECT_TIMEOUT ETIMEDOUT ERR_SOCKET_CONNECTION_TIMEOUT
    ERR_HTTP2_PING_CANCEL
  timeout provider if_idempotent: UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT
  protocol unknown after_fix: UND_ERR_HEADERS_OVERFLOW HPE_HEADER_OVERFLOW HPE_INVALID_VERSION
  connection provider if_idempotent: UND_ERR_SOCKET ECONNRESET EPIPE EOF ERR_STREAM_PREMATURE_CLOSE
  cancelled none never: UND_ERR_ABORTED UND_ERR_ABORT EAI_CANCELED ECANCELED ECANCELLED EDESTRUCTION
    ABORT_ERR ERR_CANCELED ERR_ABORTED
  client_config self after_fix: UND_ERR_INVALID_ARG UND_ERR_INVALID_RETURN_VALUE
    UND_ERR_REQ_CONTENT_LENGTH_MISMATCH UND_ERR_DESTROYED UND_ERR_CLOSED UND_ERR_NOT_SUPPORTED
    UND_ERR_BPL_MISSING_UPSTREAM UND_ERR_RES_EXCEEDED_MAX_SIZE UND_ERR_MAX_ORIGINS_REACHED
    UND_ERR_WS_MESSAGE_SIZE_EXCEEDED EADDRNOTAVAIL EMFILE ENFILE EACCES EPERM EINVAL EALREADY EISCONN
    EAFNOSUPPORT ENOENT ERR_TLS_PROTOCOL_VERSION_CONFLICT ERR_TLS_INVALID_PROTOCOL_VERSION
    ERR_TLS_REQUIRED_SERVER_NAME ERR_TLS_RENEGOTIATION_DISABLED ERR_SSL_WRONG_VERSION_NUMBER
    ERR_SSL_NO_CIPHERS_AVAILABLE ERR_OSSL_EVP_UNSUPPORTED ERR_INVALID_URL ERR_INVALID_PROTOCOL
    ERR_INVALID_CHAR ERR_INVALID_HTTP_TOKEN ERR_HTTP_INVALID_HEADER_VALUE ERR_UNESCAPED_CHARACTERS
    ERR_HTTP_HEADERS_SENT ERR_SOCKET_BAD_PORT ERR_INVALID_IP_ADDRESS ERR_INVALID_ARG_TYPE
    ERR_HTTP_CONTENT_LENGTH_MISMATCH ERR_HTTP_SOCKET_ENCODING ERR_FR_MAX_BODY_LENGTH_EXCEEDED
    ERR_DEPRECATED ERR_BAD_OPTION ERR_NOT_SUPPORT ERR_UNSUPPORTED_PROTOCOL
    ERR_HTTP2_INVALID_CONNECTION_HEADERS ERR_HTTP2_HEADERS_AFTER_RESPOND
  protocol provider if_idempotent: UND_ERR_RES_CONTENT_LENGTH_MISMATCH UND_ERR_HTTP_PARSER
    HPE_INVALID_HEADER_TOKEN HPE_INVALID_CHUNK_SIZE HPE_INVALID_CONTENT_LENGTH
    HPE_UNEXPECTED_CONTENT_LENGTH HPE_INVALID_TRANSFER_ENCODING HPE_INVALID_STATUS HPE_INVALID_EOF_STATE
    HPE_CR_EXPECTED HPE_LF_EXPECTED HPE_STRICT HPE_CLOSED_CONNECTION HPE_UNEXPECTED_SPACE
    HPE_CHUNK_EXTENSIONS_OVERFLOW Z_DATA_ERROR Z_BUF_ERROR ERR_BROTLI_DECODER_ERROR_FORMAT_PADDING_1
    ERR_BODY_PARSE_FAILURE ERR_HTTP2_TOO_MANY_INVALID_FRAMES
  connection unknown if_idempotent: UND_ERR_INFO ENOTCONN ESHUTDOWN EPROTOTYPE ERR_SOCKET_CLOSED
    ERR_NETWORK NGHTTP2_CANCEL ERR_HTTP2_STREAM_CANCEL
  unknown unknown never: UND_ERR_REQ_RETRY UND_ERR_RESPONSE UND_ERR ERR_BAD_REQUEST
    ERR_NON_2XX_3XX_RESPONSE
  proxy self after_fix: UND_ERR_PRX_TLS ERR_PROXY_TUNNEL ERR_PROXY_INVALID_CONFIG
  proxy self backoff: UND_ERR_PRX_CONN UND_ERR_SOCKS5
  connection provider backoff: ECONNREFUSED
  timeout unknown if_idempotent: ESOCKETTIMEDOUT ECONNABORTED
  dns unknown after_fix: ENOTFOUND EAI_NODATA ENODATA
  dns network backoff: EAI_AGAIN EAI_FAIL EBADRESP ETIMEOUT
  dns self backoff: EAI_MEMORY
  connection network backoff: EHOSTUNREACH ENETUNREACH ENETDOWN EHOSTDOWN
  client_config self backoff: EADDRINUSE ENOBUFS ENOMEM
  client_config self if_idempotent: EIO ERR_HTTP2_INVALID_STREAM
  tls unknown after_fix: EPROTO CERT_HAS_EXPIRED DEPTH_ZERO_SELF_SIGNED_CERT UNABLE_TO_GET_ISSUER_CERT
    HOSTNAME_MISMATCH ERR_TLS_CERT_ALTNAME_INVALID ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION
    ERR_SSL_UNSUPPORTED_PROTOCOL ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE ERR_SSL_EE_KEY_TOO_SMALL
    ERR_SSL_CA_MD_TOO_WEAK NGHTTP2_INADEQUATE_SECURITY
  dns provider backoff: EFORMERR ESERVFAIL
  dns network after_fix: ENOTIMP EREFUSED
  dns self after_fix: EBADNAME ENONAME ELOADIPHLPAPI EADDRGETNETWORKPARAMS
  tls self after_fix: CERT_NOT_YET_VALID SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_GET_ISSUER_CERT_LOCALLY
    UNABLE_TO_GET_CRL UNABLE_TO_DECRYPT_CRL_SIGNATURE CRL_SIGNATURE_FAILURE CRL_NOT_YET_VALID
    CRL_HAS_EXPIRED ERROR_IN_CRL_LAST_UPDATE_FIELD ERROR_IN_CRL_NEXT_UPDATE_FIELD CERT_UNTRUSTED
    CERT_REJECTED ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN
    ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE
    ERR_SSL_TLSV1_ALERT_UNKNOWN_CA ERR_SSL_TLSV1_UNRECOGNIZED_NAME
  tls provider after_fix: UNABLE_TO_VERIFY_LEAF_SIGNATURE UNABLE_TO_DECRYPT_CERT_SIGNATURE
    UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY CERT_SIGNATURE_FAILURE ERROR_IN_CERT_NOT_BEFORE_FIELD
    ERROR_IN_CERT_NOT_AFTER_FIELD CERT_CHAIN_TOO_LONG CERT_REVOKED INVALID_CA PATH_LENGTH_EXCEEDED
    INVALID_PURPOSE ERR_TLS_CERT_ALTNAME_FORMAT ERR_TLS_DH_PARAM_SIZE ERR_SSL_DH_KEY_TOO_SMALL
    ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED
  tls self backoff: OUT_OF_MEM
  tls unknown backoff: ERR_TLS_HANDSHAKE_TIMEOUT
  tls provider backoff: ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR
  tls network if_idempotent: ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC ERR_SSL_BAD_RECORD_TYPE
  protocol self after_fix: HPE_INVALID_CONSTANT HPE_INTERNAL HPE_INVALID_METHOD HPE_INVALID_URL HPE_USER
    HPE_PAUSED HPE_PAUSED_UPGRADE HPE_PAUSED_H2_UPGRADE HPE_CB_HEADERS_COMPLETE HPE_CB_MESSAGE_COMPLETE
    NGHTTP2_HTTP_1_1_REQUIRED
  client_config self never: ERR_STREAM_DESTROYED ERR_STREAM_WRITE_AFTER_END
  timeout self never: ERR_HTTP_REQUEST_TIMEOUT
  provider_error provider if_idempotent: ERR_BAD_RESPONSE NGHTTP2_INTERNAL_ERROR
  redirect provider never: ERR_FR_TOO_MANY_REDIRECTS ERR_TOO_MANY_REDIRECTS
  connection none if_idempotent: NGHTTP2_NO_ERROR
  protocol unknown if_idempotent: NGHTTP2_PROTOCOL_ERROR NGHTTP2_FLOW_CONTROL_ERROR
    NGHTTP2_SETTINGS_TIMEOUT NGHTTP2_STREAM_CLOSED NGHTTP2_FRAME_SIZE_ERROR NGHTTP2_COMPRESSION_ERROR
    ERR_HTTP2_SESSION_ERROR ERR_HTTP2_STREAM_ERROR ERR_HTTP2_ERROR
  overloaded provider backoff: NGHTTP2_REFUSED_STREAM
  proxy unknown if_idempotent: NGHTTP2_CONNECT_ERROR
  rate_limit self backoff: NGHTTP2_ENHANCE_YOUR_CALM
  connection none backoff: ERR_HTTP2_GOAWAY_SESSION ERR_HTTP2_INVALID_SESSION ERR_HTTP2_OUT_OF_STREAMS
  protocol self backoff: ERR_HTTP2_MAX_PENDING_SETTINGS_ACK
`;

const CASES = EXPECTED.trim()
  .split(/\n(?= {2}\S)/)
  .flatMap((line) => {
    const [judgement = '', codes = ''] = line.trim().split(': ');
    const [category, blame, retry] = judgement.split(' ');
    return codes.split(/\s+/).map((code) => ({ code, category, blame, retry }));
  });

/** ECONNABORTED alone needs its text: axios uses the code for its own timeout. */
const errorOf = (code: string): Error =>
  coded(code, code === 'ECONNABORTED' ? 'timeout of 50ms exceeded' : 'it failed');

describe('a transport error', () => {
  it.each(CASES)('$code is $category, blamed on $blame', ({ code, category, blame, retry }) => {
    const expected = { category, blame, retry, rule: `transport.${code}` };
    expect(classify(failed(errorOf(code)))).toMatchObject(expected);
    // The same fault through fetch, and through a client that wraps once more.
    expect(classify(failed(fetchFailed(errorOf(code))))).toMatchObject(expected);
    expect(classify(failed(named('RequestError', 'x', { cause: fetchFailed(errorOf(code)) })))).toMatchObject(
      expected,
    );
  });

  it.each([
    ['CANCELLED', 1, 'cancelled', 'none', 'never'],
    ['UNKNOWN', 2, 'provider_error', 'provider', 'if_idempotent'],
    ['INVALID_ARGUMENT', 3, 'validation', 'self', 'after_fix'],
    ['DEADLINE_EXCEEDED', 4, 'timeout', 'unknown', 'if_idempotent'],
    ['NOT_FOUND', 5, 'not_found', 'self', 'after_fix'],
    ['ALREADY_EXISTS', 6, 'conflict', 'self', 'never'],
    ['PERMISSION_DENIED', 7, 'permission', 'self', 'after_fix'],
    // No pushback was stated.
    ['RESOURCE_EXHAUSTED', 8, 'rate_limit', 'self', 'backoff'],
    ['FAILED_PRECONDITION', 9, 'precondition', 'self', 'after_fix'],
    ['ABORTED', 10, 'conflict', 'unknown', 'backoff'],
    ['OUT_OF_RANGE', 11, 'validation', 'self', 'after_fix'],
    ['UNIMPLEMENTED', 12, 'not_found', 'self', 'never'],
    ['INTERNAL', 13, 'provider_error', 'provider', 'if_idempotent'],
    ['UNAVAILABLE', 14, 'overloaded', 'provider', 'backoff'],
    ['DATA_LOSS', 15, 'provider_error', 'provider', 'never'],
    ['UNAUTHENTICATED', 16, 'authentication', 'self', 'after_fix'],
  ] as const)('of gRPC, %s, is read by its number', (name, code, category, blame, retry) => {
    const error = coded(code, `${code} ${name}: details`, { details: 'details', metadata: {} });
    expect(classify(failed(error))).toMatchObject({ category, blame, retry, rule: `transport.grpc.${name}` });
  });

  it('is expected for every row that a code alone reaches', () => {
    const byText =
      /^(?:grpc\.|FetchError\.|phase\.|proxy_response_|[a-z_]+$|[A-Za-z]+Error$|.*\*$|[A-Z]+\.[a-z]+$|deadline\.)/;
    const byCode = TRANSPORT_ROWS.map((row) => row.code).filter((code) => !byText.test(code));
    expect(CASES.map(({ code }) => code).sort()).toEqual(byCode.sort());
  });
});
