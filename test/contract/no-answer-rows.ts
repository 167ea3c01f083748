import { fault, NXDOMAIN } from '@faultline/test/kit';
import type { Expected, Row } from './expectation.ts';

/** undici names the closed socket, Node's own client calls it a reset. */
const CLOSED: Expected = {
  category: 'connection',
  blame: 'provider',
  retry: 'if_idempotent',
  phase: 'headers',
  errorType: /^(UND_ERR_SOCKET|ECONNRESET)$/,
};

/** llhttp's code in Node's own client, which undici 7 and 8 leave out. */
const NOT_HTTP = /^(HPE_INVALID_CONSTANT|HTTPParserError)$/;

/** What providers and the way to them do instead of answering. */
export const NO_ANSWER_ROWS: readonly Row[] = [
  {
    // The table's note: refused by a loopback or private address, it is our own configuration.
    fault: 'connection refused',
    to: (server) => server.refused,
    exchanges: [
      {
        category: 'connection',
        blame: 'self',
        retry: 'backoff',
        phase: 'connect',
        errorType: 'ECONNREFUSED',
      },
    ],
  },
  {
    // The table's note: a host that nobody can know is a typo or a wrong domain. RFC 6761 reserves this one.
    fault: 'no such name',
    to: () => NXDOMAIN,
    exchanges: [{ category: 'dns', blame: 'self', retry: 'after_fix', phase: 'dns', errorType: 'ENOTFOUND' }],
  },
  {
    fault: 'reset before headers',
    scenario: fault.reset(),
    exchanges: [{ ...CLOSED, errorType: 'ECONNRESET' }],
  },
  { fault: 'closed before headers', scenario: fault.close(), exchanges: [CLOSED] },
  {
    fault: 'reset a write before headers',
    scenario: fault.reset(),
    call: { method: 'POST' },
    exchanges: [{ ...CLOSED, errorType: 'ECONNRESET' }],
  },
  {
    // Nothing came back on a reused socket: the server's idle timeout met our request, and nobody did wrong.
    fault: 'keep alive race',
    scenario: fault.keepAliveRace(),
    call: { times: 2 },
    exchanges: [
      { status: 200, category: 'ok', blame: 'none', retry: 'never' },
      { ...CLOSED, blame: 'none', errorType: 'ECONNRESET' },
    ],
  },
  {
    // The first bytes are not HTTP: a wrong port or scheme of ours.
    fault: 'not http at all',
    scenario: fault.garbage(),
    exchanges: [
      { category: 'protocol', blame: 'self', retry: 'after_fix', phase: 'headers', errorType: NOT_HTTP },
    ],
  },
  {
    fault: 'headers beyond the limit',
    scenario: fault.answer(200, { headers: { 'x-huge': 'h'.repeat(40_000) } }),
    exchanges: [
      {
        category: 'protocol',
        blame: 'unknown',
        retry: 'after_fix',
        phase: 'headers',
        errorType: /^(UND_ERR_HEADERS_OVERFLOW|HPE_HEADER_OVERFLOW)$/,
      },
    ],
  },
  ...(
    [
      ['expired', 'CERT_HAS_EXPIRED'],
      ['self_signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
      ['wrong_host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ] as const
  ).map(
    ([listener, errorType]): Row => ({
      fault: `certificate ${listener}`,
      to: (server, provider) => server.origin(provider, listener),
      exchanges: [{ category: 'tls', blame: 'unknown', retry: 'after_fix', phase: 'tls', errorType }],
    }),
  ),
  {
    // OpenSSL says what happened in words; Node's own client hides its code behind EPROTO.
    fault: 'plain http where tls is expected',
    to: (server, provider) => server.origin(provider).replace('http:', 'https:'),
    exchanges: [{ category: 'client_config', blame: 'self', retry: 'after_fix', phase: 'tls' }],
  },
  {
    fault: 'proxy that wants a login for a tunnel',
    to: (server, provider) => server.origin(provider, 'tls'),
    call: { through: 'locked_proxy' },
    clients: ['fetch', 'undici.request', 'undici.stream'],
    exchanges: [{ category: 'proxy', blame: 'self', retry: 'after_fix', phase: 'connect' }],
  },
  {
    fault: 'proxy that wants a login',
    call: { through: 'locked_proxy' },
    clients: ['http', 'axios'],
    exchanges: [{ status: 407, category: 'proxy', blame: 'self', retry: 'after_fix', errorType: '407' }],
  },
  {
    // Looks like a refused provider, but for the address: the proxy is ours.
    fault: 'refused proxy for a tunnel',
    to: (server, provider) => server.origin(provider, 'tls'),
    call: { through: 'refused_proxy' },
    clients: ['fetch', 'undici.request', 'undici.stream'],
    exchanges: [{ category: 'proxy', blame: 'self', retry: 'backoff', phase: 'connect' }],
  },
  {
    fault: 'refused proxy',
    call: { through: 'refused_proxy' },
    clients: ['http', 'axios'],
    exchanges: [{ category: 'proxy', blame: 'self', retry: 'backoff', phase: 'connect' }],
  },
  {
    // RFC 9113 section 8.7: refused before any work was done.
    fault: 'http2 stream refused',
    scenario: fault.streamReset(7),
    to: (server, provider) => server.origin(provider, 'h2'),
    call: { h2: true },
    clients: ['fetch', 'undici.request', 'undici.stream'],
    exchanges: [{ category: 'overloaded', blame: 'provider', retry: 'backoff', phase: 'headers' }],
  },
];
