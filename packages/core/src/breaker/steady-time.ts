/** Width of a cell of the fine ring, in milliseconds. */
export const FINE_CELL_MS = 250;
/** Cells of the fine ring: 10 s. */
export const FINE_CELLS = 40;
/** Fine cells in one cell of the coarse ring: 15 s. */
export const FINE_PER_COARSE = 60;
/** Cells of the coarse ring: 5 min. */
export const COARSE_CELLS = 20;

/** Results arrive a little out of order; a clock that goes back further than this was set. Milliseconds. */
const DISORDER_MS = 60_000;

/**
 * Time that starts at 0 and never goes back, from a clock that should not but may: a clock set back carries on from
 * where it was, one set forward ages everything, and what is no number is ignored.
 */
export class SteadyTime {
  /** Milliseconds since the first tick. */
  nowMs = 0;
  /** Number of the fine cell of now. */
  cell = 0;
  #offsetMs = Number.NaN;
  #cellEndMs = FINE_CELL_MS;

  /** Moves to `clockMs`; returns the steady time of it. */
  tick(clockMs: number): number {
    const aheadMs = clockMs - this.#offsetMs - this.nowMs;
    if (aheadMs > 0 && aheadMs < Number.POSITIVE_INFINITY) {
      this.nowMs += aheadMs;
      if (this.nowMs >= this.#cellEndMs) {
        this.cell = Math.floor(this.nowMs / FINE_CELL_MS);
        this.#cellEndMs = (this.cell + 1) * FINE_CELL_MS;
      }
    } else if (!(aheadMs >= -DISORDER_MS) && Number.isFinite(clockMs)) {
      this.#offsetMs = clockMs - this.nowMs;
    }
    return this.nowMs;
  }

  /** The steady time of an earlier reading of the same clock. */
  at(clockMs: number): number {
    return clockMs - this.#offsetMs;
  }
}
