import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as zlib from 'node:zlib';
import type { Exchange } from '@faultline/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CLIENTS } from '../testing/clients.ts';
import { type Recorder, recordTaps } from '../testing/recorder.ts';

const error = JSON.stringify({ error: { code: 'insufficient_quota' } });
const large = JSON.stringify({ error: { code: 'first' }, filler: 'x'.repeat(100_000) });
let server: Server;
let origin: string;
let recorder: Recorder;

const encoders: Readonly<Record<string, (text: string) => Uint8Array>> = {
  gzip: zlib.gzipSync,
  deflate: zlib.deflateSync,
  br: zlib.brotliCompressSync,
  zstd: zlib.zstdCompressSync,
};

/** What each path sends after its 503. */
const BODIES: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/small': (response) => response.end(error),
  '/large': (response) => response.end(large),
  '/none': (response) => response.end(),
  '/pieces': (response) => {
    response.write(error.slice(0, 10));
    setTimeout(() => response.end(error.slice(10)), 20);
  },
  '/stalled': (response) => void response.write('{"error"'),
  '/cut': (response) => {
    response.write('{"error"');
    setTimeout(() => response.destroy(), 30);
  },
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const [, coding = ''] = /^\/coded\/(\w+)/.exec(request.url ?? '') ?? [];
    const encode = encoders[coding];
    response.writeHead(503, encode ? { 'content-encoding': coding } : {});
    if (encode) response.end(encode(request.url?.endsWith('large') ? large : error));
    else BODIES[request.url ?? '']?.(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  recorder = recordTaps({ peek: ({ response }) => (response?.status ?? 0) >= 500 });
});
afterEach(() => {
  expect(recorder.internalErrors).toEqual([]);
  expect(recorder.taps.openCount).toBe(0);
  recorder.taps.uninstall();
});

const bodyOf = (exchange: Exchange | undefined): string | undefined => {
  const body = exchange?.response?.body;
  return body === undefined ? undefined : Buffer.from(body as Uint8Array).toString();
};

describe.each(Object.entries(CLIENTS))('%s', (_, client) => {
  it.each(['/small', '/pieces'])('reads %s along, and its reader reads all of it', async (path) => {
    expect(await client(origin + path)).toEqual({ status: 503, body: error });
    await recorder.settled(1);
    expect(recorder.exchanges).toHaveLength(1);
    expect(bodyOf(recorder.exchanges[0])).toBe(error);
  });

  it('reads the first 4 KiB of a large body', async () => {
    expect((await client(`${origin}/large`)).body).toBe(large);
    await recorder.settled(1);
    expect(bodyOf(recorder.exchanges[0])).toBe(large.slice(0, 4_096));
  });

  it('settles without a body where there is none', async () => {
    await client(`${origin}/none`);
    await recorder.settled(1);
    expect(recorder.exchanges).toMatchObject([{ response: { status: 503 } }]);
    expect(bodyOf(recorder.exchanges[0])).toBeUndefined();
  });

  it('settles after 250 ms with what there is, when the body stalls', async () => {
    const controller = new AbortController();
    const call = client(`${origin}/stalled`, { signal: controller.signal });
    call.catch(() => {});
    await recorder.settled(1);
    expect(bodyOf(recorder.exchanges[0])).toBe('{"error"');
    expect(recorder.exchanges[0]?.durationMs).toBeLessThan(250);
    controller.abort();
    await expect(call).rejects.toBeDefined();
    expect(recorder.amendments).toEqual([]);
  });

  it('settles once, as failed, when the body breaks off while it is read along', async () => {
    await expect(client(`${origin}/cut`)).rejects.toBeDefined();
    await recorder.settled(1);
    expect(recorder.exchanges).toMatchObject([
      { response: { status: 503 }, error: expect.any(Error), phase: 'body' },
    ]);
    expect(bodyOf(recorder.exchanges[0])).toBe('{"error"');
    expect(recorder.amendments).toEqual([]);
  });

  it.each(Object.keys(encoders))('undoes %s, also where it breaks off', async (coding) => {
    await client(`${origin}/coded/${coding}`).catch(() => {});
    await client(`${origin}/coded/${coding}/large`).catch(() => {});
    await recorder.settled(2);
    expect(bodyOf(recorder.exchanges[0])).toBe(error);
    expect(bodyOf(recorder.exchanges[1])).toMatch(/^\{"error":\{"code":"first"/);
    expect(bodyOf(recorder.exchanges[1])?.length).toBeLessThanOrEqual(16_384);
  });

  it('reads nothing along that nobody asked for', async () => {
    recorder.taps.uninstall();
    recorder = recordTaps({ peek: () => false });
    await client(`${origin}/small`);
    expect(bodyOf(recorder.exchanges[0])).toBeUndefined();
  });
});

it('lets a peek that throws be', async () => {
  recorder.taps.uninstall();
  recorder = recordTaps({
    peek() {
      throw new Error('broken');
    },
  });
  expect(await CLIENTS.fetch?.(`${origin}/small`)).toEqual({ status: 503, body: error });
  expect(recorder.exchanges).toHaveLength(1);
  expect(recorder.internalErrors.splice(0)).toEqual(['tap.peek', new Error('broken')]);
});
