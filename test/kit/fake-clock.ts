interface Timer {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

/** A clock that moves only when told, with its timers: what depends on time is tested without waiting for it. */
export class FakeClock {
  #monotonicMs = 0;
  #order = 0;
  readonly #epochMs: number;
  readonly #timers = new Map<number, Timer>();

  /** @param epochMs wall clock at monotonic zero, epoch milliseconds @defaultValue 2026-01-01T00:00:00Z */
  constructor(epochMs = 1_767_225_600_000) {
    this.#epochMs = epochMs;
  }

  /** Wall clock, epoch milliseconds. */
  readonly now = (): number => this.#epochMs + this.#monotonicMs;

  /** Monotonic clock, milliseconds since the clock was made. */
  readonly monotonicMs = (): number => this.#monotonicMs;

  /** Timers that have not fired. */
  get pending(): number {
    return this.#timers.size;
  }

  /** As the global one. */
  readonly setTimeout = (run: () => void, delayMs = 0): number => {
    const id = ++this.#order;
    this.#timers.set(id, { atMs: this.#monotonicMs + Math.max(0, delayMs), order: id, run });
    return id;
  };

  /** As the global one. */
  readonly clearTimeout = (id: number | undefined): void => {
    if (id !== undefined) this.#timers.delete(id);
  };

  /** Moves time on, firing each timer that falls due at its own moment, those that they set too. */
  advance(ms: number): void {
    const end = this.#monotonicMs + ms;
    for (let next = this.#dueBy(end); next !== undefined; next = this.#dueBy(end)) {
      this.#timers.delete(next.order);
      this.#monotonicMs = next.atMs;
      next.run();
    }
    this.#monotonicMs = end;
  }

  #dueBy(end: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers.values()) {
      if (timer.atMs > end) continue;
      if (first === undefined || timer.atMs < first.atMs) first = timer;
    }
    return first;
  }
}
