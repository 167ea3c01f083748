import { COMPLAINTS } from './complaint.ts';
import { Cusum } from './cusum.ts';
import { KNOWN } from './drift.ts';
import { ramp } from './sign.ts';

/** Score from which a suspicion stands. The everyday of a seldom failure is guessed high, so the odds are better than e^15. */
const STANDS_AT = 15;
/** What an everyday that is often, and so known well, asks in addition. */
const OFTEN = 5;
/** Failures sent or settled within so long of the first one are one burst. Milliseconds. */
const BURST_MS = 3_000;
/** Least time without a failure before trouble is over. Milliseconds. */
const CALM_MS = 15_000;
/** Chance at which a run of successes ends it: so unlikely if the trouble still held. */
const OVER_AT = 0.002;
/** Refusals begin here. */
const FIRST_REFUSAL: number = COMPLAINTS.indexOf('throttled');
/** A share of refusals that is no everyday even of a new endpoint. */
const CLEAR_SHARE = 0.85;
/** Weight of the last failure in the belief. */
const RECENT = 0.15;
/** Without any exchange for so long nothing is known any more. Milliseconds. */
const STALE_MS = 900_000;

/** One possible trouble of one provider: one complaint, since the failure that it began with. Its score is over all endpoints together. */
export class Suspicion extends Cusum {
  readonly complaint: number;
  /** Tells this trouble from earlier ones in the counts. */
  readonly epoch: number;
  readonly onsetMs: number;
  lastFailedMs: number;
  lastMs: number;
  failures = 0;
  /** Successes at endpoints that have failed. */
  successes = 0;
  /** Successes at failed endpoints since the last failure. */
  run = 0;
  newOk = 0;
  newFailed = 0;
  reusedOk = 0;
  reusedFailed = 0;
  /** Failures at endpoints whose usual latency is known, and the sum of the logarithms of their durations over it. */
  timed = 0;
  logRatio = 0;
  /** Endpoints at which the score of this complaint is above 0. */
  hot = 0;
  /** The most often everyday of the endpoints that failed. */
  #everyday = 0;
  /** When the first failure of the present burst was sent and settled. */
  #sentMs = Number.NEGATIVE_INFINITY;
  #settledMs = Number.NEGATIVE_INFINITY;
  /** Whether it has been believed. */
  standing = false;
  /** Number of own changes at the onset, and successes between the last one and the first failure. */
  readonly change: number;
  readonly okSinceChange: number;
  /** How far the own rate was above the usual at the onset, as a ratio. */
  surge = 1;
  /** Smoothed chances of the hypotheses over its failures. */
  belief: number[] | undefined;
  /** What speaks for the likeliest, as last seen. */
  evidence: readonly string[] = [];
  /** Whether the provider says that a quota is used up or a bill unpaid, rather than a rate exceeded or a key bad. */
  quota = false;

  /** Exchanges of the endpoint from which its everyday was known at the onset. */
  readonly learnt: number;

  constructor(
    complaint: number,
    epoch: number,
    nowMs: number,
    change: number,
    okSinceChange: number,
    learnt: number,
  ) {
    super();
    this.complaint = complaint;
    this.epoch = epoch;
    this.onsetMs = nowMs;
    this.lastFailedMs = nowMs;
    this.lastMs = nowMs;
    this.change = change;
    this.okSinceChange = okSinceChange;
    this.learnt = learnt;
  }

  /** Whether nothing speaks for it any more. */
  get spent(): boolean {
    return !this.standing && this.score === 0 && this.hot === 0;
  }

  /**
   * The burst that a failure belongs to, named by its beginning. A stall of seconds fails what was sent in it, whenever that settles; a
   * connection that breaks fails what was sent over minutes, all at once: only a failure apart from both begins another.
   */
  burstOf(nowMs: number, durationMs: number): number {
    if (nowMs - this.#settledMs >= BURST_MS && nowMs - durationMs - this.#sentMs >= BURST_MS) {
      this.#settledMs = nowMs;
      this.#sentMs = nowMs - durationMs;
    }
    return this.#settledMs;
  }

  failed(
    nowMs: number,
    step: number,
    burst: number,
    socket: 'new' | 'reused' | undefined,
    logRatio: number,
  ): void {
    this.failures++;
    this.run = 0;
    this.lastFailedMs = nowMs;
    this.lastMs = nowMs;
    this.rise(step, burst);
    if (!Number.isNaN(logRatio)) {
      this.timed++;
      this.logRatio += logRatio;
    }
    if (socket === 'new') this.newFailed++;
    else if (socket === 'reused') this.reusedFailed++;
  }

  succeeded(
    nowMs: number,
    step: number,
    socket: 'new' | 'reused' | undefined,
    atFailedEndpoint: boolean,
  ): void {
    this.lastMs = nowMs;
    this.fall(step);
    if (socket === 'new') this.newOk++;
    else if (socket === 'reused') this.reusedOk++;
    if (atFailedEndpoint) {
      this.successes++;
      this.run++;
    }
  }

  /** Takes the chances that one failure was given. */
  believe(chances: readonly number[]): void {
    if (this.belief === undefined) {
      this.belief = [...chances];
      return;
    }
    const weight = Math.max(RECENT, 1 / this.failures);
    for (let index = 0; index < chances.length; index++) {
      const held = this.belief[index] ?? 0;
      this.belief[index] = held + ((chances[index] ?? 0) - held) * weight;
    }
  }

  /** Share of failures at the endpoints that fail. */
  get share(): number {
    return this.failures / (this.failures + this.successes);
  }

  /** Whether it is to be believed, at a score and the everyday share of the endpoint that failed. */
  believable(score: number, everyday: number): boolean {
    // An everyday that was not known at the onset is mostly the trouble itself.
    if (this.learnt >= KNOWN) this.#everyday = Math.max(this.#everyday, everyday);
    return this.unusual && score >= STANDS_AT + OFTEN * ramp(this.#everyday, 0.01, 0.04);
  }

  /** Whether nothing was heard for so long that nothing is known any more. */
  stale(nowMs: number): boolean {
    return nowMs - this.lastMs > STALE_MS;
  }

  /** Whether it is more than an everyday that is not known yet: refusals are everyday business of some endpoints. */
  get unusual(): boolean {
    return this.complaint < FIRST_REFUSAL || this.learnt >= KNOWN || this.share >= CLEAR_SHARE;
  }

  /** Whether the trouble is over, or too old to be known of. */
  over(nowMs: number): boolean {
    if (this.stale(nowMs)) return true;
    if (nowMs - this.lastFailedMs < CALM_MS) return false;
    return (1 - Math.max(0.02, this.share * 0.8)) ** this.run < OVER_AT;
  }
}
