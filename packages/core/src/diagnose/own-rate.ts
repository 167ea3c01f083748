const CELL_MS = 10_000;
const CELLS = 6;
/** Weight of one minute in the usual rate. */
const USUAL = 1 / 10;
/** Requests above the usual that chance explains, in standard deviations. */
const CHANCE = 3.5;

/** How many requests this process sends to one provider: in the last minute, and as ever. */
export class OwnRate {
  readonly #cells: number[] = new Array<number>(CELLS).fill(0);
  #cell = Number.NaN;
  #minutes = 0;
  /** Usual requests a minute; NaN until a minute has passed. */
  usual: number = Number.NaN;
  sent = 0;

  add(nowMs: number): void {
    this.#turn(nowMs);
    this.sent++;
    const at = this.#cell % CELLS;
    this.#cells[at] = (this.#cells[at] ?? 0) + 1;
  }

  /** Requests of the last minute. */
  lastMinute(nowMs: number): number {
    this.#turn(nowMs);
    let sum = 0;
    for (const count of this.#cells) sum += count;
    return sum;
  }

  /** How far the present rate is above the usual one, as a ratio ≥ 1; 1 when chance explains it. */
  surge(nowMs: number): number {
    const minute = this.lastMinute(nowMs);
    if (!(this.usual > 0)) return 1;
    const cell =
      (this.#cells[this.#cell % CELLS] ?? 0) + (this.#cells[(this.#cell + CELLS - 1) % CELLS] ?? 0);
    return Math.max(1, above(minute, this.usual), above(cell, (this.usual * 2) / CELLS));
  }

  #turn(nowMs: number): void {
    const cell = Math.floor(nowMs / CELL_MS);
    if (cell === this.#cell) return;
    const steps = Number.isNaN(this.#cell) ? CELLS : Math.min(CELLS, cell - this.#cell);
    for (let step = 0; step < steps; step++) this.#cells[(cell - step) % CELLS] = 0;
    const minute = Math.floor(cell / CELLS);
    this.#cell = cell;
    if (minute !== this.#minutes) this.#endOfMinute(minute);
  }

  #minuteStart = 0;
  #endOfMinute(minute: number): void {
    const passed = minute - this.#minutes;
    const sent = this.sent - this.#minuteStart;
    this.#minutes = minute;
    this.#minuteStart = this.sent;
    if (Number.isNaN(this.usual)) this.usual = sent / Math.max(1, passed);
    else this.usual += (sent / Math.max(1, passed) - this.usual) * Math.min(1, USUAL * passed);
  }
}

function above(seen: number, expected: number): number {
  return seen > expected + CHANCE * Math.sqrt(expected + 1) ? seen / expected : 1;
}
