import { hashOf, type Random } from './random.ts';
import { type Answer, answerOf, bodyText, OK } from './wire.ts';
import type { Latency, World, WorldEndpoint, WorldProvider } from './world.ts';

/** An identity of the world's file, and the opaque one that the process sees for it. */
export interface Identity {
  readonly id: string;
  readonly seen: string;
}

interface Noise {
  readonly upTo: number;
  readonly answer: Answer;
  readonly latency: Latency | undefined;
}

/** One Poisson stream of requests. */
export interface Source {
  readonly provider: number;
  readonly providerId: string;
  readonly host: string;
  readonly edge: string | undefined;
  readonly method: string;
  readonly route: string;
  readonly endpoint: string;
  readonly url: string;
  readonly rps: number;
  readonly latency: Latency;
  readonly timeoutMs: number;
  readonly newSockets: number;
  readonly credentials: readonly Identity[];
  readonly limitStatus: number;
  readonly limitBody: string | undefined;
  /** Moments at which the rate changes, ascending, with the factor from then on. */
  readonly rates: readonly { readonly fromS: number; readonly factor: number }[];
  shapeAt(draw: number): Identity | undefined;
  noiseAt(draw: number): Noise | undefined;
  nextS: number;
}

/** Prepares the streams of a world, each with its first arrival drawn. */
export function prepareTraffic(world: World, random: Random): Source[] {
  const sources: Source[] = [];
  world.providers.forEach((provider, index) => {
    for (const endpoint of provider.endpoints) sources.push(sourceOf(world, provider, index, endpoint));
  });
  for (const source of sources) source.nextS = nextArrival(source, 0, world.duration_s, random);
  return sources;
}

/** The next arrival after `fromS`: exponential at the rate of the moment, redrawn where the rate changes. */
export function nextArrival(source: Source, fromS: number, endS: number, random: Random): number {
  let t = fromS;
  let index = 0;
  const { rates } = source;
  while (index + 1 < rates.length && rates[index + 1]!.fromS <= t) index++;
  for (; index < rates.length; index++) {
    const until = Math.min(rates[index + 1]?.fromS ?? endS, endS);
    t = Math.max(t, rates[index]!.fromS);
    const rate = source.rps * rates[index]!.factor;
    if (rate <= 0) continue;
    t += random.exponential() / rate;
    if (t < until) return t;
    t = until;
    if (t >= endS) break;
  }
  return Number.POSITIVE_INFINITY;
}

function sourceOf(world: World, provider: WorldProvider, index: number, endpoint: WorldEndpoint): Source {
  const shapes = sharesOf(provider, endpoint);
  const noises = noisesOf(endpoint);
  const path = endpoint.route.replace(/\{[^}]*\}/g, '7');
  return {
    provider: index,
    providerId: provider.id,
    host: provider.host,
    edge: provider.edge,
    method: endpoint.method,
    route: endpoint.route,
    endpoint: `${endpoint.method} ${endpoint.route}`,
    url: `https://${provider.host}${path}`,
    rps: endpoint.rps,
    latency: endpoint.latency_ms,
    timeoutMs: endpoint.timeout_ms ?? Number.POSITIVE_INFINITY,
    newSockets: provider.new_sockets ?? 0.1,
    credentials: (endpoint.credentials ?? provider.credentials).map((id) => ({
      id,
      seen: `c${hashOf(`${provider.host} ${id}`).toString(36)}`,
    })),
    limitStatus: provider.limit?.status ?? 429,
    limitBody: bodyText(provider.limit?.body),
    rates: ratesOf(world, provider, endpoint),
    shapeAt(draw) {
      for (const share of shapes) if (draw < share.upTo) return share.identity;
      return shapes.at(-1)?.identity;
    },
    noiseAt(draw) {
      for (const noise of noises) if (draw < noise.upTo) return noise;
      return undefined;
    },
    nextS: Number.POSITIVE_INFINITY,
  };
}

function sharesOf(provider: WorldProvider, endpoint: WorldEndpoint): { upTo: number; identity: Identity }[] {
  const entries = Object.entries(endpoint.shapes ?? {});
  const total = entries.reduce((sum, [, share]) => sum + share, 0);
  let upTo = 0;
  return entries.map(([id, share]) => {
    upTo += share / total;
    const seen = `s${hashOf(`${provider.host} ${endpoint.method} ${endpoint.route} ${id}`).toString(36)}`;
    return { upTo, identity: { id, seen } };
  });
}

function noisesOf(endpoint: WorldEndpoint): Noise[] {
  let upTo = 0;
  return (endpoint.base ?? []).map((noise) => {
    upTo += noise.p;
    return { upTo, answer: answerOf(noise) ?? OK, latency: noise.latency_ms };
  });
}

/** Product of the active `traffic` signals, zero outside of the endpoint's own interval. */
function ratesOf(world: World, provider: WorldProvider, endpoint: WorldEndpoint): Source['rates'] {
  const surges = world.signals.filter(
    (signal) => signal.kind === 'traffic' && (signal.provider === provider.id || signal.provider === '*'),
  ) as Extract<World['signals'][number], { kind: 'traffic' }>[];
  const from = endpoint.from_s ?? 0;
  const to = endpoint.to_s ?? Number.POSITIVE_INFINITY;
  const moments = new Set([0, from, to, ...surges.flatMap((surge) => [surge.from_s, surge.to_s])]);
  return [...moments]
    .filter((moment) => moment >= 0 && moment !== Number.POSITIVE_INFINITY)
    .sort((a, b) => a - b)
    .map((fromS) => {
      let factor = from <= fromS && fromS < to ? 1 : 0;
      for (const surge of surges) if (surge.from_s <= fromS && fromS < surge.to_s) factor *= surge.x;
      return { fromS, factor };
    });
}
