import { describe, expect, it } from 'vitest';
import type { Exchange } from '../exchange.ts';
import { classify } from './classify.ts';

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

const failed = (error: unknown, facts: Partial<Exchange> = {}): Exchange => ({
  method: 'GET',
  url: 'https://api.example.com/v1/things',
  startedAt: 0,
  durationMs: 5,
  error,
  ...facts,
});

function coded(code: string | number, message = `it failed with a message`, more: object = {}): Error {
  // ECONNABORTED is a timeout of axios, unless the text says otherwise.
  const text = code === 'ECONNABORTED' ? 'timeout of 50ms exceeded' : message;
  return Object.assign(new Error(text), { code }, more);
}

const named = (name: string, message: string, more: object = {}): Error =>
  Object.assign(new Error(message), { name }, more);

const fetchFailed = (cause: unknown): Error => new TypeError('fetch failed', { cause });

describe('a transport error', () => {
  it.each(CASES)('$code is $category, blamed on $blame', ({ code, category, blame, retry }) => {
    const expected = { category, blame, retry, rule: `transport.${code}` };
    expect(classify(failed(coded(code)))).toMatchObject(expected);
    // The same fault through fetch, and through a client that wraps once more.
    expect(classify(failed(fetchFailed(coded(code))))).toMatchObject(expected);
    expect(classify(failed(named('RequestError', 'x', { cause: fetchFailed(coded(code)) })))).toMatchObject(
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

  it.each<[shape: string, error: unknown, rule: string, category: string, blame: string, retry: string]>([
    ['fetch with an empty cause', fetchFailed(undefined), 'fetch_failed', 'unknown', 'unknown', 'never'],
    [
      'a body cut under fetch',
      new TypeError('terminated', {
        cause: named('SocketError', 'other side closed', { code: 'UND_ERR_SOCKET' }),
      }),
      'UND_ERR_SOCKET',
      'connection',
      'provider',
      'if_idempotent',
    ],
    [
      'a body that broke without a known cause',
      new TypeError('terminated', { cause: new Error('?') }),
      'terminated',
      'connection',
      'provider',
      'if_idempotent',
    ],
    [
      'a body cut under axios',
      named('AxiosError', 'stream has been aborted', { code: 'ERR_BAD_RESPONSE' }),
      'ECONNRESET',
      'connection',
      'provider',
      'if_idempotent',
    ],
    [
      'a body shorter than declared under got',
      named('ReadError', 'Content-Length mismatch: expected 100 bytes, received 3 bytes', {
        code: 'ERR_HTTP_CONTENT_LENGTH_MISMATCH',
      }),
      'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
      'protocol',
      'provider',
      'if_idempotent',
    ],
    [
      'a URL that fetch cannot read',
      new TypeError('Failed to parse URL from /x'),
      'unparsable_url',
      'client_config',
      'self',
      'after_fix',
    ],
    [
      'a port that fetch blocks',
      fetchFailed(new Error('bad port')),
      'bad_port',
      'client_config',
      'self',
      'after_fix',
    ],
    [
      'a scheme that fetch does not know',
      fetchFailed(new Error('unknown scheme')),
      'unknown_scheme',
      'client_config',
      'self',
      'after_fix',
    ],
    [
      'too many redirects under fetch',
      fetchFailed(new Error('redirect count exceeded')),
      'redirect_count',
      'redirect',
      'provider',
      'never',
    ],
    [
      'a redirect that was forbidden',
      fetchFailed(new Error('unexpected redirect')),
      'unexpected_redirect',
      'redirect',
      'unknown',
      'after_fix',
    ],
    [
      'a GET with a body',
      new TypeError('Request with GET/HEAD method cannot have body.'),
      'get_with_body',
      'client_config',
      'self',
      'after_fix',
    ],
    [
      'a stream without duplex',
      new TypeError('RequestInit: duplex option is required when sending a body.'),
      'duplex_missing',
      'client_config',
      'self',
      'after_fix',
    ],
    [
      'a header value with a line break',
      new TypeError('Headers.append: "x" is an invalid header value.'),
      'ERR_INVALID_CHAR',
      'client_config',
      'self',
      'after_fix',
    ],
    [
      'a body that is not JSON',
      new SyntaxError(`Unexpected token '<', "<html>" is not valid JSON`),
      'invalid_json',
      'protocol',
      'provider',
      'if_idempotent',
    ],
    [
      'a cancel under fetch',
      new DOMException('This operation was aborted', 'AbortError'),
      'AbortError',
      'cancelled',
      'none',
      'never',
    ],
    [
      'a deadline under fetch',
      new DOMException('The operation was aborted due to timeout', 'TimeoutError'),
      'TimeoutError',
      'timeout',
      'unknown',
      'if_idempotent',
    ],
    [
      'a deadline under node:http',
      named('AbortError', 'The operation was aborted', {
        code: 'ABORT_ERR',
        cause: new DOMException('timed out', 'TimeoutError'),
      }),
      'TimeoutError',
      'timeout',
      'unknown',
      'if_idempotent',
    ],
    [
      'a cancel under node:http with a reason of the caller',
      named('AbortError', 'The operation was aborted', {
        code: 'ABORT_ERR',
        cause: new Error('navigated away'),
      }),
      'ABORT_ERR',
      'cancelled',
      'none',
      'never',
    ],
    [
      'a cancel under axios',
      named('CanceledError', 'canceled', { code: 'ERR_CANCELED' }),
      'ERR_CANCELED',
      'cancelled',
      'none',
      'never',
    ],
    ['a reason that is a bare text', 'user pressed stop', 'abort_reason', 'cancelled', 'none', 'never'],
    [
      'the timeout of axios',
      named('AxiosError', 'timeout of 50ms exceeded', { code: 'ECONNABORTED' }),
      'ECONNABORTED',
      'timeout',
      'unknown',
      'if_idempotent',
    ],
    [
      'the clearer timeout of axios',
      named('AxiosError', 'timeout of 50ms exceeded', { code: 'ETIMEDOUT' }),
      'ETIMEDOUT.client',
      'timeout',
      'unknown',
      'if_idempotent',
    ],
    [
      'the timeout of got',
      named('TimeoutError', "Timeout awaiting 'request' for 50ms", { code: 'ETIMEDOUT', event: 'request' }),
      'ETIMEDOUT.client',
      'timeout',
      'unknown',
      'if_idempotent',
    ],
    [
      'a connection that the system gave up',
      named('Error', 'software caused connection abort', { code: 'ECONNABORTED' }),
      'ECONNABORTED.os',
      'connection',
      'unknown',
      'if_idempotent',
    ],
    [
      'an unanswered SYN wrapped by axios',
      named('AxiosError', 'connect ETIMEDOUT 203.0.113.7:443', {
        code: 'ETIMEDOUT',
        cause: coded('ETIMEDOUT', 'connect ETIMEDOUT 203.0.113.7:443', { syscall: 'connect' }),
      }),
      'ETIMEDOUT',
      'connection',
      'unknown',
      'backoff',
    ],
    [
      'an answer too large for axios',
      named('AxiosError', 'maxContentLength size of 10 exceeded', { code: 'ERR_BAD_RESPONSE' }),
      'UND_ERR_RES_EXCEEDED_MAX_SIZE',
      'client_config',
      'self',
      'after_fix',
    ],
    [
      'a request too large for axios',
      named('AxiosError', 'Request body larger than maxBodyLength limit', { code: 'ERR_BAD_REQUEST' }),
      'ERR_FR_MAX_BODY_LENGTH_EXCEEDED',
      'client_config',
      'self',
      'after_fix',
    ],
    [
      'a protocol that axios does not speak',
      named('AxiosError', 'Unsupported protocol ftp:', { code: 'ERR_BAD_REQUEST' }),
      'ERR_UNSUPPORTED_PROTOCOL',
      'client_config',
      'self',
      'after_fix',
    ],
    [
      'node-fetch with a system code',
      named('FetchError', 'request to x failed, reason: connect EHOSTUNREACH', {
        type: 'system',
        code: 'EHOSTUNREACH',
        errno: 'EHOSTUNREACH',
      }),
      'EHOSTUNREACH',
      'connection',
      'network',
      'backoff',
    ],
    [
      'node-fetch without a code',
      named('FetchError', 'request to x failed', { type: 'system' }),
      'FetchError.system',
      'connection',
      'unknown',
      'if_idempotent',
    ],
    [
      'a timeout of node-fetch 2',
      named('FetchError', 'network timeout at: x', { type: 'request-timeout' }),
      'FetchError.request-timeout',
      'timeout',
      'unknown',
      'if_idempotent',
    ],
    [
      'a stalled body of node-fetch 2',
      named('FetchError', 'Response timeout', { type: 'body-timeout' }),
      'FetchError.body-timeout',
      'timeout',
      'provider',
      'if_idempotent',
    ],
    [
      'a body too large for node-fetch',
      named('FetchError', 'content size over limit', { type: 'max-size' }),
      'FetchError.max-size',
      'client_config',
      'self',
      'after_fix',
    ],
    [
      'no JSON for node-fetch 2',
      named('FetchError', 'invalid json response body', { type: 'invalid-json' }),
      'FetchError.invalid-json',
      'protocol',
      'provider',
      'if_idempotent',
    ],
    [
      'too many redirects for node-fetch',
      named('FetchError', 'maximum redirect reached', { type: 'max-redirect' }),
      'FetchError.max-redirect',
      'redirect',
      'provider',
      'never',
    ],
    [
      'bytes that are not HTTP, under undici',
      named(
        'HTTPParserError',
        'Response does not match the HTTP/1.1 protocol (Expected HTTP/, RTSP/ or ICE/)',
        { code: undefined },
      ),
      'HPE_INVALID_CONSTANT',
      'protocol',
      'self',
      'after_fix',
    ],
    [
      'a bad header, under undici',
      named('HTTPParserError', 'Response does not match the HTTP/1.1 protocol (Invalid header token)', {
        code: undefined,
      }),
      'HPE_INVALID_HEADER_TOKEN',
      'protocol',
      'provider',
      'if_idempotent',
    ],
    [
      'a parser failure without a known reason',
      named('HTTPParserError', 'Response does not match the HTTP/1.1 protocol (?)', { code: undefined }),
      'UND_ERR_HTTP_PARSER',
      'protocol',
      'provider',
      'if_idempotent',
    ],
    [
      'plain HTTP behind https, under node:https',
      coded(
        'EPROTO',
        'write EPROTO 807C03B9107F0000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/openssl/ssl/record/ssl3_record.c:350:',
      ),
      'ERR_SSL_WRONG_VERSION_NUMBER',
      'client_config',
      'self',
      'after_fix',
    ],
    [
      'an unusable TLS version, under node:https',
      coded(
        'EPROTO',
        'write EPROTO 40FD:error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version:../deps/x.c:918:SSL alert number 70',
      ),
      'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
      'tls',
      'unknown',
      'after_fix',
    ],
    [
      'a failed handshake in the words of OpenSSL 3.5',
      coded(
        'EPROTO',
        'write EPROTO 40FD:error:0A000410:SSL routines:ssl3_read_bytes:ssl/tls alert handshake failure:../deps/x.c:918:SSL alert number 40',
      ),
      'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
      'tls',
      'unknown',
      'after_fix',
    ],
    [
      'the same under undici',
      coded('ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE'),
      'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
      'tls',
      'unknown',
      'after_fix',
    ],
    [
      'a close during the handshake',
      coded('ECONNRESET', 'Client network socket disconnected before secure TLS connection was established'),
      'ECONNRESET.tls',
      'connection',
      'unknown',
      'backoff',
    ],
    [
      'an HTTP/2 stream that was refused',
      coded('ERR_HTTP2_STREAM_ERROR', 'Stream closed with error code NGHTTP2_REFUSED_STREAM'),
      'NGHTTP2_REFUSED_STREAM',
      'overloaded',
      'provider',
      'backoff',
    ],
    [
      'an HTTP/2 session closed by number',
      coded('ERR_HTTP2_SESSION_ERROR', 'Session closed with error code 11'),
      'NGHTTP2_ENHANCE_YOUR_CALM',
      'rate_limit',
      'self',
      'backoff',
    ],
    [
      'an HTTP/2 server that goes away in peace',
      named('SocketError', 'HTTP/2: "GOAWAY" frame received with code 0', { code: 'UND_ERR_SOCKET' }),
      'NGHTTP2_NO_ERROR',
      'connection',
      'none',
      'if_idempotent',
    ],
    [
      'a tunnel that the proxy refused, under undici',
      named('AbortError', 'Proxy response (403) !== 200 when HTTP Tunneling', { code: 'UND_ERR_ABORTED' }),
      'proxy_response_4xx',
      'proxy',
      'self',
      'after_fix',
    ],
    [
      'a proxy that wants a login, under fetch',
      fetchFailed(
        coded(0, 'Request was cancelled.', {
          cause: named('AbortError', 'Proxy response (407) !== 200 when HTTP Tunneling', {
            code: 'UND_ERR_ABORTED',
          }),
        }),
      ),
      'proxy_response_407',
      'proxy',
      'self',
      'after_fix',
    ],
    [
      "a proxy that wants a login, under Node's own proxy support",
      coded(
        'ERR_PROXY_TUNNEL',
        'Failed to establish tunnel to example.com:443 via http://127.0.0.1:8080: HTTP/1.1 407 No',
        { statusCode: 407 },
      ),
      'proxy_response_407',
      'proxy',
      'self',
      'after_fix',
    ],
    [
      'a proxy that cannot reach the provider',
      coded('ERR_PROXY_TUNNEL', 'Failed to establish tunnel: HTTP/1.1 502 Bad Gateway', { statusCode: 502 }),
      'proxy_response_5xx',
      'proxy',
      'unknown',
      'backoff',
    ],
    [
      'a code that nobody listed, by its family',
      coded('HPE_SOMETHING_NEW'),
      'HPE_*',
      'protocol',
      'provider',
      'if_idempotent',
    ],
    [
      'a TLS code that nobody listed',
      coded('ERR_SSL_NEW_REASON'),
      'ERR_SSL_*',
      'tls',
      'unknown',
      'after_fix',
    ],
    [
      'an SDK that kept the code in its text alone',
      new Error('request failed: connect ECONNREFUSED 203.0.113.7:443'),
      'ECONNREFUSED',
      'connection',
      'provider',
      'backoff',
    ],
    [
      'a hang-up that lost its code',
      new Error('socket hang up'),
      'ECONNRESET',
      'connection',
      'provider',
      'if_idempotent',
    ],
    [
      'an error that says nothing',
      new Error('something went wrong'),
      'unknown',
      'unknown',
      'unknown',
      'never',
    ],
    ['a thrown number', 42, 'unknown', 'unknown', 'unknown', 'never'],
  ])('of %s is read as what it is', (_, error, rule, category, blame, retry) => {
    expect(classify(failed(error))).toMatchObject({ rule: `transport.${rule}`, category, blame, retry });
  });

  it('is judged by its IPv4 attempt when several addresses failed', () => {
    const error = Object.assign(
      new AggregateError([
        coded('ENETUNREACH', 'connect ENETUNREACH 2001:db8::1:443', { address: '2001:db8::1', port: 443 }),
        coded('ETIMEDOUT', 'connect ETIMEDOUT 203.0.113.7:443', { address: '203.0.113.7', port: 443 }),
      ]),
      { code: 'ENETUNREACH' },
    );
    expect(classify(failed(fetchFailed(error)))).toMatchObject({
      rule: 'transport.ETIMEDOUT',
      blame: 'unknown',
    });
  });
});

describe('an error that carries an answer', () => {
  it.each([
    [
      'axios',
      named('AxiosError', 'Request failed with status code 503', {
        code: 'ERR_BAD_RESPONSE',
        response: { status: 503, headers: { 'retry-after': '7' } },
      }),
    ],
    [
      'got',
      named('HTTPError', 'Response code 503', {
        code: 'ERR_NON_2XX_3XX_RESPONSE',
        response: { statusCode: 503, headers: { 'retry-after': '7' } },
      }),
    ],
    [
      'undici',
      named('ResponseError', 'Response Error', {
        code: 'UND_ERR_RESPONSE',
        statusCode: 503,
        headers: { 'retry-after': '7' },
      }),
    ],
    [
      'ky',
      named('HTTPError', 'Request failed', {
        response: { status: 503, headers: new Headers({ 'Retry-After': '7' }) },
      }),
    ],
  ])('under %s is judged by the answer', (_, error) => {
    expect(classify(failed(error))).toMatchObject({
      rule: 'status.503',
      retry: 'after_delay',
      retryAfterMs: 7000,
    });
  });

  it('is judged by the answer that the tap saw, when it saw one', () => {
    const error = named('AxiosError', 'Request failed with status code 401', { code: 'ERR_BAD_REQUEST' });
    expect(classify(failed(error, { response: { status: 401 } }))).toMatchObject({ rule: 'status.401' });
  });
});

describe('the facts of the exchange', () => {
  it.each([
    [
      "a caller's own cancel is nobody's fault, whatever was thrown",
      { abort: 'caller' },
      coded('ECONNRESET'),
      'caller_abort',
      'none',
      'never',
    ],
    [
      'a deadline is nobody’s proof',
      { abort: 'deadline' },
      coded('ECONNRESET', 'socket hang up'),
      'TimeoutError',
      'unknown',
      'if_idempotent',
    ],
    [
      'a deadline on time is nobody’s proof',
      { abort: 'deadline', loopLateMs: 99 },
      new DOMException('x', 'TimeoutError'),
      'TimeoutError',
      'unknown',
      'if_idempotent',
    ],
    [
      'a deadline with a late event loop is ours',
      { abort: 'deadline', loopLateMs: 100 },
      new DOMException('x', 'TimeoutError'),
      'deadline.loop_late',
      'self',
      'if_idempotent',
    ],
    [
      "the client's own wait for headers speaks against the provider",
      { abort: 'deadline' },
      coded('UND_ERR_HEADERS_TIMEOUT'),
      'UND_ERR_HEADERS_TIMEOUT',
      'provider',
      'if_idempotent',
    ],
    [
      'a connect timeout with a late event loop is ours',
      { loopLateMs: 400, phase: 'connect' },
      coded('UND_ERR_CONNECT_TIMEOUT'),
      'deadline.loop_late',
      'self',
      'backoff',
    ],
    [
      'a deadline before anything was sent may be repeated',
      { abort: 'deadline', phase: 'connect' },
      new DOMException('x', 'TimeoutError'),
      'TimeoutError',
      'unknown',
      'backoff',
    ],
    [
      'no answer at all on a reused socket is the keep-alive race',
      { socket: 'reused', bytesRead: 0 },
      coded('ECONNRESET', 'socket hang up'),
      'keep_alive_race',
      'none',
      'if_idempotent',
    ],
    [
      'the race has the same meaning under undici',
      { socket: 'reused', bytesRead: 0 },
      coded('UND_ERR_SOCKET', 'other side closed'),
      'keep_alive_race',
      'none',
      'if_idempotent',
    ],
    [
      'the race may meet the write',
      { socket: 'reused', bytesRead: 0 },
      coded('EPIPE', 'write EPIPE'),
      'keep_alive_race',
      'none',
      'if_idempotent',
    ],
    [
      'bytes on the reused socket rule the race out',
      { socket: 'reused', bytesRead: 17 },
      coded('ECONNRESET'),
      'ECONNRESET',
      'provider',
      'if_idempotent',
    ],
    [
      'a new socket rules the race out',
      { socket: 'new', bytesRead: 0 },
      coded('ECONNRESET'),
      'ECONNRESET',
      'provider',
      'if_idempotent',
    ],
    [
      'an unknown number of bytes proves no race',
      { socket: 'reused' },
      coded('ECONNRESET'),
      'ECONNRESET',
      'provider',
      'if_idempotent',
    ],
    [
      'a refused public address speaks against the provider',
      {},
      coded('ECONNREFUSED', 'connect ECONNREFUSED 203.0.113.7:443', { address: '203.0.113.7', port: 443 }),
      'ECONNREFUSED',
      'provider',
      'backoff',
    ],
    [
      'a refused loopback address is ours',
      {},
      coded('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:443', { address: '127.0.0.1', port: 443 }),
      'ECONNREFUSED.local',
      'self',
      'backoff',
    ],
    [
      'a refused private address is ours',
      {},
      coded('ECONNREFUSED', 'connect ECONNREFUSED 10.2.3.4:443'),
      'ECONNREFUSED.local',
      'self',
      'backoff',
    ],
    [
      'a refused IPv6 loopback is ours',
      {},
      coded('ECONNREFUSED', 'connect ECONNREFUSED ::1:443'),
      'ECONNREFUSED.local',
      'self',
      'backoff',
    ],
    [
      'a refused localhost is ours without any address',
      { url: 'http://localhost:3000/' },
      coded('ECONNREFUSED', ''),
      'ECONNREFUSED.local',
      'self',
      'backoff',
    ],
    [
      'a refused proxy is ours',
      { proxy: '203.0.113.99:3128' },
      coded('ECONNREFUSED', '', { address: '203.0.113.99', port: 3128 }),
      'UND_ERR_PRX_CONN',
      'self',
      'backoff',
    ],
    [
      'a proxy known by name is recognised by its port',
      { proxy: 'proxy.corp:3128' },
      coded('ECONNREFUSED', '', { address: '203.0.113.99', port: 3128 }),
      'UND_ERR_PRX_CONN',
      'self',
      'backoff',
    ],
    [
      'a proxy whose name is unknown is ours',
      { proxy: 'proxy.corp:3128' },
      coded('ENOTFOUND', '', { hostname: 'proxy.corp' }),
      'UND_ERR_PRX_CONN',
      'self',
      'backoff',
    ],
    [
      'beside a proxy the target can still be refused',
      { proxy: '203.0.113.99:3128' },
      coded('ECONNREFUSED', '', { address: '203.0.113.7', port: 443 }),
      'ECONNREFUSED',
      'provider',
      'backoff',
    ],
    [
      'a host that may exist is not known to be ours',
      {},
      coded('ENOTFOUND', '', { hostname: 'api.example.com' }),
      'ENOTFOUND',
      'unknown',
      'after_fix',
    ],
    [
      'a host of a reserved domain is ours',
      { url: 'http://nope.invalid/' },
      coded('ENOTFOUND', 'getaddrinfo ENOTFOUND nope.invalid'),
      'ENOTFOUND.reserved',
      'self',
      'after_fix',
    ],
    [
      'a host without a domain is ours',
      { url: 'http://billing:8080/' },
      coded('ENOTFOUND', ''),
      'ENOTFOUND.reserved',
      'self',
      'after_fix',
    ],
    [
      'an unknown error is read by its phase',
      { phase: 'tls' },
      new Error('?'),
      'phase.tls',
      'unknown',
      'after_fix',
    ],
    [
      'an unknown error in the request is ours',
      { phase: 'request' },
      new Error('?'),
      'phase.request',
      'self',
      'after_fix',
    ],
    [
      'a reset before the handshake was over sent nothing',
      { phase: 'tls' },
      coded('ECONNRESET', 'read ECONNRESET'),
      'ECONNRESET',
      'provider',
      'backoff',
    ],
  ] as [string, Partial<Exchange>, unknown, string, string, string][])(
    '%s',
    (_, facts, error, rule, blame, retry) => {
      expect(classify(failed(error, facts))).toMatchObject({ rule: `transport.${rule}`, blame, retry });
    },
  );

  it('a body that breaks after a success is judged by the error', () => {
    const cut = new TypeError('terminated', { cause: coded('UND_ERR_SOCKET', 'other side closed') });
    expect(classify(failed(cut, { response: { status: 200 }, phase: 'body' }))).toMatchObject({
      rule: 'transport.UND_ERR_SOCKET',
      blame: 'provider',
      retry: 'if_idempotent',
    });
  });

  it('a body that breaks after a failed status leaves the status what it is', () => {
    const cut = coded('ECONNRESET');
    expect(classify(failed(cut, { response: { status: 401 }, phase: 'body' }))).toMatchObject({
      rule: 'status.401',
      blame: 'self',
    });
  });

  it('a body that nobody read is no failure', () => {
    const collected = 'Response object has been garbage collected';
    expect(classify(failed(collected, { response: { status: 200 } }))).toMatchObject({ rule: 'status.200' });
  });

  it('an exchange without answer and error is an unanswered one', () => {
    const { error: _, ...nothing } = failed(undefined);
    expect(classify(nothing)).toMatchObject({ rule: 'status.0', category: 'connection', blame: 'unknown' });
  });
});
