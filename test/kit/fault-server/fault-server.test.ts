import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fault, OK } from './fault.ts';
import { type FaultServer, NXDOMAIN, startFaultServer } from './fault-server.ts';
import type { Scenario } from './scenario.ts';

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer(['payments', 'mail']);
});
afterAll(() => server.close());

interface Seen {
  readonly status?: number;
  readonly headers?: http.IncomingHttpHeaders;
  readonly body?: string;
  /** Where it failed, and how. */
  readonly failed?: string;
}

/** One request through the plainest of clients, on a connection of its own unless given an agent. */
function get(url: string, options: https.RequestOptions = {}): Promise<Seen> {
  return new Promise((resolve) => {
    let answered: Seen = {};
    let body = '';
    // A parser's, a signal's and an RST's error reaches the request even when headers have come.
    const fail = (error: NodeJS.ErrnoException): void => {
      const code = error.code ?? error.message;
      resolve('status' in answered ? { ...answered, body, failed: `body ${code}` } : { failed: code });
    };
    const client = url.startsWith('https') ? https : http;
    const request = client.get(url, { agent: false, ...options }, (response) => {
      answered = { status: response.statusCode ?? 0, headers: response.headers };
      response.setEncoding('latin1').on('data', (text) => {
        body += text;
      });
      response.on('end', () => resolve({ ...answered, body })).on('error', fail);
    });
    request.on('error', fail);
  });
}

describe('the fault server', () => {
  it.each<[string, Scenario, Partial<Seen>]>([
    ['answers any status', fault.answer(503, { headers: { 'retry-after': '7' } }), { status: 503 }],
    ['answers 204 without a body', fault.answer(204), { status: 204, body: '' }],
    [
      'answers with a body',
      fault.answer(400, { body: { code: 'bad' } }),
      { status: 400, body: '{"code":"bad"}' },
    ],
    ['sends slow headers', fault.slowHeaders(200), { status: 200, body: '{}' }],
    ['sends a slow body', fault.slowBody(100), { status: 200, body: '{"slow":"body"}' }],
    ['resets before headers', fault.reset(), { failed: 'ECONNRESET' }],
    ['closes before headers', fault.close(), { failed: 'ECONNRESET' }],
    ['resets mid body', fault.resetMidBody(), { status: 200, body: '{"half":', failed: 'body ECONNRESET' }],
    ['cuts a body short', fault.truncated(), { status: 200, body: '{"half":', failed: 'body ECONNRESET' }],
    [
      'cuts chunks short',
      fault.truncatedChunks(),
      { status: 200, body: '{"half":', failed: 'body ECONNRESET' },
    ],
    ['sends a wrong chunk size', fault.wrongChunk(), { status: 200, failed: 'body HPE_INVALID_CHUNK_SIZE' }],
    ['sends garbage', fault.garbage(), { failed: 'HPE_INVALID_CONSTANT' }],
    [
      'sends early hints first',
      fault.answer(200, { earlyHints: true, body: 'x' }),
      { status: 200, body: 'x' },
    ],
    ['redirects', fault.redirect('/elsewhere'), { status: 302 }],
    ['sends large bodies', fault.answer(200, { filler: 5 }), { status: 200, body: 'xxxxx' }],
  ])('%s', async (_, scenario, expected) => {
    await server.set('payments', scenario);
    expect(await get(server.origin('payments'))).toMatchObject(expected);
  });

  it('answers the status that a path asks for', async () => {
    await server.set('mail', OK);
    expect(await get(`${server.origin('mail')}/status/418`)).toMatchObject({ status: 418 });
  });

  it('plays a scenario on one path and below it alone', async () => {
    await server.set('mail', OK);
    await server.set('mail', fault.answer(500), '/v1/send');
    expect(await get(`${server.origin('mail')}/v1/send/now`)).toMatchObject({ status: 500 });
    expect(await get(`${server.origin('mail')}/v1/list`)).toMatchObject({ status: 200 });
  });

  it('stalls before headers, and in the middle of a body', async () => {
    await server.set('payments', fault.stall(), '/stall');
    await server.set('payments', fault.stallMidBody(), '/half');
    const signal = (): { signal: AbortSignal } => ({ signal: AbortSignal.timeout(150) });
    expect(await get(`${server.origin('payments')}/stall`, signal())).toEqual({ failed: 'ABORT_ERR' });
    expect(await get(`${server.origin('payments')}/half`, signal())).toMatchObject({
      status: 200,
      failed: 'body ABORT_ERR',
    });
  });

  it.each([
    ['expired', 'CERT_HAS_EXPIRED'],
    ['self_signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['wrong_host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ] as const)('shows a certificate that is %s', async (listener, code) => {
    expect(await get(server.origin('payments', listener), { ca: server.ca })).toEqual({ failed: code });
  });

  it('speaks TLS with a good certificate to who trusts its authority', async () => {
    await server.set('payments', OK);
    expect(await get(server.origin('payments', 'tls'), { ca: server.ca })).toMatchObject({ status: 200 });
  });

  it('resets a TLS connection', async () => {
    await server.set('payments', fault.reset());
    expect(await get(server.origin('payments', 'tls'), { ca: server.ca })).toEqual({ failed: 'ECONNRESET' });
  });

  it('speaks plain HTTP where TLS is expected', async () => {
    const https = server.origin('payments').replace('http:', 'https:');
    expect(await get(https)).toEqual({ failed: 'EPROTO' });
  });

  it('speaks HTTP/2, and refuses a stream', async () => {
    await server.set('mail', OK);
    const session = http2.connect(server.origin('mail', 'h2'), { ca: server.ca });
    const status = await new Promise((resolve, reject) => {
      session
        .request({ ':path': '/' })
        .on('response', (h) => resolve(h[':status']))
        .on('error', reject)
        .resume();
    });
    expect(status).toBe(200);
    await server.set('mail', fault.streamReset(http2.constants.NGHTTP2_REFUSED_STREAM));
    const error = await new Promise<Error>((resolve) => {
      session.request({ ':path': '/' }).on('error', resolve).resume();
    });
    expect(error.message).toContain('NGHTTP2_REFUSED_STREAM');
    session.destroy();
  });

  it('refuses connections at its refused port, and has a host without a name', async () => {
    expect(await get(server.refused)).toEqual({ failed: 'ECONNREFUSED' });
    expect(await get(NXDOMAIN)).toEqual({ failed: 'ENOTFOUND' });
  });

  it('closes an idle connection in the moment it is used again', async () => {
    await server.set('payments', fault.keepAliveRace());
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    expect(await get(server.origin('payments'), { agent })).toMatchObject({ status: 200 });
    expect(await get(server.origin('payments'), { agent })).toEqual({ failed: 'ECONNRESET' });
    agent.destroy();
  });

  it('has a proxy that forwards and one that wants a login', async () => {
    await server.set('payments', OK);
    const through = (proxy: string): Promise<Seen> => {
      const { hostname, port } = new URL(proxy);
      return get(`http://${hostname}:${port}/`, { path: `${server.origin('payments')}/` });
    };
    expect(await through(server.proxy)).toMatchObject({ status: 200 });
    expect(await through(server.lockedProxy)).toMatchObject({ status: 407 });
  });

  it('limits a rate, and says when to come back', async () => {
    await server.set('payments', fault.rateLimit(2, 60_000));
    const origin = server.origin('payments');
    expect(await get(origin)).toMatchObject({ status: 200, headers: { 'x-ratelimit-remaining': '1' } });
    expect(await get(origin)).toMatchObject({ status: 200, headers: { 'x-ratelimit-remaining': '0' } });
    expect(await get(origin)).toMatchObject({ status: 429, headers: { 'retry-after': '60' } });
  });

  it('plays a sequence and stays at its last step', async () => {
    await server.set('payments', fault.sequence(fault.answer(500), fault.answer(502), OK));
    const statuses = [];
    for (let n = 0; n < 4; n++) statuses.push((await get(server.origin('payments'))).status);
    expect(statuses).toEqual([500, 502, 200, 200]);
  });

  it('mixes answers by share, the same for the same seed', async () => {
    const draw = async (): Promise<number[]> => {
      await server.set('payments', fault.mix(7, [3, OK], [1, fault.answer(503)]));
      const statuses: number[] = [];
      for (let n = 0; n < 60; n++) statuses.push((await get(server.origin('payments'))).status ?? 0);
      return statuses;
    };
    const first = await draw();
    expect(await draw()).toEqual(first);
    const failed = first.filter((status) => status === 503).length;
    expect(failed).toBeGreaterThan(5);
    expect(failed).toBeLessThan(28);
  });

  it('tells what it received', async () => {
    await server.set('mail', OK);
    const before = await server.count('mail');
    await get(`${server.origin('mail')}/v1/letters?draft=1`, { headers: { 'x-mark': 'a' } });
    expect(await server.count('mail')).toBe(before + 1);
    expect((await server.received('mail')).at(-1)).toMatchObject({
      method: 'GET',
      url: '/v1/letters?draft=1',
      headers: { 'x-mark': 'a' },
    });
  });

  it('refuses a provider that it does not have', async () => {
    expect(() => server.origin('bank')).toThrow('No provider "bank"; there are: payments, mail.');
    await expect(server.set('bank', OK)).rejects.toThrow('No provider "bank"');
  });
});
