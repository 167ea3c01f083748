import http from 'node:http';
import {
  type Breakers,
  type Call,
  CircuitOpenError,
  createBreakers,
  createEngine,
  type Exchange,
  type Finding,
  placeOf,
} from '@faultline/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { installTaps } from '../tap/install-taps.ts';
import type { Taps } from '../tap/tap-options.ts';
import { byHttp, type Client, UNDICIS } from '../testing/clients.ts';
import { type FaultOrigin, startFaultOrigin } from '../testing/fault-origin.ts';

let origin: FaultOrigin;
/** An unknown host is a provider of its own name. */
let provider: string;
let breakers: Breakers;
let findings: Finding[];
let asked: Call[];
let exchanges: Exchange[];
let internalErrors: unknown[];
let taps: Taps;
let isQuiet: () => boolean;

beforeAll(async () => {
  origin = await startFaultOrigin();
  provider = placeOf({ method: 'GET', url: origin.origin }).provider;
});
afterAll(() => origin.close());
beforeEach(() => {
  breakers = createBreakers({ mode: 'enforce' });
  isQuiet = () => false;
  [findings, asked, exchanges, internalErrors] = [[], [], [], []];
  const engine = createEngine({ breakers, sinks: [{ finding: (finding) => findings.push(finding) }] });
  taps = installTaps({
    record(exchange) {
      exchanges.push(exchange);
      return engine.record(exchange);
    },
    amend: (finding, failure) => engine.amend(finding, failure),
    admit(call, nowMs) {
      asked.push(call);
      return engine.admit(call, nowMs);
    },
    isQuiet: () => isQuiet(),
    onInternalError: (where, error) => internalErrors.push(where, error),
  });
});
afterEach(() => {
  taps.uninstall();
  expect(internalErrors).toEqual([]);
  expect(taps.openCount).toBe(0);
});

const text = async (response: { status: number; text(): Promise<string> }) => ({
  status: response.status,
  body: await response.text(),
});

/** Everything whose calls are guarded without a word of the application. */
const GUARDED: Readonly<Record<string, Client>> = {
  fetch: async (url, call) => text(await fetch(url, call)),
  ...Object.fromEntries(
    Object.entries(UNDICIS).map(([name, undici]): [string, Client] => [
      `${name}’s request through the global dispatcher`,
      async (url, call = {}) => {
        const { statusCode, body } = await undici.request(url, call);
        const chunks: Uint8Array[] = [];
        for await (const chunk of body) chunks.push(chunk);
        return { status: statusCode, body: Buffer.concat(chunks).toString() };
      },
    ]),
  ),
  http: byHttp(),
  'http without keep-alive': byHttp({ agent: false }),
};

/** The circuit error in an error of any client. */
function circuitErrorIn(error: unknown): unknown {
  for (let link = error as { cause?: unknown }, i = 0; i < 5 && link; i++, link = link.cause as typeof link) {
    if (link instanceof CircuitOpenError) return link;
  }
  return undefined;
}

describe.each(Object.entries(GUARDED))('%s', (_, client) => {
  it('asks once for a call, and hands its permit over with the exchange', async () => {
    await client(`${origin.origin}/ok`);
    exchanges.length = asked.length = 0;
    expect(await client(`${origin.origin}/ok`, { headers: { authorization: 'Bearer x' } })).toMatchObject({
      status: 200,
    });
    expect(asked).toMatchObject([{ method: 'GET', url: `${origin.origin}/ok` }]);
    expect(asked[0]?.credential).toMatch(/^[\w-]{16}$/);
    expect(exchanges).toMatchObject([{ permit: expect.any(Number), credential: asked[0]?.credential }]);
  });

  it('fails a call to an open circuit with a CircuitOpenError and without a byte, and records it as rejected', async () => {
    await client(`${origin.origin}/ok`);
    const { length } = origin.requests;
    const { connections } = origin;
    findings.length = 0;
    breakers.forceOpen(provider);
    const error = await client(`${origin.origin}/ok`, { method: 'POST', body: 'x' }).catch((e: unknown) => e);
    expect(circuitErrorIn(error)).toMatchObject({ code: 'ERR_CIRCUIT_OPEN', provider });
    expect(findings).toMatchObject([{ outcome: 'rejected', category: 'circuit_open' }]);
    expect(origin.requests).toHaveLength(length);
    expect(origin.connections).toBe(connections);
    breakers.reset(provider);
    expect(await client(`${origin.origin}/ok`)).toMatchObject({ status: 200 });
  });

  it('asks nobody while breakers are quiet, opens by what it sees all the same, and asks from then on', async () => {
    isQuiet = () => breakers.quiet;
    expect(await client(`${origin.origin}/ok`)).toMatchObject({ status: 200 });
    expect(exchanges[0]).not.toHaveProperty('permit');
    expect(findings).toMatchObject([{ outcome: 'answered', permit: expect.any(Number) }]);
    for (let i = 0; i < 60 && breakers.quiet; i++) {
      await client(`${origin.origin}/status/500`).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    expect(asked).toEqual([]);
    const error = await client(`${origin.origin}/status/500`).catch((e: unknown) => e);
    expect(circuitErrorIn(error)).toMatchObject({ code: 'ERR_CIRCUIT_OPEN', provider });
    expect(asked).toHaveLength(1);
  });

  it('opens by what it sees itself, and stops calling', async () => {
    for (let i = 0; i < 60 && !(findings.at(-1)?.outcome === 'rejected'); i++) {
      await client(`${origin.origin}/status/500`).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    expect(findings.at(-1)).toMatchObject({ outcome: 'rejected' });
  });
});

describe.each(Object.entries(UNDICIS))('a dispatcher that %s sets later', (_, undici) => {
  it('is guarded from its second request on, is still itself, and is back when the guard goes', async () => {
    const get = (): object => undici.getGlobalDispatcher();
    const before = get();
    const agent = new undici.Agent();
    undici.setGlobalDispatcher(agent);
    await undici.request(`${origin.origin}/ok`, {}).then(({ body }) => body.dump());
    expect(get()).toBeInstanceOf(undici.Agent);
    expect(get()).not.toBe(agent);
    breakers.forceOpen(provider);
    await expect(undici.request(`${origin.origin}/ok`, {})).rejects.toBeInstanceOf(CircuitOpenError);
    await expect(fetch(`${origin.origin}/ok`)).rejects.toMatchObject({ cause: { code: 'ERR_CIRCUIT_OPEN' } });
    taps.uninstall();
    expect(get()).toBe(agent);
    undici.setGlobalDispatcher(before);
    await agent.close();
  });
});

describe('guardFetch', () => {
  it('guards a fetch with a dispatcher of its own, asks once, and rejects with the error as it is', async () => {
    const { Agent, fetch: npmFetch } = UNDICIS['undici 8'] as (typeof UNDICIS)[string];
    const dispatcher = new Agent();
    const guarded = taps.guardFetch((url, init) => npmFetch(url, { ...init, dispatcher } as object));
    expect(await text(await guarded(`${origin.origin}/ok`))).toEqual({ status: 200, body: 'ok' });
    expect(asked).toHaveLength(1);
    expect(exchanges).toMatchObject([{ permit: expect.any(Number) }]);
    breakers.forceOpen(provider);
    await expect(guarded(`${origin.origin}/ok`)).rejects.toBeInstanceOf(CircuitOpenError);
    expect(findings.at(-1)).toMatchObject({ outcome: 'rejected' });
  });

  it('asks once in front of a dispatcher that is guarded itself', async () => {
    await taps
      .guardFetch(fetch)(`${origin.origin}/ok`)
      .then((response) => response.text());
    asked.length = exchanges.length = 0;
    await taps
      .guardFetch(fetch)(`${origin.origin}/redirect`)
      .then((response) => response.text());
    expect(asked.map(({ url }) => url)).toEqual([`${origin.origin}/redirect`, `${origin.origin}/ok`]);
    expect(exchanges).toHaveLength(2);
  });

  it('leaves what is no URL to fetch', async () => {
    await expect(taps.guardFetch(fetch)('no url')).rejects.toThrow(TypeError);
    expect(asked).toEqual([]);
  });
});

describe('execute', () => {
  const call = { method: 'POST', url: 'grpc://inventory.internal:50051/Reserve' };

  it('records what no tap sees by what it returns or throws, and passes both on as they are', async () => {
    const result = { status: 503 };
    expect(await taps.execute(call, async () => result)).toBe(result);
    const error = new Error('gone');
    await expect(taps.execute(call, () => Promise.reject(error))).rejects.toBe(error);
    expect(exchanges).toMatchObject([
      { ...call, response: { status: 503 }, permit: expect.any(Number) },
      { ...call, error, permit: expect.any(Number) },
    ]);
  });

  it('leaves what the taps see to them', async () => {
    const agent = new http.Agent({ keepAlive: true });
    const url = `${origin.origin}/status/503`;
    await taps.execute({ method: 'GET', url }, () => byHttp({ agent })(url));
    expect(exchanges).toMatchObject([{ url, response: { status: 503 }, permit: expect.any(Number) }]);
    expect(exchanges).toHaveLength(1);
    expect(asked).toHaveLength(1);
    agent.destroy();
  });
});
