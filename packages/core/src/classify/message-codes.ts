/** HTTP/2 error codes by number (RFC 9113 section 7). */
const RESET_CODES = [
  'NGHTTP2_NO_ERROR',
  'NGHTTP2_PROTOCOL_ERROR',
  'NGHTTP2_INTERNAL_ERROR',
  'NGHTTP2_FLOW_CONTROL_ERROR',
  'NGHTTP2_SETTINGS_TIMEOUT',
  'NGHTTP2_STREAM_CLOSED',
  'NGHTTP2_FRAME_SIZE_ERROR',
  'NGHTTP2_REFUSED_STREAM',
  'NGHTTP2_CANCEL',
  'NGHTTP2_COMPRESSION_ERROR',
  'NGHTTP2_CONNECT_ERROR',
  'NGHTTP2_ENHANCE_YOUR_CALM',
  'NGHTTP2_INADEQUATE_SECURITY',
  'NGHTTP2_HTTP_1_1_REQUIRED',
];

/**
 * The HTTP/2 error code that a text of node:http2 or undici names, or an empty string:
 * `Stream closed with error code NGHTTP2_REFUSED_STREAM`, `HTTP/2: "GOAWAY" frame received with code 0`.
 */
export function resetCode(message: string): string {
  const match = /(?:error code|received with code) (?:(NGHTTP2_[A-Z0-9_]{1,40})|(\d{1,2})\b)/.exec(message);
  if (match === null) return '';
  return match[1] ?? RESET_CODES[Number(match[2])] ?? '';
}

/**
 * The `ERR_SSL_*` code of an OpenSSL failure. undici throws that code; node:https wraps the same text in `EPROTO`
 * (`write EPROTO …:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:…`). OpenSSL 3.2 renamed `sslv3 alert` to `ssl/tls alert`.
 */
export function opensslCode(code: string, message: string): string {
  const reason = code === 'EPROTO' ? /SSL routines:[^:]{0,80}:([^:]{1,80})/.exec(message)?.[1] : undefined;
  const spelled = reason === undefined ? code : `ERR_SSL_${reason.trim().toUpperCase().replaceAll(' ', '_')}`;
  return spelled.replace('SSL/TLS_ALERT', 'SSLV3_ALERT');
}

/** Reasons of llhttp that undici gives as text, in `Response does not match the HTTP/1.1 protocol (reason)`, where node:http gives the code. */
const PARSER_REASONS: readonly (readonly [reason: string, code: string])[] = [
  ['Expected HTTP/', 'HPE_INVALID_CONSTANT'],
  ['Invalid header token', 'HPE_INVALID_HEADER_TOKEN'],
  ['Invalid header value char', 'HPE_INVALID_HEADER_TOKEN'],
  ['Invalid header field char', 'HPE_INVALID_HEADER_TOKEN'],
  ['Invalid character in chunk size', 'HPE_INVALID_CHUNK_SIZE'],
  ['Invalid character in Content-Length', 'HPE_INVALID_CONTENT_LENGTH'],
  ['Empty Content-Length', 'HPE_INVALID_CONTENT_LENGTH'],
  ['Content-Length overflow', 'HPE_INVALID_CONTENT_LENGTH'],
  ["Content-Length can't be present", 'HPE_UNEXPECTED_CONTENT_LENGTH'],
  ['Content-Length already present', 'HPE_UNEXPECTED_CONTENT_LENGTH'],
  ["Transfer-Encoding can't be present", 'HPE_INVALID_TRANSFER_ENCODING'],
  ['Invalid status code', 'HPE_INVALID_STATUS'],
  ['Invalid response status', 'HPE_INVALID_STATUS'],
  ['Invalid HTTP version', 'HPE_INVALID_VERSION'],
  ['Invalid major version', 'HPE_INVALID_VERSION'],
  ['Invalid minor version', 'HPE_INVALID_VERSION'],
  ['Missing expected CR', 'HPE_CR_EXPECTED'],
  ['Missing expected LF', 'HPE_LF_EXPECTED'],
  ['Invalid EOF state', 'HPE_INVALID_EOF_STATE'],
  ['Data after `Connection: close`', 'HPE_CLOSED_CONNECTION'],
];

/** The `HPE_*` code of a parser failure that carries only a text, or an empty string. */
export function parserCode(message: string): string {
  return PARSER_REASONS.find(([reason]) => message.includes(reason))?.[1] ?? '';
}

/** Codes that a text mentions: SDKs wrap `connect ECONNREFUSED 10.0.0.1:443` in errors of their own, without a cause. */
export function codesInText(message: string): readonly string[] {
  return (
    message.match(/\b(?:E[A-Z]{3,20}|E[A-Z]{3}_[A-Z]{3,10}|(?:UND_|NGHTTP2_|HPE_|ERR_)[A-Z0-9_]{3,40})\b/g) ??
    []
  );
}
