import { createHash } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, type Server } from 'node:net';
import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { byRequest, UNDICIS, type Undici } from '../testing/clients.ts';
import { type FaultOrigin, startFaultOrigin } from '../testing/fault-origin.ts';
import { type Recorder, recordTaps, until } from '../testing/recorder.ts';

let origin: FaultOrigin;
let recorder: Recorder;

beforeAll(async () => {
  origin = await startFaultOrigin();
});
afterAll(() => origin.close());
beforeEach(() => {
  recorder = recordTaps();
});
afterEach(() => {
  expect(recorder.internalErrors).toEqual([]);
  recorder.taps.uninstall();
});

/** Collects garbage now, and lets finalizers run. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  for (let i = 0; i < 5; i++) {
    gc();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A forward proxy that opens tunnels, or refuses them with a status. */
async function startProxy(refusal?: number): Promise<Server> {
  const proxy = createHttpServer((_, response) => response.writeHead(502).end());
  proxy.on('connect', (request, socket) => {
    if (refusal !== undefined) {
      socket.end(`HTTP/1.1 ${refusal} Refused\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const [host = '', port] = (request.url ?? '').split(':');
    const target = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(target).pipe(socket);
    });
    for (const end of [socket, target]) end.on('error', () => {});
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return proxy;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

describe.each(Object.entries(UNDICIS))('%s', (_, undici: Undici) => {
  it.each([
    ['headersTimeout', '/stall', 'headers'],
    ['bodyTimeout', '/stall-body', 'body'],
  ])('knows its %s for a deadline of this process', async (option, path, phase) => {
    const call = byRequest(undici, new undici.Agent({ [option]: 100 }));
    await expect(call(origin.origin + path)).rejects.toBeDefined();
    if (phase === 'body') {
      await recorder.amended(1);
      expect(recorder.amendments[0]).toMatchObject({ abort: 'deadline', loopLateMs: expect.any(Number) });
      return;
    }
    await recorder.settled(1);
    expect(recorder.exchanges[0]).toMatchObject({ abort: 'deadline', phase, loopLateMs: expect.any(Number) });
  });

  it('counts each attempt of a RetryAgent once, and its own second report not at all', async () => {
    const agent = new undici.RetryAgent(new undici.Agent(), {
      maxRetries: 2,
      minTimeout: 1,
      retryAfter: false,
    });
    const { status } = await byRequest(
      undici,
      agent,
    )(`${origin.origin}/status/500`).catch(() => ({ status: 0 }));
    expect([0, 500]).toContain(status);
    await recorder.settled(3);
    expect(recorder.exchanges.map(({ response, error }) => [response?.status, error])).toEqual(
      Array(3).fill([500, undefined]),
    );
    expect(recorder.amendments).toEqual([]);
    expect(recorder.taps.openCount).toBe(0);
  });

  it('knows a request that was abandoned before its connection failed for the caller’s, and a failed connection for one', async () => {
    // A peer that accepts and never shakes hands: the connection fails long after the caller left.
    const agent = new undici.Agent({ connect: { timeout: 200 } });
    const secure = `https://127.0.0.1:${origin.port}`;
    const calls = Object.entries({
      request: byRequest(undici, agent),
      fetch: fetchThrough(undici, agent),
    }).map(async ([api, client]) => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 30);
      const left = client(`${secure}/${api}-left`, { signal: controller.signal });
      const stayed = client(`${secure}/${api}-stayed`);
      const ends = await Promise.allSettled([left, stayed]);
      expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    });
    await Promise.all(calls);
    await recorder.settled(4);
    expect(recorder.exchanges).toHaveLength(4);
    for (const api of ['request', 'fetch']) {
      expect(recorder.at(`/${api}-left`)).toMatchObject([{ abort: 'caller' }]);
      const failed = { phase: 'connect', error: { name: 'ConnectTimeoutError' } };
      expect(recorder.at(`/${api}-stayed`)).toMatchObject([failed]);
      expect(recorder.at(`/${api}-stayed`)[0]?.abort).toBeUndefined();
    }
  });

  it('changes nothing of a fetch whose connection takes long, whether it is waited for or not', async () => {
    const connect = undici.buildConnector({});
    const slowly = (options: object, connected: object): unknown =>
      setTimeout(() => connect(options, connected), 1000);
    const client = fetchThrough(undici, new undici.Agent({ connect: slowly }));
    const controller = new AbortController();
    const reason = new RangeError('enough');
    setTimeout(() => controller.abort(reason), 700);
    origin.forget();
    const left = client(`${origin.origin}/ok?left`, { signal: controller.signal });
    expect(await Promise.allSettled([left, client(`${origin.origin}/ok`)])).toEqual([
      { status: 'rejected', reason },
      { status: 'fulfilled', value: { status: 200, body: 'ok' } },
    ]);
    expect(origin.requests.map((request) => request.split(' ')[1])).toEqual(['/ok']);
    expect(recorder.exchanges).toMatchObject([
      { abort: 'caller', error: reason },
      { response: { status: 200 } },
    ]);
    expect(recorder.exchanges).toHaveLength(2);
  });

  it('sees a proxy that refuses the tunnel, names it, and does not count the CONNECT', async () => {
    const proxy = await startProxy(407);
    const agent = new undici.ProxyAgent(`http://127.0.0.1:${portOf(proxy)}`);
    await expect(byRequest(undici, agent)('https://api.example.com/ok')).rejects.toBeDefined();
    await recorder.settled(1);
    expect(recorder.exchanges).toHaveLength(1);
    expect(recorder.exchanges[0]).toMatchObject({
      url: 'https://api.example.com/ok',
      proxy: `127.0.0.1:${portOf(proxy)}`,
      phase: expect.stringMatching(/connect|tls/),
    });
    expect(recorder.exchanges[0]?.abort).toBeUndefined();
    proxy.close();
  });

  it.each([
    ['ProxyAgent', (uri: string) => new undici.ProxyAgent({ uri, proxyTunnel: true })],
    [
      'EnvHttpProxyAgent',
      (uri: string) => new undici.EnvHttpProxyAgent({ httpProxy: uri, noProxy: '', proxyTunnel: true }),
    ],
  ])('sees through the tunnel of a %s', async (_name, open) => {
    const proxy = await startProxy();
    const agent = open(`http://127.0.0.1:${portOf(proxy)}`);
    await byRequest(undici, agent)(`${origin.origin}/status/404`);
    expect(recorder.exchanges).toHaveLength(1);
    expect(recorder.exchanges[0]).toMatchObject({
      url: `${origin.origin}/status/404`,
      proxy: `127.0.0.1:${portOf(proxy)}`,
      response: { status: 404 },
    });
    proxy.close();
  });

  it('settles a body that nobody reads, and says nothing at its garbage collection', async () => {
    const dispatcher = new undici.Agent();
    const call = async (): Promise<void> =>
      void (await undici.request(`${origin.origin}/large`, { dispatcher }));
    await call();
    await collectGarbage();
    expect(recorder.exchanges).toHaveLength(1);
    expect(recorder.amendments).toEqual([]);
  });

  it('leaves the mocks of MockAgent alone', async () => {
    const mocks = new undici.MockAgent();
    mocks.disableNetConnect();
    mocks.get('http://mocked.example').intercept({ path: '/' }).reply(503, 'no');
    const { status } = await byRequest(undici, mocks)('http://mocked.example/');
    expect(status).toBe(503);
    expect(recorder.exchanges).toEqual([]);
  });

  it('tells an upload whose source broke from somebody giving up', async () => {
    const broken = new Error('disk gone');
    const body = new Readable({
      read() {
        setTimeout(() => this.destroy(broken), 5);
      },
    });
    const call = undici.request(`${origin.origin}/ok`, {
      method: 'POST',
      body,
      dispatcher: new undici.Agent(),
    });
    await expect(call).rejects.toBe(broken);
    await recorder.settled(1);
    expect(recorder.exchanges[0]).toMatchObject({ error: broken, phase: 'request' });
    expect(recorder.exchanges[0]?.abort).toBeUndefined();
  });
});

/** What a server answers to the key of a handshake (RFC 6455 section 4.2.2). */
const acceptOf = (key: string): string =>
  createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');

it('leaves WebSockets alone, opened or refused', async () => {
  const server = createHttpServer().on('upgrade', ({ headers }, socket) => {
    socket.on('error', () => {});
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: ${acceptOf(
        headers['sec-websocket-key'] ?? '',
      )}\r\n\r\n`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  for (const [url, event] of [
    [`ws://127.0.0.1:${portOf(server)}`, 'open'],
    [origin.origin.replace('http', 'ws'), 'error'],
  ] as const) {
    const socket = new WebSocket(url);
    await new Promise((resolve) => socket.addEventListener(event, resolve));
    socket.close();
  }
  expect(recorder.exchanges).toEqual([]);
  expect(recorder.taps.openCount).toBe(0);
  server.close();
});

it('settles a fetch whose large body nobody reads, and says nothing at its garbage collection', async () => {
  const call = async (): Promise<void> => void (await fetch(`${origin.origin}/large`));
  await call();
  await collectGarbage();
  expect(recorder.exchanges.map(({ response }) => response?.status)).toEqual([200]);
  expect(recorder.amendments).toEqual([]);
});

it('takes a cancelled body and a closed event stream for what the caller wanted', async () => {
  const response = await fetch(`${origin.origin}/large`);
  await response.body?.cancel();
  const stream = await fetch(`${origin.origin}/events`);
  const reader = stream.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(recorder.exchanges).toHaveLength(2);
  expect(recorder.amendments).toEqual([]);
});

it('keeps no request alive that failed, was aborted or never read', async () => {
  const refs: WeakRef<object>[] = [];
  recorder.taps.uninstall();
  recorder = recordTaps({ started: (open) => refs.push(new WeakRef(open), new WeakRef(open.request)) });
  const call = async (path: string): Promise<void> => {
    const response = await fetch(origin.origin + path, { signal: AbortSignal.timeout(50) }).catch(
      () => undefined,
    );
    if (path === '/ok') await response?.text();
  };
  await Promise.all(
    ['/ok', '/large', '/stall', '/reset', '/half-body'].flatMap((path) => Array(20).fill(path).map(call)),
  );
  recorder.exchanges.length = 0;
  recorder.amendments.length = 0;
  await new Promise((resolve) => setTimeout(resolve, 60));
  await collectGarbage();
  await until(
    () => refs.filter((ref) => ref.deref() !== undefined).length <= 20,
    () => 'requests to be collected',
  );
  expect(recorder.taps.openCount).toBe(0);
});

/** fetch of an npm undici through one dispatcher. */
function fetchThrough(undici: Undici, dispatcher: object) {
  return async (url: string, call: object = {}): Promise<{ status: number; body: string }> => {
    const response = await undici.fetch(url, { ...call, dispatcher } as object);
    return { status: response.status, body: await response.text() };
  };
}
