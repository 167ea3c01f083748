import type { Exchange } from '@faultline/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CLIENTS } from '../testing/clients.ts';
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

/** What an exchange says of how it ended. */
function endOf({ response, error, phase, abort }: Exchange): object {
  return {
    ...(response && { status: response.status }),
    ...(error !== undefined && { failed: true }),
    ...(phase && { phase }),
    ...(abort && { abort }),
  };
}

const isHttp = (client: string): boolean => client.startsWith('http');

describe.each(Object.entries(CLIENTS))('%s', (name, client) => {
  it.each([
    ['/ok', { status: 200 }],
    ['/early-hints', { status: 200 }],
    ['/no-content', { status: 204 }],
    ['/status/404', { status: 404 }],
    ['/status/429', { status: 429 }],
    ['/status/503', { status: 503 }],
  ])('settles %s once, at the headers', async (path, end) => {
    await client(origin.origin + path);
    expect(recorder.exchanges.map(endOf)).toEqual([end]);
    expect(recorder.amendments).toEqual([]);
    expect(recorder.taps.openCount).toBe(0);
  });

  it.each([
    ['/fin', { failed: true, phase: 'headers' }],
    ['/reset', { failed: true, phase: 'headers' }],
    ['/garbage', { failed: true, phase: 'headers' }],
  ])('settles %s once, as failed before an answer', async (path, end) => {
    await expect(client(origin.origin + path)).rejects.toBeDefined();
    await recorder.settled(1);
    expect(recorder.exchanges.map(endOf)).toEqual([end]);
    expect(recorder.amendments).toEqual([]);
    expect(recorder.taps.openCount).toBe(0);
  });

  it.each(['/half-body', '/half-chunked', '/reset-body'])(
    'amends %s once, after it settled as 200',
    async (path) => {
      await expect(client(origin.origin + path)).rejects.toBeDefined();
      await recorder.amended(1);
      expect(recorder.exchanges.map(endOf)).toEqual([{ status: 200 }]);
      expect(recorder.amendments).toHaveLength(1);
      expect(recorder.amendments[0]?.error).toBeInstanceOf(Error);
      expect(recorder.amendments[0]?.abort).toBeUndefined();
    },
  );

  it('sees a refused connection', async () => {
    const closed = await startFaultOrigin();
    await closed.close();
    await expect(client(`${closed.origin}/ok`)).rejects.toBeDefined();
    await recorder.settled(1);
    expect(recorder.exchanges.map(endOf)).toEqual([{ failed: true, phase: 'connect' }]);
    expect(recorder.exchanges[0]?.error).toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('sees a host that does not exist', async () => {
    await expect(client('http://nowhere.invalid/')).rejects.toBeDefined();
    await recorder.settled(1);
    expect(recorder.exchanges.map(endOf)).toEqual([{ failed: true, phase: 'dns' }]);
  });

  it.each([
    ['no reason', undefined],
    ['a text', 'stop'],
    ['an error of its own', new RangeError('enough')],
  ])('knows an abort with %s for the caller’s', async (_, reason) => {
    const controller = new AbortController();
    const call = client(`${origin.origin}/stall`, { signal: controller.signal });
    await until(
      () => origin.requests.at(-1)?.includes('/stall') ?? false,
      () => 'request',
    );
    controller.abort(reason);
    await expect(call).rejects.toBeDefined();
    await recorder.settled(1);
    expect(recorder.exchanges.map(endOf)).toEqual([{ failed: true, phase: 'headers', abort: 'caller' }]);
    origin.forget();
  });

  it('knows AbortSignal.timeout for a deadline of this process, and how late its loop was', async () => {
    await expect(
      client(`${origin.origin}/stall`, { signal: AbortSignal.timeout(150) }),
    ).rejects.toBeDefined();
    await recorder.settled(1);
    expect(recorder.exchanges.map(endOf)).toEqual([{ failed: true, phase: 'headers', abort: 'deadline' }]);
    expect(recorder.exchanges[0]?.loopLateMs).toBeLessThan(1_000);
  });

  it('tells a deadline that a stalled event loop missed', async () => {
    origin.forget();
    const call = client(`${origin.origin}/stall`, { signal: AbortSignal.timeout(200) }).catch(() => {});
    await until(
      () => origin.requests.length > 0,
      () => 'the request',
    );
    const stalledUntil = Date.now() + 600;
    while (Date.now() < stalledUntil);
    await call;
    await recorder.settled(1);
    expect(recorder.exchanges).toMatchObject([{ abort: 'deadline', phase: 'headers' }]);
    expect(recorder.exchanges[0]?.loopLateMs).toBeGreaterThan(300);
  });

  it('amends a body that AbortSignal.timeout cut, and lets a caller’s own cut be', async () => {
    await expect(
      client(`${origin.origin}/stall-body`, { signal: AbortSignal.timeout(200) }),
    ).rejects.toBeDefined();
    await recorder.amended(1);
    expect(recorder.amendments[0]).toMatchObject({ abort: 'deadline' });
    const controller = new AbortController();
    const call = client(`${origin.origin}/stall-body`, { signal: controller.signal });
    await recorder.settled(2);
    await new Promise((resolve) => setTimeout(resolve, 20));
    controller.abort();
    await expect(call).rejects.toBeDefined();
    expect(recorder.amendments).toHaveLength(1);
  });

  it('counts each hop of a redirect', async () => {
    await client(`${origin.origin}/redirect`);
    const hops = name.includes('fetch') ? [302, 200] : [302];
    expect(recorder.exchanges.map(({ response }) => response?.status)).toEqual(hops);
  });

  it('reads headers in any case and several values of one name', async () => {
    await client(`${origin.origin}/status/503`);
    expect(recorder.exchanges[0]?.response?.headers).toMatchObject({ 'retry-after': '7' });
  });

  it('tells new sockets from reused ones, and what came back on them', async () => {
    const own = await startFaultOrigin();
    await client(`${own.origin}/ok`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await expect(client(`${own.origin}/fin`)).rejects.toBeDefined();
    await recorder.settled(2);
    const [first, second] = recorder.exchanges;
    expect(first?.socket).toBe('new');
    expect(second?.socket).toBe(own.connections === 1 ? 'reused' : 'new');
    expect(second?.bytesRead).toBe(0);
    if (!isHttp(name) || name.includes('keep-alive')) expect(own.connections).toBe(1);
    await own.close();
  });

  it('tells who calls and with what, and keeps neither', async () => {
    const authorization = 'Bearer secret-of-the-test';
    const call = { method: 'POST', headers: { authorization }, body: '{"name":"Ada"}' };
    await client(`${origin.origin}/status/401?page=1`, call);
    const [{ credential, shape, url, method } = {} as Exchange] = recorder.exchanges;
    expect({ url, method }).toEqual({ url: `${origin.origin}/status/401?page=1`, method: 'POST' });
    expect(credential).toMatch(/^[\w-]{16}$/);
    expect(shape).toMatch(/^[\w-]{16}$/);
    expect(JSON.stringify(recorder.exchanges)).not.toMatch(/secret-of-the-test|Ada/);
  });

  it('is quiet about suppressed requests', async () => {
    recorder.taps.uninstall();
    recorder = recordTaps({ isSuppressed: () => true });
    await client(`${origin.origin}/ok`);
    await client(`${origin.origin}/half-body`).catch(() => {});
    expect(recorder.exchanges).toEqual([]);
    expect(recorder.started).toEqual([]);
  });

  it('says that an exchange started, before it says anything else of it', async () => {
    const call = client(`${origin.origin}/ok`);
    await call;
    expect(recorder.started).toHaveLength(1);
    expect(recorder.started[0]).toMatchObject({ method: 'GET', url: `${origin.origin}/ok` });
  });
});
