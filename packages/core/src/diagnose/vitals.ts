import type { Vital } from '../signal.ts';

/** From here on a vital may be why exchanges fail. Milliseconds, requests, share, milliseconds. */
const TROUBLE: Readonly<Record<Vital, number>> = {
  event_loop_delay: 150,
  pool_pending: 10,
  open_files_ratio: 0.9,
  clock_skew: 30_000,
};
/** A value older than this is not known any more, except the clock's, which does not heal by itself. Milliseconds. */
const STALE_MS = 60_000;
/** A vital that recovered still explains what ends within this time. Milliseconds. */
const LINGER_MS = 12_000;

/** What is bad is still so until the next measurement tells otherwise, and that may be late. Milliseconds. */
const SAMPLE_MS = 1_500;

/** One vital of the process and when it went bad. */
export class VitalRecord {
  readonly #vital: Vital;
  value = 0;
  worst = 0;
  /** Since when it is bad; NaN while it is well. */
  badSinceMs: number = Number.NaN;
  lastBadMs: number = Number.NEGATIVE_INFINITY;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(vital: Vital) {
    this.#vital = vital;
  }

  measured(value: number, nowMs: number): void {
    this.value = value;
    this.#lastMs = nowMs;
    if (Math.abs(value) >= TROUBLE[this.#vital]) {
      if (Number.isNaN(this.badSinceMs)) {
        this.badSinceMs = nowMs;
        this.worst = 0;
      }
      this.worst = Math.max(this.worst, Math.abs(value));
      this.lastBadMs = nowMs;
    } else if (nowMs - this.lastBadMs > LINGER_MS) {
      this.badSinceMs = Number.NaN;
    }
  }

  /** The worst value of the present trouble; 0 when it is well. */
  trouble(nowMs: number): number {
    if (Number.isNaN(this.badSinceMs)) return 0;
    return nowMs - this.#lastMs > STALE_MS && this.#vital !== 'clock_skew' ? 0 : this.worst;
  }

  /** The worst value of a trouble that an exchange from `fromMs` on was under way in; 0 when there was none. */
  troubleSince(fromMs: number, nowMs: number): number {
    return fromMs - this.lastBadMs > SAMPLE_MS ? 0 : this.trouble(nowMs);
  }
}
