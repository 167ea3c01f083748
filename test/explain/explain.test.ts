import { type Explained, type Faultline, register } from 'faultline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENTS, type Make, RESPONSES, THROWS_AT_STATUS } from './calls.ts';
import { type FailingServer, startFailingServer } from './failing-server.ts';

let server: FailingServer;
let faultline: Faultline;
beforeAll(async () => {
  server = await startFailingServer();
  faultline = register({
    mode: 'metrics-only',
    metrics: false,
    providers: [
      { id: 'warehouse', name: 'Warehouse', hosts: [server.host], endpoints: ['GET /status/v1/{item}'] },
    ],
  });
});
afterAll(async () => {
  await faultline.shutdown();
  await server.close();
});

async function thrownBy(make: Make, url: string): Promise<unknown> {
  try {
    await make(url);
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail');
}

function explained(failure: unknown): Explained {
  const found = faultline.explain(failure);
  if (found === undefined) throw new Error(`Nothing is known of ${String(failure)}`);
  return found;
}

describe.each(Object.entries(CLIENTS))('what %s throws', (name, make) => {
  it('when the connection breaks is found', async () => {
    const error = await thrownBy(make, server.url('cut'));
    const { finding } = explained(error);
    expect(finding).toMatchObject({ provider: 'warehouse', status: 0, category: 'connection' });
    expect(finding.endpoint).toContain('/cut');
  });

  it.runIf(THROWS_AT_STATUS.includes(name))(
    'at a status is found, with the provider’s request id',
    async () => {
      const error = await thrownBy(make, server.url('status'));
      const { finding, packet } = explained(error);
      expect(finding).toMatchObject({ provider: 'warehouse', status: 503, requestId: server.lastId });
      expect(packet.requestIds).toEqual([server.lastId, `ray-${server.lastId}`]);
    },
  );
});

describe('a body that breaks', () => {
  it.each(['fetch', 'undici', 'http', 'node-fetch', 'axios', 'got', 'superagent'])(
    'under %s is found',
    async (name) => {
      const error = await thrownBy(CLIENTS[name] as Make, server.url('half'));
      expect(explained(error).finding).toMatchObject({
        provider: 'warehouse',
        status: 200,
        category: 'connection',
      });
    },
  );
});

describe.each(Object.entries(RESPONSES))('the %s', (_, make) => {
  it('is found when it failed', async () => {
    const response = await make(server.url('status'));
    expect(explained(response).finding).toMatchObject({ status: 503, requestId: server.lastId });
  });

  it('is nothing to explain when it did not', async () => {
    expect(faultline.explain(await make(server.url('ok')))).toBeUndefined();
  });
});

describe('an error of node:http clients without any request id', () => {
  it.each(['axios', 'got', 'superagent'])('is found by its request: %s', async (name) => {
    const error = await thrownBy(CLIENTS[name] as Make, server.url('nameless'));
    expect(explained(error)).toMatchObject({ finding: { status: 500 }, packet: { requestIds: [] } });
  });
});

describe('an error that was wrapped', () => {
  it('by the application is found below its causes', async () => {
    const error = await thrownBy(CLIENTS.fetch as Make, server.url('cut'));
    const wrapped = new Error('Checkout failed', { cause: new Error('No stock', { cause: error }) });
    expect(explained(wrapped).finding).toBe(explained(error).finding);
  });

  it('together with others is found among them', async () => {
    const error = await thrownBy(CLIENTS.axios as Make, server.url('status'));
    const all = new AggregateError([new Error('something of our own'), error]);
    expect(explained(all).finding).toBe(explained(error).finding);
  });

  it('in a circle ends', () => {
    const error = new Error('a');
    error.cause = new Error('b', { cause: error });
    expect(faultline.explain(error)).toBeUndefined();
  });
});

describe('the exchange', () => {
  it('that is found is the last one behind a redirect', async () => {
    const error = await thrownBy(CLIENTS.axios as Make, server.url('moved'));
    expect(explained(error).finding).toMatchObject({ endpoint: 'GET /status', status: 503 });
  });

  it('is told apart from its neighbours', async () => {
    const errors = await Promise.all(
      Array.from({ length: 8 }, () => thrownBy(CLIENTS.ky as Make, server.url('status'))),
    );
    const ids = errors.map((error) => explained(error).finding.requestId);
    expect(new Set(ids).size).toBe(8);
  });
});

describe('nothing is guessed', () => {
  it.each([
    ['no error', undefined],
    ['a text', 'socket hang up'],
    ['an error of the application', new TypeError('x is undefined')],
    ['an error that only looks like one of the wire', Object.assign(new Error('x'), { code: 'ECONNRESET' })],
    ['a response that never was', new Response('', { status: 503, headers: { 'x-request-id': 'req_none' } })],
    [
      'an object that throws when it is looked at',
      new Proxy(
        {},
        {
          get() {
            throw new Error('hands off');
          },
        },
      ),
    ],
  ])('of %s', (_, failure) => {
    expect(faultline.explain(failure)).toBeUndefined();
  });

  it('of a fetch Response without a request id', async () => {
    const response = await RESPONSES['Response of fetch']?.(server.url('nameless'));
    expect(faultline.explain(response)).toBeUndefined();
  });

  it('of answers that share their id', async () => {
    const make = RESPONSES['Response of fetch'] as Make;
    const first = await make(server.url('echo'));
    expect(explained(first).finding.requestId).toBe('made-up');
    const second = await make(server.url('echo'));
    expect(faultline.explain(first)).toBeUndefined();
    expect(faultline.explain(second)).toBeUndefined();
  });
});

describe('the packet for the support', () => {
  it('says when, what, where and how often, and holds nothing secret', async () => {
    const before = Date.now();
    let error: unknown;
    for (let time = 0; time < 3; time++) error = await thrownBy(CLIENTS.got as Make, server.url('status'));
    const { packet } = explained(error);
    expect(packet).toMatchObject({ provider: 'Warehouse', endpoint: 'GET /status/v1/{item}', status: 503 });
    const sent = Date.parse(packet.startedAt);
    expect(packet.startedAt).toBe(new Date(sent).toISOString());
    expect(sent).toBeGreaterThanOrEqual(before - 1);
    expect(sent).toBeLessThanOrEqual(Date.now());
    expect(packet.durationMs).toBeGreaterThanOrEqual(0);
    expect(packet.sameFailures.count).toBeGreaterThanOrEqual(3);
    for (const part of ['Warehouse', 'GET /status/v1/{item}', '503', server.lastId, packet.startedAt])
      expect(packet.text).toContain(part);
    const everything = JSON.stringify(packet);
    expect(everything).not.toContain('secret-in-the-query');
    expect(everything).not.toContain('no capacity');
  });
});
