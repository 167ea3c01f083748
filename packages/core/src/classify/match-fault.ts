import type { Fault } from './fault.ts';
import { opensslCode, parserCode, resetCode } from './message-codes.ts';
import type { TransportRow } from './transport/transport-row.ts';
import { familyRowOf, TRANSPORT_ROWS, transportRowOf } from './transport/transport-table.ts';

/** Names that clients use where no code tells more. */
const NAMES: Readonly<Record<string, string>> = {
  TimeoutError: 'TimeoutError',
  AbortError: 'AbortError',
  CanceledError: 'ERR_CANCELED',
  AggregateError: 'AggregateError',
  MaxRedirectsError: 'ERR_TOO_MANY_REDIRECTS',
  HTTPParserError: 'UND_ERR_HTTP_PARSER',
  ConnectTimeoutError: 'UND_ERR_CONNECT_TIMEOUT',
  HeadersTimeoutError: 'UND_ERR_HEADERS_TIMEOUT',
  BodyTimeoutError: 'UND_ERR_BODY_TIMEOUT',
  SocketError: 'UND_ERR_SOCKET',
};

/** fetch gives some failures a text and nothing else. */
const MESSAGES: readonly (readonly [text: string, code: string])[] = [
  ['fetch failed', 'fetch_failed'],
  ['terminated', 'terminated'],
  ['bad port', 'bad_port'],
  ['unknown scheme', 'unknown_scheme'],
  ['redirect count exceeded', 'redirect_count'],
  ['unexpected redirect', 'unexpected_redirect'],
];
const MESSAGE_PARTS: readonly (readonly [text: string, code: string])[] = [
  ['Failed to parse URL', 'unparsable_url'],
  ['Request with GET/HEAD method cannot have body', 'get_with_body'],
  ['RequestInit: duplex option is required', 'duplex_missing'],
  ['socket hang up', 'ECONNRESET'],
  ['other side closed', 'UND_ERR_SOCKET'],
  ['is an invalid header value', 'ERR_INVALID_CHAR'],
  ['node-fetch cannot load', 'ERR_UNSUPPORTED_PROTOCOL'],
];

const GRPC_ROWS: readonly (TransportRow | undefined)[] = [
  undefined,
  ...TRANSPORT_ROWS.filter((row) => row.code.startsWith('grpc.')),
];

/** The row of one fault by its code, its name or its text, in this order; `undefined` when no table knows it. */
export function rowOfFault(fault: Fault): TransportRow | undefined {
  return (
    rowOfText(fault) ??
    transportRowOf(fault.code) ??
    rowOfName(fault) ??
    rowOfMessage(fault) ??
    rowOfGrpc(fault) ??
    (fault.code === '' ? undefined : familyRowOf(fault.code))
  );
}

/** Codes that stand for several failures: the text beside them tells which. */
function rowOfText({ code, name, message }: Fault): TransportRow | undefined {
  const proxied = proxyRow(code, message);
  if (proxied !== undefined) return proxied;
  switch (code) {
    case 'ECONNRESET':
      return message.includes('before secure TLS connection') ? transportRowOf('ECONNRESET.tls') : undefined;
    case 'ECONNABORTED':
      return message.includes('timeout') ? undefined : transportRowOf('ECONNABORTED.os');
    case 'ETIMEDOUT':
      return name === 'TimeoutError' || message.startsWith('timeout of')
        ? transportRowOf('ETIMEDOUT.client')
        : undefined;
    case 'ERR_HTTP_CONTENT_LENGTH_MISMATCH':
      // got gives Node's code for a long request body to a short response body.
      return name === 'ReadError' ? transportRowOf('UND_ERR_RES_CONTENT_LENGTH_MISMATCH') : undefined;
    case 'ERR_BAD_RESPONSE':
      if (message === 'stream has been aborted') return transportRowOf('ECONNRESET');
      return message.startsWith('maxContentLength')
        ? transportRowOf('UND_ERR_RES_EXCEEDED_MAX_SIZE')
        : undefined;
    case 'ERR_BAD_REQUEST':
      if (message.includes('maxBodyLength')) return transportRowOf('ERR_FR_MAX_BODY_LENGTH_EXCEEDED');
      return message.startsWith('Unsupported protocol')
        ? transportRowOf('ERR_UNSUPPORTED_PROTOCOL')
        : undefined;
  }
  if (name === 'HTTPParserError') return transportRowOf(code) ?? transportRowOf(parserCode(message));
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return transportRowOf(opensslCode(code, message));
  if (code === 'UND_ERR_SOCKET' || code === 'UND_ERR_INFO' || code.startsWith('ERR_HTTP2_S')) {
    return transportRowOf(resetCode(message));
  }
  return undefined;
}

/** A proxy that refuses a tunnel: undici reports it as an abort, Node's own proxy support with a code of its own. */
function proxyRow(code: string, message: string): TransportRow | undefined {
  const answer =
    /Proxy response \((\d{3})\)/.exec(message) ??
    (code === 'ERR_PROXY_TUNNEL' ? /HTTP\/1\.[01] (\d{3})/.exec(message) : null);
  if (answer === null) return undefined;
  const status = Number(answer[1]);
  if (status === 407) return transportRowOf('proxy_response_407');
  return transportRowOf(status >= 500 ? 'proxy_response_5xx' : 'proxy_response_4xx');
}

function rowOfName({ name, type }: Fault): TransportRow | undefined {
  if (name === 'FetchError') return transportRowOf(`FetchError.${type}`);
  return Object.hasOwn(NAMES, name) ? transportRowOf(NAMES[name] ?? '') : undefined;
}

function rowOfMessage({ name, message }: Fault): TransportRow | undefined {
  for (const [text, code] of MESSAGES) if (message === text) return transportRowOf(code);
  for (const [text, code] of MESSAGE_PARTS) if (message.includes(text)) return transportRowOf(code);
  return name === 'SyntaxError' && message.includes('JSON') ? transportRowOf('invalid_json') : undefined;
}

function rowOfGrpc({ grpc }: Fault): TransportRow | undefined {
  return GRPC_ROWS[grpc];
}
