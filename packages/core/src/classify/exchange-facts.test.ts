import { describe, expect, it } from 'vitest';
import type { Exchange } from '../exchange.ts';
import { classify } from './classify.ts';
import { coded, failed } from './testing/errors.ts';

/** What the tap knows, the error, and `rule blame retry`. */
const FACTS: readonly (readonly [
  what: string,
  facts: Partial<Exchange>,
  error: unknown,
  expected: string,
])[] = [
  [
    "a caller's own cancel is nobody's fault, whatever was thrown",
    { abort: 'caller' },
    coded('ECONNRESET'),
    'caller_abort none never',
  ],
  [
    'a deadline is nobody’s proof',
    { abort: 'deadline' },
    coded('ECONNRESET', 'socket hang up'),
    'TimeoutError unknown if_idempotent',
  ],
  [
    'a deadline on time is nobody’s proof',
    { abort: 'deadline', loopLateMs: 99 },
    new DOMException('x', 'TimeoutError'),
    'TimeoutError unknown if_idempotent',
  ],
  [
    'a deadline with a late event loop is ours',
    { abort: 'deadline', loopLateMs: 100 },
    new DOMException('x', 'TimeoutError'),
    'deadline.loop_late self if_idempotent',
  ],
  [
    "the client's own wait for headers speaks against the provider",
    { abort: 'deadline' },
    coded('UND_ERR_HEADERS_TIMEOUT'),
    'UND_ERR_HEADERS_TIMEOUT provider if_idempotent',
  ],
  [
    'a connect timeout with a late event loop is ours',
    { loopLateMs: 400, phase: 'connect' },
    coded('UND_ERR_CONNECT_TIMEOUT'),
    'deadline.loop_late self backoff',
  ],
  [
    'a deadline before anything was sent may be repeated',
    { abort: 'deadline', phase: 'connect' },
    new DOMException('x', 'TimeoutError'),
    'TimeoutError unknown backoff',
  ],
  [
    'no answer at all on a reused socket is the keep-alive race',
    { socket: 'reused', bytesRead: 0 },
    coded('ECONNRESET', 'socket hang up'),
    'keep_alive_race none if_idempotent',
  ],
  [
    'the race has the same meaning under undici',
    { socket: 'reused', bytesRead: 0 },
    coded('UND_ERR_SOCKET', 'other side closed'),
    'keep_alive_race none if_idempotent',
  ],
  [
    'the race may meet the write',
    { socket: 'reused', bytesRead: 0 },
    coded('EPIPE', 'write EPIPE'),
    'keep_alive_race none if_idempotent',
  ],
  [
    'bytes on the reused socket rule the race out',
    { socket: 'reused', bytesRead: 17 },
    coded('ECONNRESET'),
    'ECONNRESET provider if_idempotent',
  ],
  [
    'a new socket rules the race out',
    { socket: 'new', bytesRead: 0 },
    coded('ECONNRESET'),
    'ECONNRESET provider if_idempotent',
  ],
  [
    'an unknown number of bytes proves no race',
    { socket: 'reused' },
    coded('ECONNRESET'),
    'ECONNRESET provider if_idempotent',
  ],
  [
    'a refused public address speaks against the provider',
    {},
    coded('ECONNREFUSED', 'connect ECONNREFUSED 203.0.113.7:443', { address: '203.0.113.7', port: 443 }),
    'ECONNREFUSED provider backoff',
  ],
  [
    'a refused loopback address is ours',
    {},
    coded('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:443', { address: '127.0.0.1', port: 443 }),
    'ECONNREFUSED.local self backoff',
  ],
  [
    'a refused private address is ours',
    {},
    coded('ECONNREFUSED', 'connect ECONNREFUSED 10.2.3.4:443'),
    'ECONNREFUSED.local self backoff',
  ],
  [
    'a refused IPv6 loopback is ours',
    {},
    coded('ECONNREFUSED', 'connect ECONNREFUSED ::1:443'),
    'ECONNREFUSED.local self backoff',
  ],
  [
    'a refused localhost is ours without any address',
    { url: 'http://localhost:3000/' },
    coded('ECONNREFUSED', ''),
    'ECONNREFUSED.local self backoff',
  ],
  [
    'a refused proxy is ours',
    { proxy: '203.0.113.99:3128' },
    coded('ECONNREFUSED', '', { address: '203.0.113.99', port: 3128 }),
    'UND_ERR_PRX_CONN self backoff',
  ],
  [
    'a proxy known by name is recognised by its port',
    { proxy: 'proxy.corp:3128' },
    coded('ECONNREFUSED', '', { address: '203.0.113.99', port: 3128 }),
    'UND_ERR_PRX_CONN self backoff',
  ],
  [
    'a proxy without a known port is the only one that is connected to',
    { proxy: 'proxy.corp' },
    coded('ECONNREFUSED', '', { address: '203.0.113.99', port: 3128 }),
    'UND_ERR_PRX_CONN self backoff',
  ],
  [
    'a proxy by name on the port of the target proves nothing',
    { proxy: 'proxy.corp:8443', url: 'https://api.example.com:8443/' },
    coded('ECONNREFUSED', '', { address: '203.0.113.7', port: 8443 }),
    'ECONNREFUSED provider backoff',
  ],
  [
    'a proxy whose name is unknown is ours',
    { proxy: 'proxy.corp:3128' },
    coded('ENOTFOUND', '', { hostname: 'proxy.corp' }),
    'UND_ERR_PRX_CONN self backoff',
  ],
  [
    'beside a proxy the target can still be refused',
    { proxy: '203.0.113.99:3128' },
    coded('ECONNREFUSED', '', { address: '203.0.113.7', port: 443 }),
    'ECONNREFUSED provider backoff',
  ],
  [
    'a host that may exist is not known to be ours',
    {},
    coded('ENOTFOUND', '', { hostname: 'api.example.com' }),
    'ENOTFOUND unknown after_fix',
  ],
  [
    'a host of a reserved domain is ours',
    { url: 'http://nope.invalid/' },
    coded('ENOTFOUND', 'getaddrinfo ENOTFOUND nope.invalid'),
    'ENOTFOUND.reserved self after_fix',
  ],
  [
    'a host without a domain is ours',
    { url: 'http://billing:8080/' },
    coded('ENOTFOUND', ''),
    'ENOTFOUND.reserved self after_fix',
  ],
  ['an unknown error is read by its phase', { phase: 'tls' }, new Error('?'), 'phase.tls unknown after_fix'],
  [
    'an unknown error in the request is ours',
    { phase: 'request' },
    new Error('?'),
    'phase.request self after_fix',
  ],
  [
    'a reset before the handshake was over sent nothing',
    { phase: 'tls' },
    coded('ECONNRESET', 'read ECONNRESET'),
    'ECONNRESET provider backoff',
  ],
];

describe('the facts of the exchange', () => {
  it.each(FACTS)('%s', (_, facts, error, expected) => {
    const { rule, blame, retry } = classify(failed(error, facts));
    expect(`${rule} ${blame} ${retry}`).toBe(`transport.${expected}`);
  });

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
