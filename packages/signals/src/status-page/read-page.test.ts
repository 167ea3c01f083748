import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readPage } from './read-page.ts';

let server: Server | undefined;
afterEach(() => {
  vi.useRealTimers();
  server?.closeAllConnections();
  server?.close();
});

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => {
    started.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/api/v2/status.json`;
}

const never = new AbortController().signal;
const KIB = 1024;

describe('readPage', () => {
  it('gets a document in one GET that carries no secret', async () => {
    const seen: unknown[] = [];
    const address = await serve((request, response) => {
      const { method, url, headers } = request;
      seen.push({ method, url, names: Object.keys(headers).sort() });
      response.write('{"a":');
      setImmediate(() => response.end('"ü"}'));
    });
    expect(await readPage(address, never)).toBe('{"a":"ü"}');
    const names = ['accept', 'connection', 'host', 'user-agent'];
    expect(seen).toEqual([{ method: 'GET', url: '/api/v2/status.json', names }]);
  });

  it('reads a document of 512 KiB', async () => {
    const address = await serve((_, response) => response.end('x'.repeat(512 * KIB)));
    expect(await readPage(address, never)).toHaveLength(512 * KIB);
  });

  const bad: readonly (readonly [string, RequestListener])[] = [
    ['a document longer than that', (_, response) => response.end('x'.repeat(512 * KIB + 1))],
    ['an endless one', (_, response) => endless(response)],
    ['a failing page', (_, response) => response.writeHead(500).end('{}')],
    ['an empty success', (_, response) => response.writeHead(204).end()],
    [
      'a cut body',
      (_, response) =>
        response.writeHead(200, { 'content-length': '9' }).write('{}', () => response.destroy()),
    ],
    ['a connection that closes', (request) => request.socket.destroy()],
    ['what is no HTTP', (request) => request.socket.end('hello\r\n\r\n')],
  ];
  it.each(bad)('gives up %s', async (_, listener) => {
    expect(await readPage(await serve(listener), never)).toBeUndefined();
  });

  it('never follows a redirect', async () => {
    let hits = 0;
    const address = await serve((_, response) => {
      hits += 1;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect(await readPage(address, never)).toBeUndefined();
    expect(hits).toBe(1);
  });

  it.each(['not an address', 'ftp://127.0.0.1/', 'file:///etc/hostname', 'http://127.0.0.1:1/'])(
    'gives up the address %s',
    async (address) => {
      expect(await readPage(address, never)).toBeUndefined();
    },
  );

  it('gives up a page that has not ended after 5 s', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let arrived: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const address = await serve((_, response) => {
      response.write('{');
      arrived();
    });
    let settled = false;
    const reading = readPage(address, never).finally(() => {
      settled = true;
    });
    await reached;
    await vi.advanceTimersByTimeAsync(4999);
    expect(settled).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await reading).toBeUndefined();
  });

  it('gives up when it is told to, before or meanwhile', async () => {
    const stopping = new AbortController();
    const address = await serve(() => stopping.abort());
    expect(await readPage(address, stopping.signal)).toBeUndefined();
    expect(await readPage(address, stopping.signal)).toBeUndefined();
  });
});

function endless(response: Parameters<RequestListener>[1]): void {
  const more = (): void => {
    while (!response.destroyed && response.write('x'.repeat(64 * KIB)));
  };
  response.on('drain', more);
  more();
}
