/** Things due at a time, earliest first: a binary heap. */
export class Agenda<T> {
  readonly #times: number[] = [];
  readonly #items: T[] = [];

  get size(): number {
    return this.#times.length;
  }

  add(atMs: number, item: T): void {
    const times = this.#times;
    let at = times.length;
    times.push(atMs);
    this.#items.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (times[parent]! <= times[at]!) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** Takes the earliest. */
  take(): readonly [atMs: number, item: T] | undefined {
    const last = this.#times.length - 1;
    if (last < 0) return undefined;
    this.#swap(0, last);
    const taken = [this.#times.pop()!, this.#items.pop()!] as const;
    this.#sink(last);
    return taken;
  }

  #sink(size: number): void {
    const times = this.#times;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= size) return;
      const right = left + 1;
      const child = right < size && times[right]! < times[left]! ? right : left;
      if (times[at]! <= times[child]!) return;
      this.#swap(at, child);
      at = child;
    }
  }

  #swap(a: number, b: number): void {
    [this.#times[a], this.#times[b]] = [this.#times[b]!, this.#times[a]!];
    [this.#items[a], this.#items[b]] = [this.#items[b]!, this.#items[a]!];
  }
}
