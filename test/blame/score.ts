import type { Judgement, Standing } from './method.ts';
import type { Settled } from './replay.ts';
import type { Cause, Truth, World } from './world.ts';

/** From this confidence on a verdict counts as declared. */
export const DECLARED = 0.8;
/** A verdict counts as reached when it holds this long. */
const HOLDS_MS = 10_000;
const BINS = 10;

/** What became of one incident under one method. */
export interface IncidentScore {
  readonly truth: Truth;
  /** From the first faulted failure to the right verdict; absent when it was missed. */
  readonly seconds?: number;
  readonly requests?: number;
  /** Seconds with a declared verdict whose owner is not acceptable. */
  readonly wrongSeconds: number;
  /** An own or network incident for which the provider was declared at fault. */
  readonly falseProvider: boolean;
  /** Whether the provider counts towards {@link falseProvider}. */
  readonly couldBeFalse: boolean;
  /** From the end of the fault to a healthy verdict. */
  readonly clearSeconds?: number;
}

/** The score of one method in one world and seed. */
export interface RunScore {
  readonly failures: number;
  readonly strict: number;
  readonly acceptable: number;
  readonly known: number;
  /** Per owner: failures and those labelled right, unknowable intervals left out. */
  readonly owners: Readonly<Record<Cause, { failures: number; right: number }>>;
  readonly bins: readonly { n: number; confidence: number; right: number; acceptable: number }[];
  readonly incidents: readonly IncidentScore[];
  readonly flips: number;
  readonly alarms: number;
  readonly hours: number;
}

interface Watch {
  readonly truth: Truth;
  readonly provider: number;
  firstMs: number;
  requests: number;
  sinceMs: number;
  sinceRequests: number;
  foundMs: number;
  foundRequests: number;
  wrongMs: number;
  falseProvider: boolean;
  clearMs: number;
}

/** Keeps the score of one method through one replay. */
export class Scorekeeper {
  readonly #world: World;
  readonly #watches: Watch[];
  readonly #owners = {
    self: { failures: 0, right: 0 },
    provider: { failures: 0, right: 0 },
    network: { failures: 0, right: 0 },
  };
  readonly #bins = Array.from({ length: BINS }, () => ({ n: 0, confidence: 0, right: 0, acceptable: 0 }));
  readonly #owner: string[];
  #failures = 0;
  #strict = 0;
  #acceptable = 0;
  #known = 0;
  #flips = 0;
  #alarms = 0;

  constructor(world: World) {
    this.#world = world;
    this.#owner = world.providers.map(() => 'none');
    this.#watches = world.truth.map((truth) => ({
      truth,
      provider: world.providers.findIndex((provider) => provider.id === truth.provider),
      firstMs: Number.NaN,
      requests: 0,
      sinceMs: Number.NaN,
      sinceRequests: 0,
      foundMs: Number.NaN,
      foundRequests: 0,
      wrongMs: 0,
      falseProvider: false,
      clearMs: Number.NaN,
    }));
  }

  /** Scores the blame given to one settled exchange. */
  settled(event: Settled, judgement: Judgement): void {
    for (const watch of this.#watches) {
      if (watch.provider !== event.provider) continue;
      if (Number.isNaN(watch.firstMs)) {
        if (!event.hit || !within(watch.truth, event.startS)) continue;
        watch.firstMs = event.endMs;
      }
      watch.requests++;
    }
    if (!event.hit || event.cause === 'none') return;
    const truth = this.#world.truth.find(
      (one) => this.#world.providers[event.provider]?.id === one.provider && within(one, event.startS),
    );
    const unknowable = truth?.unknowable === true;
    const strict = judgement.blame === (unknowable ? 'unknown' : event.cause);
    const fair =
      strict ||
      (truth === undefined ? false : truth.acceptable.includes(judgement.blame)) ||
      (unknowable && judgement.blame === 'unknown');
    this.#failures++;
    if (strict) this.#strict++;
    if (fair) this.#acceptable++;
    if (judgement.blame !== 'unknown') this.#known++;
    if (!unknowable) {
      this.#owners[event.cause].failures++;
      if (strict) this.#owners[event.cause].right++;
    }
    const bin = this.#bins[Math.min(BINS - 1, Math.floor(judgement.confidence * BINS))]!;
    bin.n++;
    bin.confidence += judgement.confidence;
    if (strict) bin.right++;
    if (fair) bin.acceptable++;
  }

  /** Scores the verdicts of one second, one per provider of the world. */
  tick(nowMs: number, standings: readonly Standing[]): void {
    standings.forEach((standing, provider) => {
      const owner = alarming(standing) ? standing.owner : 'none';
      if (owner !== this.#owner[provider]) {
        this.#flips++;
        if (this.#owner[provider] === 'none') this.#alarms++;
        this.#owner[provider] = owner;
      }
    });
    for (const watch of this.#watches) {
      const standing = standings[watch.provider];
      if (standing !== undefined) follow(watch, standing, nowMs);
    }
  }

  finish(): RunScore {
    return {
      failures: this.#failures,
      strict: this.#strict,
      acceptable: this.#acceptable,
      known: this.#known,
      owners: this.#owners,
      bins: this.#bins,
      incidents: this.#watches.filter((watch) => !Number.isNaN(watch.firstMs)).map(incidentOf),
      flips: this.#flips,
      alarms: this.#world.truth.length === 0 ? this.#alarms : 0,
      hours: this.#world.duration_s / 3600,
    };
  }
}

/** Whether a verdict would wake somebody: it names an owner, and more than a passing blip. */
export function alarming(standing: Standing): boolean {
  if (standing.kind === 'healthy' || standing.kind === 'transient' || standing.kind === 'unknown')
    return false;
  return standing.owner !== 'none' && standing.owner !== 'unknown';
}

function within(truth: Truth, t: number): boolean {
  return truth.from_s <= t && t < truth.to_s;
}

function follow(watch: Watch, standing: Standing, nowMs: number): void {
  const { truth } = watch;
  const running = within(truth, nowMs / 1000);
  if (running && standing.confidence >= DECLARED && alarming(standing)) {
    if (!truth.acceptable.includes(standing.owner)) watch.wrongMs += 1000;
    if (standing.owner === 'provider') watch.falseProvider = true;
  }
  if (nowMs / 1000 >= truth.to_s && Number.isNaN(watch.clearMs) && standing.kind === 'healthy') {
    watch.clearMs = nowMs - truth.to_s * 1000;
  }
  if (Number.isNaN(watch.firstMs) || !Number.isNaN(watch.foundMs)) return;
  if (standing.owner !== truth.owner || !alarming(standing)) {
    watch.sinceMs = Number.NaN;
    return;
  }
  if (Number.isNaN(watch.sinceMs)) {
    if (!running) return;
    watch.sinceMs = nowMs;
    watch.sinceRequests = watch.requests;
  }
  if (nowMs - watch.sinceMs >= HOLDS_MS) {
    watch.foundMs = watch.sinceMs;
    watch.foundRequests = watch.sinceRequests;
  }
}

function incidentOf(watch: Watch): IncidentScore {
  const { truth } = watch;
  const couldBeFalse = truth.owner !== 'provider' && !truth.acceptable.includes('provider');
  return {
    truth,
    ...(Number.isNaN(watch.foundMs)
      ? {}
      : { seconds: Math.max(0, (watch.foundMs - watch.firstMs) / 1000), requests: watch.foundRequests }),
    wrongSeconds: watch.wrongMs / 1000,
    falseProvider: couldBeFalse && watch.falseProvider,
    couldBeFalse,
    ...(Number.isNaN(watch.clearMs) ? {} : { clearSeconds: watch.clearMs / 1000 }),
  };
}
