import { Tally } from './count.ts';
import { Drift } from './drift.ts';
import { Tallies } from './tallies.ts';

/** Shapes kept of one endpoint. */
const MAX_SHAPES = 24;
/** Exchanges after which what was learnt counts half, so that the everyday may change. */
const MEMORY = 20_000;
/** Weight of one success in the usual and in the present latency. */
const USUAL = 1 / 64;
const PRESENT = 1 / 8;

/** Successes from which on the usual latency is known. */
export const LATENCY_KNOWN = 5;

/** What is known of one endpoint of a provider. */
export class EndpointRecord extends Tally {
  readonly provider: string;
  readonly name: string;
  readonly shapes: Tallies = new Tallies(MAX_SHAPES);
  /** Exchanges from which the everyday was learnt. */
  learnt = 0;
  /** Mean logarithm of the milliseconds of successes: as ever, and lately. */
  usualLog: number = Number.NaN;
  presentLog: number = Number.NaN;
  /** Mean distance from the usual. */
  spread = 0.5;
  #drifts: (Drift | undefined)[] | undefined;

  constructor(provider: string, name: string, nowMs: number) {
    super(nowMs);
    this.provider = provider;
    this.name = name;
  }

  /** The drift of a complaint, made at its first failure. */
  drift(complaint: number): Drift {
    this.#drifts ??= [];
    let drift = this.#drifts[complaint];
    if (drift === undefined) {
      drift = new Drift(complaint);
      this.#drifts[complaint] = drift;
    }
    return drift;
  }

  /** The drift of a complaint, if it ever failed so. */
  drifted(complaint: number): Drift | undefined {
    return this.#drifts?.[complaint];
  }

  /** Counts one more exchange of the everyday. */
  learn(): void {
    if (++this.learnt <= MEMORY) return;
    this.learnt /= 2;
    for (const drift of this.#drifts ?? []) drift?.fade();
  }

  /** Logarithm of a duration over the usual of successes; NaN while that is not known. */
  logRatioOf(durationMs: number): number {
    return this.ok < LATENCY_KNOWN ? Number.NaN : Math.log(durationMs + 1) - this.usualLog;
  }

  /** Takes the latency of a success; as usual only while all is well. */
  took(durationMs: number, calm: boolean): void {
    const log = Math.log(durationMs + 1);
    if (Number.isNaN(this.usualLog)) {
      this.usualLog = log;
      this.presentLog = log;
      return;
    }
    this.presentLog += (log - this.presentLog) * PRESENT;
    if (!calm) return;
    const weight = this.ok < 64 ? 1 / (this.ok + 1) : USUAL;
    this.usualLog += (log - this.usualLog) * weight;
    this.spread += (Math.abs(log - this.usualLog) - this.spread) * weight;
  }
}
