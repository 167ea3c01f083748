import type { Settled } from './replay.ts';

/** Exchanges in flight, by the moment at which they settle (binary heap). */
export class SettleQueue {
  readonly #heap: Settled[] = [];

  /** When the next exchange settles; infinite when none is in flight. */
  earliestMs(): number {
    return this.#heap[0]?.endMs ?? Number.POSITIVE_INFINITY;
  }

  add(event: Settled): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(event);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (heap[parent]!.endMs <= event.endMs) break;
      heap[index] = heap[parent]!;
      index = parent;
    }
    heap[index] = event;
  }

  /** Removes and returns the next one to settle. */
  take(): Settled {
    const heap = this.#heap;
    const first = heap[0]!;
    const last = heap.pop()!;
    if (heap.length > 0) {
      let index = 0;
      for (;;) {
        let child = 2 * index + 1;
        if (child >= heap.length) break;
        if (child + 1 < heap.length && heap[child + 1]!.endMs < heap[child]!.endMs) child++;
        if (heap[child]!.endMs >= last.endMs) break;
        heap[index] = heap[child]!;
        index = child;
      }
      heap[index] = last;
    }
    return first;
  }
}
