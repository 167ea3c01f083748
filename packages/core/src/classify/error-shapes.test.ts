import { describe, expect, it } from 'vitest';
import { classify } from './classify.ts';
import { coded, failed, fetchFailed, named } from './testing/errors.ts';

/** What was thrown, the error as the client makes it, and `rule category blame retry`. */
const SHAPES: readonly (readonly [what: string, error: unknown, expected: string])[] = [
  ['fetch with an empty cause', fetchFailed(undefined), 'fetch_failed unknown unknown never'],
  [
    'a body cut under fetch',
    new TypeError('terminated', {
      cause: named('SocketError', 'other side closed', { code: 'UND_ERR_SOCKET' }),
    }),
    'UND_ERR_SOCKET connection provider if_idempotent',
  ],
  [
    'a body that broke without a known cause',
    new TypeError('terminated', { cause: new Error('?') }),
    'terminated connection provider if_idempotent',
  ],
  [
    'a body cut under axios',
    named('AxiosError', 'stream has been aborted', { code: 'ERR_BAD_RESPONSE' }),
    'ECONNRESET connection provider if_idempotent',
  ],
  [
    'a body shorter than declared under got',
    named('ReadError', 'Content-Length mismatch: expected 100 bytes, received 3 bytes', {
      code: 'ERR_HTTP_CONTENT_LENGTH_MISMATCH',
    }),
    'UND_ERR_RES_CONTENT_LENGTH_MISMATCH protocol provider if_idempotent',
  ],
  [
    'a URL that fetch cannot read',
    new TypeError('Failed to parse URL from /x'),
    'unparsable_url client_config self after_fix',
  ],
  ['a port that fetch blocks', fetchFailed(new Error('bad port')), 'bad_port client_config self after_fix'],
  [
    'a scheme that fetch does not know',
    fetchFailed(new Error('unknown scheme')),
    'unknown_scheme client_config self after_fix',
  ],
  [
    'too many redirects under fetch',
    fetchFailed(new Error('redirect count exceeded')),
    'redirect_count redirect provider never',
  ],
  [
    'a redirect that was forbidden',
    fetchFailed(new Error('unexpected redirect')),
    'unexpected_redirect redirect unknown after_fix',
  ],
  [
    'a GET with a body',
    new TypeError('Request with GET/HEAD method cannot have body.'),
    'get_with_body client_config self after_fix',
  ],
  [
    'a stream without duplex',
    new TypeError('RequestInit: duplex option is required when sending a body.'),
    'duplex_missing client_config self after_fix',
  ],
  [
    'a header value with a line break',
    new TypeError('Headers.append: "x" is an invalid header value.'),
    'ERR_INVALID_CHAR client_config self after_fix',
  ],
  [
    'a body that is not JSON',
    new SyntaxError(`Unexpected token '<', "<html>" is not valid JSON`),
    'invalid_json protocol provider if_idempotent',
  ],
  [
    'a cancel under fetch',
    new DOMException('This operation was aborted', 'AbortError'),
    'AbortError cancelled none never',
  ],
  [
    'a deadline under fetch',
    new DOMException('The operation was aborted due to timeout', 'TimeoutError'),
    'TimeoutError timeout unknown if_idempotent',
  ],
  [
    'a deadline under node:http',
    named('AbortError', 'The operation was aborted', {
      code: 'ABORT_ERR',
      cause: new DOMException('timed out', 'TimeoutError'),
    }),
    'TimeoutError timeout unknown if_idempotent',
  ],
  [
    'a cancel under node:http with a reason of the caller',
    named('AbortError', 'The operation was aborted', {
      code: 'ABORT_ERR',
      cause: new Error('navigated away'),
    }),
    'ABORT_ERR cancelled none never',
  ],
  [
    'a cancel under axios',
    named('CanceledError', 'canceled', { code: 'ERR_CANCELED' }),
    'ERR_CANCELED cancelled none never',
  ],
  ['a reason that is a bare text', 'user pressed stop', 'abort_reason cancelled none never'],
  [
    'the timeout of axios',
    named('AxiosError', 'timeout of 50ms exceeded', { code: 'ECONNABORTED' }),
    'ECONNABORTED timeout unknown if_idempotent',
  ],
  [
    'the clearer timeout of axios',
    named('AxiosError', 'timeout of 50ms exceeded', { code: 'ETIMEDOUT' }),
    'ETIMEDOUT.client timeout unknown if_idempotent',
  ],
  [
    'the timeout of got',
    named('TimeoutError', "Timeout awaiting 'request' for 50ms", { code: 'ETIMEDOUT', event: 'request' }),
    'ETIMEDOUT.client timeout unknown if_idempotent',
  ],
  [
    'a connection that the system gave up',
    named('Error', 'software caused connection abort', { code: 'ECONNABORTED' }),
    'ECONNABORTED.os connection unknown if_idempotent',
  ],
  [
    'an unanswered SYN wrapped by axios',
    named('AxiosError', 'connect ETIMEDOUT 203.0.113.7:443', {
      code: 'ETIMEDOUT',
      cause: coded('ETIMEDOUT', 'connect ETIMEDOUT 203.0.113.7:443', { syscall: 'connect' }),
    }),
    'ETIMEDOUT connection unknown backoff',
  ],
  [
    'an answer too large for axios',
    named('AxiosError', 'maxContentLength size of 10 exceeded', { code: 'ERR_BAD_RESPONSE' }),
    'UND_ERR_RES_EXCEEDED_MAX_SIZE client_config self after_fix',
  ],
  [
    'a request too large for axios',
    named('AxiosError', 'Request body larger than maxBodyLength limit', { code: 'ERR_BAD_REQUEST' }),
    'ERR_FR_MAX_BODY_LENGTH_EXCEEDED client_config self after_fix',
  ],
  [
    'a protocol that axios does not speak',
    named('AxiosError', 'Unsupported protocol ftp:', { code: 'ERR_BAD_REQUEST' }),
    'ERR_UNSUPPORTED_PROTOCOL client_config self after_fix',
  ],
  [
    'node-fetch with a system code',
    named('FetchError', 'request to x failed, reason: connect EHOSTUNREACH', {
      type: 'system',
      code: 'EHOSTUNREACH',
      errno: 'EHOSTUNREACH',
    }),
    'EHOSTUNREACH connection network backoff',
  ],
  [
    'node-fetch without a code',
    named('FetchError', 'request to x failed', { type: 'system' }),
    'FetchError.system connection unknown if_idempotent',
  ],
  [
    'a timeout of node-fetch 2',
    named('FetchError', 'network timeout at: x', { type: 'request-timeout' }),
    'FetchError.request-timeout timeout unknown if_idempotent',
  ],
  [
    'a stalled body of node-fetch 2',
    named('FetchError', 'Response timeout', { type: 'body-timeout' }),
    'FetchError.body-timeout timeout provider if_idempotent',
  ],
  [
    'a body too large for node-fetch',
    named('FetchError', 'content size over limit', { type: 'max-size' }),
    'FetchError.max-size client_config self after_fix',
  ],
  [
    'no JSON for node-fetch 2',
    named('FetchError', 'invalid json response body', { type: 'invalid-json' }),
    'FetchError.invalid-json protocol provider if_idempotent',
  ],
  [
    'too many redirects for node-fetch',
    named('FetchError', 'maximum redirect reached', { type: 'max-redirect' }),
    'FetchError.max-redirect redirect provider never',
  ],
  [
    'bytes that are not HTTP, under undici',
    named(
      'HTTPParserError',
      'Response does not match the HTTP/1.1 protocol (Expected HTTP/, RTSP/ or ICE/)',
      { code: undefined },
    ),
    'HPE_INVALID_CONSTANT protocol self after_fix',
  ],
  [
    'a bad header, under undici',
    named('HTTPParserError', 'Response does not match the HTTP/1.1 protocol (Invalid header token)', {
      code: undefined,
    }),
    'HPE_INVALID_HEADER_TOKEN protocol provider if_idempotent',
  ],
  [
    'a parser failure without a known reason',
    named('HTTPParserError', 'Response does not match the HTTP/1.1 protocol (?)', { code: undefined }),
    'UND_ERR_HTTP_PARSER protocol provider if_idempotent',
  ],
  [
    'plain HTTP behind https, under node:https',
    coded(
      'EPROTO',
      'write EPROTO 807C03B9107F0000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/openssl/ssl/record/ssl3_record.c:350:',
    ),
    'ERR_SSL_WRONG_VERSION_NUMBER client_config self after_fix',
  ],
  [
    'an unusable TLS version, under node:https',
    coded(
      'EPROTO',
      'write EPROTO 40FD:error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version:../deps/x.c:918:SSL alert number 70',
    ),
    'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION tls unknown after_fix',
  ],
  [
    'a failed handshake in the words of OpenSSL 3.5',
    coded(
      'EPROTO',
      'write EPROTO 40FD:error:0A000410:SSL routines:ssl3_read_bytes:ssl/tls alert handshake failure:../deps/x.c:918:SSL alert number 40',
    ),
    'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE tls unknown after_fix',
  ],
  [
    'the same under undici',
    coded('ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE'),
    'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE tls unknown after_fix',
  ],
  [
    'a close during the handshake',
    coded('ECONNRESET', 'Client network socket disconnected before secure TLS connection was established'),
    'ECONNRESET.tls connection unknown backoff',
  ],
  [
    'an HTTP/2 stream that was refused',
    coded('ERR_HTTP2_STREAM_ERROR', 'Stream closed with error code NGHTTP2_REFUSED_STREAM'),
    'NGHTTP2_REFUSED_STREAM overloaded provider backoff',
  ],
  [
    'an HTTP/2 session closed by number',
    coded('ERR_HTTP2_SESSION_ERROR', 'Session closed with error code 11'),
    'NGHTTP2_ENHANCE_YOUR_CALM rate_limit self backoff',
  ],
  [
    'an HTTP/2 server that goes away in peace',
    named('SocketError', 'HTTP/2: "GOAWAY" frame received with code 0', { code: 'UND_ERR_SOCKET' }),
    'NGHTTP2_NO_ERROR connection none if_idempotent',
  ],
  [
    'a tunnel that the proxy refused, under undici',
    named('AbortError', 'Proxy response (403) !== 200 when HTTP Tunneling', { code: 'UND_ERR_ABORTED' }),
    'proxy_response_4xx proxy self after_fix',
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
    'proxy_response_407 proxy self after_fix',
  ],
  [
    "a proxy that wants a login, under Node's own proxy support",
    coded(
      'ERR_PROXY_TUNNEL',
      'Failed to establish tunnel to example.com:443 via http://127.0.0.1:8080: HTTP/1.1 407 No',
      { statusCode: 407 },
    ),
    'proxy_response_407 proxy self after_fix',
  ],
  [
    'a proxy that cannot reach the provider',
    coded('ERR_PROXY_TUNNEL', 'Failed to establish tunnel: HTTP/1.1 502 Bad Gateway', { statusCode: 502 }),
    'proxy_response_5xx proxy unknown backoff',
  ],
  [
    'a code that nobody listed, by its family',
    coded('HPE_SOMETHING_NEW'),
    'HPE_* protocol provider if_idempotent',
  ],
  ['a TLS code that nobody listed', coded('ERR_SSL_NEW_REASON'), 'ERR_SSL_* tls unknown after_fix'],
  [
    'an SDK that kept the code in its text alone',
    new Error('request failed: connect ECONNREFUSED 203.0.113.7:443'),
    'ECONNREFUSED connection provider backoff',
  ],
  [
    'a hang-up that lost its code',
    new Error('socket hang up'),
    'ECONNRESET connection provider if_idempotent',
  ],
  ['an error that says nothing', new Error('something went wrong'), 'unknown unknown unknown never'],
  ['a thrown number', 42, 'unknown unknown unknown never'],
];

describe('an error', () => {
  it.each(SHAPES)('of %s is read as what it is', (_, error, expected) => {
    const { rule, category, blame, retry } = classify(failed(error));
    expect(`${rule} ${category} ${blame} ${retry}`).toBe(`transport.${expected}`);
  });

  it('is found behind a reason, and beside a circle of causes', () => {
    const wrapper = Object.assign(new Error('x'), {
      reason: coded('EHOSTUNREACH'),
      cause: undefined as unknown,
    });
    wrapper.cause = new Error('y', { cause: wrapper });
    expect(classify(failed(wrapper)).rule).toBe('transport.EHOSTUNREACH');
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
