import { COARSE_CELLS, FINE_CELL_MS, FINE_CELLS, FINE_PER_COARSE, type SteadyTime } from './steady-time.ts';
import { failsMostly, TRIP_SPAN_MS, type TripRule } from './trip-rule.ts';

/** Windows that there is memory for at first. */
const FIRST_WINDOWS = 64;
/** Calls and failures of every cell, side by side: first the fine ring, then the coarse one. */
const COARSE_START = 2 * FINE_CELLS;
const WIDTH = COARSE_START + 2 * COARSE_CELLS;
const CELL_MAX = 0xffff;
/** With fewer calls than this in the fine ring, the coarse ring is asked too. */
const SPARSE_CALLS = 20;
const SPAN_CELLS = TRIP_SPAN_MS / FINE_CELL_MS;

/**
 * The windows of all keys, as counts of calls and failures: a fine ring of 40 × 250 ms and a coarse one of 20 × 15 s,
 * 240 bytes a key, in one array of 16-bit cells. Windows move when they are touched; no timer.
 */
export class WindowSlab {
  /** What the last {@link proves} that held was about: failures, calls, and the milliseconds that they span. */
  failures = 0;
  calls = 0;
  spanMs = 0;

  #counts: Uint16Array;
  readonly #cells: Int32Array;
  /** By window: the cell from which its rings count. What they hold of before is not read, and need not be emptied at once. */
  readonly #since: Int32Array;
  readonly #time: SteadyTime;
  readonly #rule: TripRule;
  /** Offsets of the cells of now, kept because most calls fall into the same ones. */
  #cell = 0;
  #fine = 0;
  #coarse = COARSE_START;

  /** Room for the windows `0 … capacity − 1`. */
  constructor(capacity: number, time: SteadyTime, rule: TripRule) {
    this.#cells = new Int32Array(capacity);
    this.#since = new Int32Array(capacity);
    this.#counts = new Uint16Array(Math.min(FIRST_WINDOWS, capacity) * WIDTH);
    this.#time = time;
    this.#rule = rule;
  }

  /** Empties a window, and gives it memory when it has none. Call before anything else on a slot. */
  clear(slot: number): void {
    const start = slot * WIDTH;
    if (start >= this.#counts.length) this.#grow(slot);
    this.#counts.fill(0, start, start + WIDTH);
    this.#cells[slot] = this.#time.cell;
    this.#since[slot] = this.#time.cell - FINE_CELLS;
  }

  /** Counts one call that did not fail: the hot path. */
  call(slot: number): void {
    const start = this.#turn(slot);
    const counts = this.#counts;
    const fine = start + this.#fine;
    const coarse = start + this.#coarse;
    const n = counts[fine] as number;
    const m = counts[coarse] as number;
    if (n < CELL_MAX && m < CELL_MAX) {
      counts[fine] = n + 1;
      counts[coarse] = m + 1;
    } else {
      bump(counts, fine, 1, 0);
      bump(counts, coarse, 1, 0);
    }
  }

  /** Counts one failed call. */
  failure(slot: number): void {
    this.#add(slot, 1, 1);
  }

  /** Turns a counted call into a failed one. */
  fail(slot: number): void {
    this.#add(slot, 0, 1);
  }

  /** Milliseconds since a window last counted anything, to a cell. */
  idleMs(slot: number): number {
    return Math.abs(this.#time.cell - (this.#cells[slot] as number)) * FINE_CELL_MS;
  }

  /**
   * Whether any suffix of the window, newest cells first, proves that calls fail mostly. Ask when a failure has been
   * counted: only a failure can make it true.
   */
  proves(slot: number): boolean {
    const counts = this.#counts;
    const start = slot * WIDTH;
    const { failures: least, z } = this.#rule;
    let calls = 0;
    let failures = 0;
    let newest = -1;
    let span = 0;
    let i = this.#fine;
    const known = Math.min(FINE_CELLS, this.#time.cell - (this.#since[slot] as number) + 1);
    for (let age = 0; age < known; age++) {
      calls += counts[start + i] as number;
      const failed = counts[start + i + 1] as number;
      if (failed > 0) {
        failures += failed;
        if (newest < 0) newest = age;
        span = age - newest;
        if (failures >= least && span >= SPAN_CELLS && failsMostly(failures, Math.max(calls, failures), z)) {
          return this.#found(failures, calls, span * FINE_CELL_MS);
        }
      }
      i = i === 0 ? COARSE_START - 2 : i - 2;
    }
    if (calls >= SPARSE_CALLS) return false;

    // Failures that all lie in the fine ring have the span found there, whichever coarse cells they fell into.
    const recent = span >= SPAN_CELLS ? -1 : failures;
    calls = 0;
    failures = 0;
    i = this.#coarse;
    for (let age = 0; age < COARSE_CELLS; age++) {
      calls += counts[start + i] as number;
      const failed = counts[start + i + 1] as number;
      if (failed > 0) {
        failures += failed;
        if (failures >= least && failures > recent && failsMostly(failures, Math.max(calls, failures), z)) {
          return this.#found(failures, calls, Math.max(1, age) * FINE_PER_COARSE * FINE_CELL_MS);
        }
      }
      i = i === COARSE_START ? WIDTH - 2 : i - 2;
    }
    return false;
  }

  #found(failures: number, calls: number, spanMs: number): true {
    this.failures = failures;
    this.calls = Math.max(calls, failures);
    this.spanMs = spanMs;
    return true;
  }

  /** Doubles the memory, up to the capacity: rare, and a copy of a megabyte at most. */
  #grow(slot: number): void {
    const windows = Math.min(this.#cells.length, Math.max(2 * (this.#counts.length / WIDTH), slot + 1));
    const counts = new Uint16Array(windows * WIDTH);
    counts.set(this.#counts);
    this.#counts = counts;
  }

  #add(slot: number, calls: 0 | 1, failures: 0 | 1): void {
    const start = this.#turn(slot);
    const counts = this.#counts;
    bump(counts, start + this.#fine, calls, failures);
    bump(counts, start + this.#coarse, calls, failures);
  }

  /** Turns the rings of a window to now; returns where the window starts in its page. */
  #turn(slot: number): number {
    const { cell } = this.#time;
    if (cell !== this.#cell) this.#locate(cell);
    if (this.#cells[slot] !== cell) this.#advance(slot, cell);
    return slot * WIDTH;
  }

  #locate(cell: number): void {
    this.#cell = cell;
    this.#fine = 2 * (cell % FINE_CELLS);
    this.#coarse = COARSE_START + 2 * (Math.floor(cell / FINE_PER_COARSE) % COARSE_CELLS);
  }

  /** Empties the cells that a window's rings passed since it was last touched. */
  #advance(slot: number, to: number): void {
    const from = this.#cells[slot] as number;
    this.#cells[slot] = to;
    const counts = this.#counts;
    const start = slot * WIDTH;
    if (to - from >= FINE_CELLS || to < from) {
      // The whole fine ring is past: the cell of now is enough, the others are emptied as time reaches them.
      this.#since[slot] = to;
      sweep(counts, start, FINE_CELLS, to - 1, to);
    } else {
      sweep(counts, start, FINE_CELLS, from, to);
    }
    const coarseFrom = Math.floor(from / FINE_PER_COARSE);
    const coarseTo = Math.floor(to / FINE_PER_COARSE);
    if (coarseFrom !== coarseTo) sweep(counts, start + COARSE_START, COARSE_CELLS, coarseFrom, coarseTo);
  }
}

/** Adds to a cell. A full cell halves: its rate stays, its weight in the window shrinks. */
function bump(counts: Uint16Array, at: number, calls: 0 | 1, failures: 0 | 1): void {
  const n = counts[at] as number;
  const f = counts[at + 1] as number;
  if (n === CELL_MAX || f === CELL_MAX) {
    counts[at] = (n >> 1) + calls;
    counts[at + 1] = (f >> 1) + failures;
    return;
  }
  counts[at] = n + calls;
  counts[at + 1] = f + failures;
}

function sweep(counts: Uint16Array, start: number, cells: number, from: number, to: number): void {
  // A negative distance: the numbers of the cells have started anew.
  const passed = to - from;
  if (passed >= cells || passed < 0) {
    counts.fill(0, start, start + 2 * cells);
    return;
  }
  let at = start + 2 * (to % cells);
  for (let i = 0; i < passed; i++) {
    counts[at] = 0;
    counts[at + 1] = 0;
    at = at === start ? start + 2 * (cells - 1) : at - 2;
  }
}
