/** Width of a cell of the fine ring, in milliseconds. */
export const FINE_CELL_MS = 250;
/** Cells of the fine ring: 10 s. */
export const FINE_CELLS = 40;
/** Fine cells in one cell of the coarse ring: 15 s. */
export const FINE_PER_COARSE = 60;
/** Cells of the coarse ring: 5 min. */
export const COARSE_CELLS = 20;

/** Cells are numbered anew after so many (8 years), so that a number always fits 31 bits. */
const CELL_NUMBERS = 2 ** 30;

/** Results arrive a little out of order; a clock that goes back further than this was set. Milliseconds. */
const DISORDER_MS = 60_000;

/**
 * Time that starts at 0 and never goes back, from a clock that should not but may: a clock set back carries on from
 * where it was, one set forward ages everything, and what is no number is ignored.
 */
export class SteadyTime {
  /** Number of the fine cell of now. */
  cell = 0;
  #clockMs = Number.NaN;
  #offsetMs = Number.NaN;
  /** The reading of the clock at which the next cell begins. */
  #nextCellMs = Number.NaN;

  /** Milliseconds since the first tick. */
  get nowMs(): number {
    return Number.isNaN(this.#clockMs) ? 0 : this.#clockMs - this.#offsetMs;
  }

  /** Moves to `clockMs`; returns the steady time of it. */
  tick(clockMs: number): number {
    if (clockMs >= this.#clockMs && clockMs < this.#nextCellMs) this.#clockMs = clockMs;
    else this.#move(clockMs);
    return this.nowMs;
  }

  /** The steady time of an earlier reading of the same clock. */
  at(clockMs: number): number {
    return clockMs - this.#offsetMs;
  }

  #move(clockMs: number): void {
    if (!Number.isFinite(clockMs) || (clockMs < this.#clockMs && clockMs >= this.#clockMs - DISORDER_MS))
      return;
    if (!(clockMs >= this.#clockMs)) this.#offsetMs = clockMs - this.nowMs;
    this.#clockMs = clockMs;
    const cell = Math.floor(this.nowMs / FINE_CELL_MS);
    this.#nextCellMs = this.#offsetMs + (cell + 1) * FINE_CELL_MS;
    this.cell = cell % CELL_NUMBERS;
  }
}
