import http from 'node:http';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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

/** Resolves when the request has closed, with the errors it emitted. */
const closed = (request: http.ClientRequest): Promise<unknown[]> => {
  const errors: unknown[] = [];
  request.on('error', (error) => errors.push(error));
  return new Promise((resolve) => request.on('close', () => resolve(errors)));
};

describe('a request that the application destroys', () => {
  it.each([
    ['in the turn that made it', (request: http.ClientRequest) => request.destroy()],
    ['with abort(), in the turn that made it', (request: http.ClientRequest) => request.abort()],
    ['with an error of its own', (request: http.ClientRequest) => request.destroy(new RangeError('enough'))],
    ['while it waits', (request: http.ClientRequest) => setTimeout(() => request.destroy(), 30)],
    ['with abort() while it waits', (request: http.ClientRequest) => setTimeout(() => request.abort(), 30)],
  ])('%s is the caller’s', async (_, destroy) => {
    const request = http.get(`${origin.origin}/stall`);
    const close = closed(request);
    destroy(request);
    await close;
    expect(recorder.exchanges).toHaveLength(1);
    expect(recorder.exchanges[0]).toMatchObject({ abort: 'caller', error: expect.any(Error) });
    expect(recorder.taps.openCount).toBe(0);
  });

  it('carries no listener of ours before that, and none for a timeout that it does not have', async () => {
    const request = http.get(`${origin.origin}/stall`, { agent: new http.Agent() });
    const close = closed(request);
    expect([request.listenerCount('close'), request.listenerCount('timeout')]).toEqual([1, 0]);
    request.destroy();
    await close;
    expect(recorder.exchanges).toHaveLength(1);
  });

  it('by a listener that was there before the timeout was set is a deadline’s too', async () => {
    const request = http.get(`${origin.origin}/stall`);
    request.on('timeout', () => request.destroy());
    request.setTimeout(40);
    await closed(request);
    expect(recorder.exchanges).toMatchObject([{ abort: 'deadline', phase: 'headers' }]);
  });

  it('after its agent’s timeout passed is a deadline’s', async () => {
    const agent = new http.Agent({ timeout: 40 });
    const request = http.get(`${origin.origin}/stall`, { agent });
    request.on('timeout', () => request.destroy());
    await closed(request);
    expect(recorder.exchanges).toMatchObject([{ abort: 'deadline', phase: 'headers' }]);
  });

  it('after its timeout passed is a deadline’s, however it was set', async () => {
    const byOption = http.get(`${origin.origin}/stall`, { timeout: 40 });
    byOption.on('timeout', () => byOption.destroy());
    const byCall = http.get(`${origin.origin}/stall`);
    byCall.setTimeout(40, () => byCall.destroy(new Error('too slow')));
    await Promise.all([closed(byOption), closed(byCall)]);
    expect(recorder.exchanges).toHaveLength(2);
    for (const exchange of recorder.exchanges) {
      expect(exchange).toMatchObject({ abort: 'deadline', phase: 'headers', loopLateMs: expect.any(Number) });
    }
  });

  it('with the error of a broken source is not somebody giving up', async () => {
    const request = http.request(`${origin.origin}/stall`, { method: 'POST' });
    const close = closed(request);
    request.write('part');
    const gone = Object.assign(new Error('ENOENT: no such file'), {
      code: 'ENOENT',
      syscall: 'open',
      errno: -2,
    });
    setTimeout(() => request.destroy(gone), 20);
    await close;
    expect(recorder.exchanges).toMatchObject([{ error: gone }]);
    expect(recorder.exchanges[0]?.abort).toBeUndefined();
  });
});

describe('a response', () => {
  it('that its reader destroys half-way has not failed', async () => {
    const request = http.get(`${origin.origin}/stall-body`, (response) => {
      response.on('error', () => {});
      response.once('data', () => response.destroy());
    });
    await closed(request);
    expect(recorder.exchanges).toMatchObject([{ response: { status: 200 } }]);
    expect(recorder.amendments).toEqual([]);
  });

  it('that stalls until the request is destroyed at its timeout failed at a deadline', async () => {
    const request = http.get(`${origin.origin}/stall-body`, { timeout: 40 }, (response) => {
      response.on('error', () => {});
      response.resume();
    });
    request.on('timeout', () => request.destroy());
    await closed(request);
    expect(recorder.amendments).toMatchObject([{ abort: 'deadline', error: expect.any(Error) }]);
  });

  it('that nobody listens for is drained as without taps', async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    await closed(http.get(`${origin.origin}/large`, { agent }));
    await closed(http.get(`${origin.origin}/ok`, { agent }));
    expect(recorder.exchanges).toMatchObject([{ socket: 'new' }, { socket: 'reused' }]);
    agent.destroy();
  });

  it('of another server in this process is no exchange', async () => {
    const server = http.createServer(
      (request, response) => request.on('error', () => {}) && response.flushHeaders(),
    );
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const { port } = server.address() as { port: number };
    const client = connect(port, '127.0.0.1', () => {
      client.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nhalf');
      setTimeout(() => client.destroy(), 20);
    });
    await new Promise((resolve) => client.on('close', resolve));
    await new Promise((resolve) => server.close(resolve));
    expect(recorder.exchanges).toEqual([]);
    expect(recorder.amendments).toEqual([]);
  });
});

it('knows the URL, whatever way the request was written', async () => {
  const { port } = origin;
  const options: [http.RequestOptions, string][] = [
    [{ port, path: '/ok?a=1' }, `http://localhost:${port}/ok?a=1`],
    [{ host: '127.0.0.1', port, path: '/ok', agent: false }, `${origin.origin}/ok`],
    [{ host: '127.0.0.1', port, path: '/ok', headers: { Host: 'front.example' } }, 'http://127.0.0.1/ok'],
    [
      { host: '127.0.0.1', port, path: '/ok', createConnection: () => connect(port, '127.0.0.1') },
      `${origin.origin}/ok`,
    ],
  ];
  for (const [option] of options) await closed(http.get({ family: 4, ...option }));
  expect(recorder.exchanges.map(({ url }) => url)).toEqual(options.map(([, url]) => url));
});

it('sees a plain request through a forward proxy as one to its target', async () => {
  const path = 'http://api.example.com/ok';
  await closed(
    http.get({ host: '127.0.0.1', port: origin.port, path, headers: { Host: 'api.example.com' } }),
  );
  expect(recorder.exchanges).toMatchObject([{ url: path, proxy: '127.0.0.1' }]);
});

it('leaves CONNECT and upgrades alone', async () => {
  const asked = { host: '127.0.0.1', port: origin.port };
  await closed(http.request({ ...asked, method: 'CONNECT', path: 'x:443' }).end());
  await closed(
    http.get({ ...asked, path: '/status/401', headers: { Connection: 'Upgrade', Upgrade: 'websocket' } }),
  );
  expect(recorder.exchanges).toEqual([]);
  expect(recorder.taps.openCount).toBe(0);
});

it('lets a request that can not be made throw as it does', () => {
  expect(() => http.get(`${origin.origin}/ok`, { headers: { bad: 'a\nb' } })).toThrow(/Invalid character/);
  expect(recorder.exchanges).toEqual([]);
  expect(recorder.taps.openCount).toBe(0);
});

it('tells two payloads apart by their structure alone', async () => {
  const post = (body: string | string[]): Promise<unknown[]> => {
    const request = http.request(`${origin.origin}/status/422`, { method: 'POST' });
    const close = closed(request);
    const [first, ...rest] = [body].flat();
    if (rest.length > 0) request.write(String(first));
    request.end(rest.at(-1) ?? first);
    return close;
  };
  await post('{"a":1,"b":"x"}');
  await post(['{"b":"other",', '"a":2}']);
  await post('{"a":"1","b":"x"}');
  const [one, two, three] = recorder.exchanges.map(({ shape }) => shape);
  expect(one).toBeDefined();
  expect(two).toBe(one);
  expect(three).not.toBe(one);
});

it('sees a server that hangs up an idle connection just as it is used again', async () => {
  const agent = new http.Agent({ keepAlive: true });
  await closed(http.get(`${origin.origin}/ok`, { agent }));
  const errors = await closed(http.get(`${origin.origin}/reset`, { agent }));
  expect(errors).toMatchObject([{ code: 'ECONNRESET' }]);
  await until(
    () => recorder.exchanges.length === 2,
    () => 'both',
  );
  expect(recorder.exchanges[1]).toMatchObject({ socket: 'reused', bytesRead: 0 });
  expect(recorder.exchanges[1]?.abort).toBeUndefined();
});
