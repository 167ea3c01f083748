interface Timer {
  readonly atMs: number;
  readonly everyMs: number | undefined;
  readonly callback: () => void;
}

/**
 * Puts `Date.now` and the timers of this process onto virtual time, for libraries that read the clock themselves.
 * Timers fire when the clock is set past them. Promises are not touched.
 */
export class VirtualClock {
  readonly #now = Date.now;
  readonly #timers = new Map<number, Timer>();
  readonly #globals = {
    setTimeout: globalThis.setTimeout,
    setInterval: globalThis.setInterval,
    clearTimeout: globalThis.clearTimeout,
    clearInterval: globalThis.clearInterval,
  };
  #nowMs = 0;
  #next = 1;
  #earliestMs = Number.POSITIVE_INFINITY;

  install(): void {
    const add = (callback: () => void, delayMs: number, everyMs?: number): unknown => {
      const id = this.#next++;
      this.#timers.set(id, { atMs: this.#nowMs + delayMs, everyMs, callback });
      this.#earliestMs = Math.min(this.#earliestMs, this.#nowMs + delayMs);
      return { id, unref: () => undefined, ref: () => undefined, [Symbol.toPrimitive]: () => id };
    };
    const remove = (handle: unknown): void => {
      if (typeof handle === 'object' && handle !== null && 'id' in handle)
        this.#timers.delete(handle.id as number);
    };
    Date.now = () => this.#nowMs;
    Object.assign(globalThis, {
      setTimeout: (callback: () => void, delayMs = 0) => add(callback, delayMs),
      setInterval: (callback: () => void, delayMs = 0) => add(callback, delayMs, delayMs),
      clearTimeout: remove,
      clearInterval: remove,
    });
  }

  /** Moves time on and fires what is due. */
  set(nowMs: number): void {
    if (nowMs < this.#earliestMs) {
      this.#nowMs = nowMs;
      return;
    }
    for (;;) {
      let due: [number, Timer] | undefined;
      for (const entry of this.#timers) {
        if (entry[1].atMs <= nowMs && (due === undefined || entry[1].atMs < due[1].atMs)) due = entry;
      }
      if (due === undefined) break;
      const [id, timer] = due;
      this.#nowMs = timer.atMs;
      if (timer.everyMs === undefined) this.#timers.delete(id);
      else this.#timers.set(id, { ...timer, atMs: timer.atMs + Math.max(1, timer.everyMs) });
      timer.callback();
    }
    this.#nowMs = nowMs;
    this.#earliestMs = Math.min(
      Number.POSITIVE_INFINITY,
      ...[...this.#timers.values()].map((timer) => timer.atMs),
    );
  }

  uninstall(): void {
    Date.now = this.#now;
    Object.assign(globalThis, this.#globals);
    this.#timers.clear();
  }
}
