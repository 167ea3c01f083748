import { COARSE_CELLS, FINE_CELL_MS, FINE_CELLS, FINE_PER_COARSE, type SteadyTime } from './steady-time.ts';
import { failsMostly, TRIP_SPAN_MS, type TripRule } from './trip-rule.ts';

/** Windows in one page: pages come as they are needed and are never copied. */
const PAGE_BITS = 7;
const PAGE_MASK = (1 << PAGE_BITS) - 1;
/** Calls and failures of every cell, side by side: first the fine ring, then the coarse one. */
const COARSE_START = 2 * FINE_CELLS;
const WIDTH = COARSE_START + 2 * COARSE_CELLS;
const CELL_MAX = 0xffff;
/** With fewer calls than this in the fine ring, the coarse ring is asked too. */
const SPARSE_CALLS = 20;
const SPAN_CELLS = TRIP_SPAN_MS / FINE_CELL_MS;

/**
 * The windows of all keys, as counts of calls and failures: a fine ring of 40 × 250 ms and a coarse one of 20 × 15 s,
 * 240 bytes a key, in pages of 16-bit cells. Windows move when they are touched; no timer.
 */
export class WindowSlab {
  /** What the last {@link proves} that held was about: failures, calls, and the milliseconds that they span. */
  failures = 0;
  calls = 0;
  spanMs = 0;

  readonly #pages: Uint16Array[] = [];
  readonly #cells: Float64Array;
  readonly #time: SteadyTime;
  readonly #rule: TripRule;
  /** Offsets of the cells of now, kept because most calls fall into the same ones. */
  #cell = 0;
  #fine = 0;
  #coarse = COARSE_START;

  /** Room for the windows `0 … capacity − 1`. */
  constructor(capacity: number, time: SteadyTime, rule: TripRule) {
    this.#cells = new Float64Array(capacity);
    this.#time = time;
    this.#rule = rule;
  }

  /** Empties a window, and gives it memory when it has none. */
  clear(slot: number): void {
    while (this.#pages.length <= slot >> PAGE_BITS) {
      this.#pages.push(new Uint16Array(WIDTH << PAGE_BITS));
    }
    const start = (slot & PAGE_MASK) * WIDTH;
    this.#page(slot).fill(0, start, start + WIDTH);
    this.#cells[slot] = this.#time.cell;
  }

  /** Counts one call that did not fail. */
  call(slot: number): void {
    this.#add(slot, 1, 0);
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
    return (this.#time.cell - (this.#cells[slot] as number)) * FINE_CELL_MS;
  }

  /**
   * Whether any suffix of the window, newest cells first, proves that calls fail mostly. Ask when a failure has been
   * counted: only a failure can make it true.
   */
  proves(slot: number): boolean {
    const page = this.#page(slot);
    const start = (slot & PAGE_MASK) * WIDTH;
    const { failures: least, z } = this.#rule;
    let calls = 0;
    let failures = 0;
    let newest = -1;
    let span = 0;
    let i = this.#fine;
    for (let age = 0; age < FINE_CELLS; age++) {
      calls += page[start + i] as number;
      const failed = page[start + i + 1] as number;
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
      calls += page[start + i] as number;
      const failed = page[start + i + 1] as number;
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

  #page(slot: number): Uint16Array {
    return this.#pages[slot >> PAGE_BITS] as Uint16Array;
  }

  #add(slot: number, calls: 0 | 1, failures: 0 | 1): void {
    const cell = this.#time.cell;
    if (cell !== this.#cell) this.#locate(cell);
    if (this.#cells[slot] !== cell) this.#advance(slot, cell);
    const page = this.#page(slot);
    const start = (slot & PAGE_MASK) * WIDTH;
    bump(page, start + this.#fine, calls, failures);
    bump(page, start + this.#coarse, calls, failures);
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
    const page = this.#page(slot);
    const start = (slot & PAGE_MASK) * WIDTH;
    sweep(page, start, FINE_CELLS, from, to);
    sweep(
      page,
      start + COARSE_START,
      COARSE_CELLS,
      Math.floor(from / FINE_PER_COARSE),
      Math.floor(to / FINE_PER_COARSE),
    );
  }
}

/** Adds to a cell. A full cell halves: its rate stays, its weight in the window shrinks. */
function bump(page: Uint16Array, at: number, calls: 0 | 1, failures: 0 | 1): void {
  const n = page[at] as number;
  const f = page[at + 1] as number;
  if (n === CELL_MAX || f === CELL_MAX) {
    page[at] = (n >> 1) + calls;
    page[at + 1] = (f >> 1) + failures;
    return;
  }
  page[at] = n + calls;
  page[at + 1] = f + failures;
}

function sweep(page: Uint16Array, start: number, cells: number, from: number, to: number): void {
  if (to - from >= cells) {
    page.fill(0, start, start + 2 * cells);
    return;
  }
  for (let cell = from + 1; cell <= to; cell++) {
    const at = start + 2 * (cell % cells);
    page[at] = 0;
    page[at + 1] = 0;
  }
}
