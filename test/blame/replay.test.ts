import { describe, expect, it } from 'vitest';
import { classifierOf } from './classifiers.ts';
import type { Judgement } from './method.ts';
import { faultline } from './methods/faultline.ts';
import { replay, type Settled } from './replay.ts';
import { readWorlds, type World } from './world.ts';

const GIVEN = new URL('worlds/given', import.meta.url).pathname;

async function eventsOf(world: World, seed = 1): Promise<Settled[]> {
  const events: Settled[] = [];
  await replay(world, seed, {
    settled: (event) => {
      events.push(event);
      return undefined;
    },
    signal: () => undefined,
    tick: () => undefined,
  });
  return events;
}

function worldOf(change: Partial<World>): World {
  return {
    id: 'x',
    title: '',
    family: '',
    duration_s: 600,
    service: { version: '1', started_s: -100 },
    faults: [],
    signals: [],
    truth: [],
    providers: [
      {
        id: 'p',
        host: 'api.example.com',
        credentials: ['k1', 'k2', 'k3'],
        endpoints: [
          { method: 'GET', route: '/a', rps: 5, latency_ms: { p50: 50, p99: 200 }, timeout_ms: 1000 },
          { method: 'POST', route: '/b', rps: 5, latency_ms: { p50: 50, p99: 200 }, timeout_ms: 1000 },
        ],
      },
    ],
    ...change,
  };
}

describe('a replay', () => {
  it('gives the same exchanges for the same world and seed, and others for another seed', async () => {
    const world = worldOf({});
    const first = await eventsOf(world);
    expect(await eventsOf(world)).toEqual(first);
    expect(await eventsOf(world, 2)).not.toEqual(first);
  });

  it('keeps the rates and the quantiles of the file', async () => {
    const events = await eventsOf(worldOf({ duration_s: 3600 }));
    expect(events.length / 3600).toBeCloseTo(10, 0);
    const durations = events.map(({ exchange }) => exchange.durationMs).sort((a, b) => a - b);
    expect(durations[Math.floor(durations.length / 2)]).toBeGreaterThan(45);
    expect(durations[Math.floor(durations.length / 2)]).toBeLessThan(55);
    expect(durations[Math.floor(durations.length * 0.99)]).toBeGreaterThan(160);
    expect(durations[Math.floor(durations.length * 0.99)]).toBeLessThan(250);
  });

  it('hits one of three credentials all the time with every: credential', async () => {
    const events = await eventsOf(
      worldOf({
        faults: [
          {
            from_s: 100,
            to_s: 500,
            cause: 'self',
            where: { provider: 'p' },
            p: 0.34,
            every: 'credential',
            effect: { status: 401 },
          },
        ],
      }),
    );
    const during = events.filter(({ startS }) => startS >= 100 && startS < 500);
    const hit = new Set(during.filter((event) => event.hit).map(({ exchange }) => exchange.credential));
    const spared = new Set(during.filter((event) => !event.hit).map(({ exchange }) => exchange.credential));
    expect(hit.size).toBe(1);
    expect(spared.size).toBe(2);
    expect([...hit].some((credential) => spared.has(credential))).toBe(false);
  });

  it('ends what is slower than its deadline as a timeout in the phase it was stuck in', async () => {
    const events = await eventsOf(
      worldOf({
        faults: [
          {
            from_s: 0,
            to_s: 300,
            cause: 'provider',
            where: {},
            p: 1,
            effect: { latency_ms: { p50: 5000, p99: 6000 } },
          },
          {
            from_s: 300,
            to_s: 600,
            cause: 'network',
            where: {},
            p: 1,
            effect: { error: { code: 'ETIMEDOUT', phase: 'connect' }, latency_ms: { p50: 5000, p99: 6000 } },
          },
        ],
      }),
    );
    for (const { exchange, startS, hit } of events) {
      expect(hit).toBe(true);
      expect(exchange).toMatchObject({
        abort: 'deadline',
        durationMs: 1000,
        phase: startS < 300 ? 'headers' : 'connect',
      });
      if (startS >= 300) expect(exchange.socket).toBe('new');
    }
  });

  it('refuses over the limit with the headers of the limit, counts others, and blames who is behind it', async () => {
    const world = worldOf({
      faults: [
        {
          from_s: 300,
          to_s: 600,
          cause: 'network',
          where: { provider: 'p' },
          p: 1,
          effect: { limit: { others_rps: 100 } },
        },
      ],
    });
    const [provider] = world.providers;
    const limited = {
      ...world,
      providers: [{ ...provider!, limit: { requests: 100, window_s: 60, headers: 'ratelimit' as const } }],
    };
    const events = await eventsOf(limited);
    const before = events.filter(({ startS }) => startS < 300);
    const refused = before.filter(({ exchange }) => exchange.response?.status === 429);
    // Ten requests a second against a hundred a minute: five of six are refused.
    expect(refused.length / before.length).toBeGreaterThan(0.75);
    for (const { exchange, cause, hit } of refused) {
      expect({ cause, hit }).toEqual({ cause: 'self', hit: true });
      expect(exchange.response?.headers).toMatchObject({
        'ratelimit-limit': '100',
        'ratelimit-remaining': '0',
      });
      expect(Number(exchange.response?.headers?.['retry-after'])).toBeLessThanOrEqual(60);
    }
    const later = events.filter(({ startS, exchange }) => startS >= 300 && exchange.response?.status === 429);
    expect(later.length).toBeGreaterThan(refused.length);
    expect(new Set(later.map(({ cause }) => cause))).toEqual(new Set(['network']));
  });

  it('shows clock skew in the date header alone', async () => {
    const [event] = await eventsOf(
      worldOf({ signals: [{ kind: 'clock_skew', from_s: 0, to_s: 600, ms: 400_000 }] }),
    );
    const { startedAt, durationMs, response } = event!.exchange;
    const date = Date.parse(String(response?.headers?.date));
    expect(startedAt + durationMs - date).toBeGreaterThan(399_000);
    expect(startedAt + durationMs - date).toBeLessThan(402_000);
  });
});

describe('what the engine sees of a world', () => {
  const worlds = readWorlds(GIVEN).filter(({ id }) => ['w008', 'w016', 'w031', 'w036'].includes(id));

  async function judgements(world: World): Promise<Judgement[]> {
    const run = faultline(classifierOf('core')).start();
    const given: Judgement[] = [];
    await replay(world, 3, {
      settled(event) {
        given.push(
          run.record(event.exchange, { provider: event.host, endpoint: event.endpoint }, event.endMs),
        );
        return undefined;
      },
      signal: (signal, nowMs) => run.observe?.(signal, nowMs),
      tick: () => undefined,
    });
    return given;
  }

  it.each(worlds.map((world) => [world.id, world] as const))(
    '%s is judged alike when cause, truth, title, family, ids and notes are scrambled',
    async (_, world) => {
      expect(await judgements(scrambled(world))).toEqual(await judgements(world));
    },
  );

  it('is no more than a tap can see', async () => {
    const seen = new Set<string>();
    for (const world of worlds) {
      for (const { exchange } of await eventsOf(world))
        for (const key of Object.keys(exchange)) seen.add(key);
    }
    expect([...seen].sort()).toEqual(
      [
        'abort',
        'credential',
        'durationMs',
        'error',
        'method',
        'monotonicMs',
        'phase',
        'response',
        'route',
        'shape',
        'socket',
        'startedAt',
        'url',
      ].filter((key) => seen.has(key)),
    );
  });
});

/** The same world with everything that only the judge may know replaced. */
function scrambled(world: World): World {
  const rename = (id: string): string => (id === '*' ? id : `z${[...id].reverse().join('')}`);
  const other = { provider: 'self', self: 'network', network: 'provider' } as const;
  return {
    ...world,
    id: 'scrambled',
    title: 'scrambled',
    family: 'scrambled',
    notes: '',
    source: '',
    providers: world.providers.map((provider) => ({
      ...provider,
      id: rename(provider.id),
    })),
    faults: world.faults.map((fault) => ({
      ...fault,
      cause: other[fault.cause],
      where: {
        ...fault.where,
        ...(fault.where.provider === undefined ? {} : { provider: rename(fault.where.provider) }),
      },
    })),
    signals: world.signals.map((signal) =>
      'provider' in signal ? { ...signal, provider: rename(signal.provider) } : signal,
    ),
    truth: world.truth.map((truth) => ({
      ...truth,
      provider: rename(truth.provider),
      owner: other[truth.owner],
      acceptable: [],
    })),
  };
}
