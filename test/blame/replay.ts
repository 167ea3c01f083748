import type { Exchange, Signal } from '@faultline/core';
import { prepareFaults } from './faults.ts';
import { type LimitAnswer, LimitWindow } from './limit.ts';
import { createRandom, hashOf, logNormal } from './random.ts';
import { SettleQueue } from './settle-queue.ts';
import { signalPlan, skewAt } from './signals.ts';
import { nextArrival, prepareTraffic, type Source } from './traffic.ts';
import { type Answer, exchangeOf, OK, type Sent } from './wire.ts';
import type { Cause, World } from './world.ts';

/** One settled exchange and, for the judge, what was behind it. */
export interface Settled {
  readonly exchange: Exchange;
  readonly host: string;
  readonly endpoint: string;
  readonly startS: number;
  readonly endMs: number;
  /** Index of the provider in the world. */
  readonly provider: number;
  /** Whether a fault or a limit made it what it is. */
  readonly hit: boolean;
  /** Who caused it; `none` for a success and for everyday noise. */
  readonly cause: Cause | 'none';
}

/** Listens to a replay, in the order of time. A returned promise is awaited before time goes on. */
export interface Audience {
  settled(event: Settled): Promise<void> | undefined;
  signal(signal: Signal, nowMs: number): void;
  /** Once a second. */
  tick(nowMs: number): void;
}

/** Plays a world on a virtual clock. The same world and seed give the same exchanges. */
export async function replay(world: World, seed: number, audience: Audience): Promise<void> {
  const random = createRandom(
    hashOf(world.providers.map(({ host }) => host).join()) ^ Math.imul(seed + 1, 0x9e3779b1),
  );
  const faults = prepareFaults(world, random);
  const sources = prepareTraffic(world, random);
  const limits = world.providers.map((provider) =>
    provider.limit === undefined ? undefined : new LimitWindow(provider, provider.limit, world.faults),
  );
  const signals = signalPlan(world);
  const settling = new SettleQueue();
  const endS = world.duration_s;
  let signalAt = 0;
  let tickS = 0;

  for (;;) {
    const source = earliest(sources);
    const arrivalMs = source === undefined ? Number.POSITIVE_INFINITY : source.nextS * 1000;
    const settleMs = settling.earliestMs();
    const signalMs = signals[signalAt]?.atMs ?? Number.POSITIVE_INFINITY;
    const tickMs = tickS <= endS ? tickS * 1000 : Number.POSITIVE_INFINITY;
    const next = Math.min(arrivalMs, settleMs, signalMs, tickMs);
    if (next === Number.POSITIVE_INFINITY) return;
    if (next === signalMs) {
      audience.signal(signals[signalAt++]!.signal, next);
    } else if (next === settleMs) {
      const waiting = audience.settled(settling.take());
      if (waiting !== undefined) await waiting;
    } else if (next === tickMs) {
      audience.tick(next);
      tickS++;
    } else if (source !== undefined) {
      settling.add(send(source));
      source.nextS = nextArrival(source, source.nextS, endS, random);
    }
  }

  function send(source: Source): Settled {
    const t = source.nextS;
    const credential = source.credentials[Math.floor(random.uniform() * source.credentials.length)];
    const shape = source.shapeAt(random.uniform());
    let socket: 'new' | 'reused' = random.uniform() < source.newSockets ? 'new' : 'reused';
    const fault = faults.choose(source, t, credential?.id ?? '', shape?.id, socket, random);
    const noise = fault === undefined ? source.noiseAt(random.uniform()) : undefined;
    let answer: Answer = fault?.answer ?? noise?.answer ?? OK;
    let latency = fault?.latency ?? noise?.latency ?? source.latency;
    let cause: Cause | 'none' = fault?.cause ?? 'none';
    let hit = fault?.answer !== undefined;

    const limited = reaches(answer) ? limits[source.provider]?.take(t) : undefined;
    if (limited?.refused === true) {
      ({ answer, cause, hit } = refusal(source, limited));
      latency = source.latency;
    }
    let durationMs = logNormal(random, latency.p50, latency.p99);
    const timedOut = durationMs > source.timeoutMs;
    if (timedOut) {
      durationMs = source.timeoutMs;
      if (limited?.refused !== true && fault !== undefined) hit = true;
    }
    if (!hit) cause = 'none';
    if (!reaches(answer)) socket = 'new';
    const sent: Sent = {
      method: source.method,
      url: source.url,
      route: source.route,
      startMs: t * 1000,
      skewMs: skewAt(world, t),
      credential: credential?.seen ?? '',
      shape: shape?.seen,
      edge: source.edge,
    };
    const carriesLimit = limited?.refused === true || (answer.status < 500 && fault?.answer === undefined);
    return {
      exchange: exchangeOf(
        sent,
        answer,
        durationMs,
        timedOut,
        socket,
        carriesLimit ? limited?.headers : undefined,
      ),
      host: source.host,
      endpoint: source.endpoint,
      startS: t,
      endMs: t * 1000 + durationMs,
      provider: source.provider,
      hit,
      cause,
    };
  }
}

/** Whether a request got as far as the provider. */
function reaches(answer: Answer): boolean {
  return answer.phase !== 'dns' && answer.phase !== 'connect' && answer.phase !== 'tls';
}

function refusal(source: Source, limited: LimitAnswer): { answer: Answer; cause: Cause; hit: boolean } {
  const retryAfter =
    limited.headers === undefined ? undefined : { 'retry-after': String(limited.retryAfterS) };
  const answer: Answer = {
    status: source.limitStatus,
    headers: { 'content-type': 'application/json', ...retryAfter },
    ...(source.limitBody === undefined ? undefined : { body: source.limitBody }),
  };
  return { answer, cause: limited.cause, hit: true };
}

function earliest(sources: readonly Source[]): Source | undefined {
  let first: Source | undefined;
  for (const source of sources) {
    if (source.nextS !== Number.POSITIVE_INFINITY && (first === undefined || source.nextS < first.nextS)) {
      first = source;
    }
  }
  return first;
}
