import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { createEngine, type Exchange } from '@faultline/core';
import { installTaps } from '@faultline/http';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const seen: Exchange[] = [];
const engine = createEngine({});
const taps = installTaps({
  record(exchange) {
    seen.push(exchange);
    return engine.record(exchange);
  },
  amend: (finding, failure) => engine.amend(finding, failure),
});
let server: Server;
let origin = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/slow') return;
    response.statusCode = request.url === '/refused' ? 401 : 200;
    response.setHeader('ratelimit-limit', '100');
    response.end('{}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  taps.uninstall();
  server.closeAllConnections();
  server.close();
});

async function exchangeOf(call: () => Promise<unknown>): Promise<Exchange> {
  const before = seen.length;
  await call().catch(() => undefined);
  await expect.poll(() => seen.length).toBeGreaterThan(before);
  return seen[before] as Exchange;
}

/** undici hands its own `request` a text as it is; `fetch` makes a stream of it, of which no tap can see the structure. */
const call = (
  path: string,
  extra: { body?: string; headers?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<unknown> =>
  request(`${origin}${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_1', 'content-type': 'application/json' },
    body: '{"name":"a","size":1}',
    ...extra,
  }).then(({ body }) => body.text());

describe('every field that the benchmark gives', () => {
  it('comes from real sockets for an answer', async () => {
    const exchange = await exchangeOf(() => call('/refused'));
    expect(exchange).toMatchObject({ method: 'POST', url: `${origin}/refused`, socket: 'new' });
    expect(exchange.response?.status).toBe(401);
    expect(exchange.response?.headers).toMatchObject({ 'ratelimit-limit': '100' });
    expect(exchange.response?.headers?.date).toMatch(/GMT$/);
    for (const key of ['startedAt', 'monotonicMs', 'durationMs'] as const)
      expect(exchange[key]).toBeTypeOf('number');
    expect(exchange.credential).toBeTypeOf('string');
    expect(exchange.credential).not.toContain('sk_test_1');
    expect(exchange.shape).toBeTypeOf('string');
  });

  it('tells equal and other credentials and shapes apart, and new from reused sockets', async () => {
    const first = await exchangeOf(() => call('/'));
    const second = await exchangeOf(() => call('/', { body: '{"name":"b","size":2}' }));
    const other = await exchangeOf(() =>
      call('/', { body: '{"title":"b"}', headers: { authorization: 'Bearer sk_test_2' } }),
    );
    expect(second.shape).toBe(first.shape);
    expect(second.credential).toBe(first.credential);
    expect(other.shape).not.toBe(first.shape);
    expect(other.credential).not.toBe(first.credential);
    expect(second.socket).toBe('reused');
  });

  it('comes from real sockets for an own deadline', async () => {
    const exchange = await exchangeOf(() => call('/slow', { signal: AbortSignal.timeout(60) }));
    expect(exchange).toMatchObject({ abort: 'deadline', phase: 'headers' });
    expect(exchange.error).toMatchObject({ name: 'TimeoutError' });
    expect(exchange.durationMs).toBeGreaterThan(30);
  });

  it('comes from real sockets for a connection that is refused, with its phase and code', async () => {
    const closed = createTcpServer();
    await new Promise<void>((resolve) => {
      closed.listen(0, '127.0.0.1', resolve);
    });
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => {
      closed.close(resolve);
    });
    const exchange = await exchangeOf(() => fetch(`http://127.0.0.1:${port}/`));
    expect(exchange.phase).toBe('connect');
    expect(JSON.stringify(exchange.error, ['code', 'cause'])).toContain('ECONNREFUSED');
  });

  it('comes from a real resolver for a name that does not exist', async () => {
    const exchange = await exchangeOf(() => fetch('http://nothing.invalid/'));
    expect(exchange.phase).toBe('dns');
  });
});
