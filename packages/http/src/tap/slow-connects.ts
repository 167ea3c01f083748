import type { UndiciEntry } from './undici-entry.ts';
import { hearAbort } from './undici-handler.ts';

/** Requests that are looked after between two beats; more than these connect unwatched. */
const MAX_WATCHED = 1_000;

/**
 * Hears the application give up on requests whose connection takes long.
 *
 * undici hears of it only once it has the connection, or never, and then it no longer knows the reason: whether it was a
 * deadline, behind which an unreachable provider hides, or a change of mind. So whoever is still without a connection
 * after one to two beats is asked to tell. Faster connections, nearly all, are never touched, and none is held longer.
 */
export class SlowConnects {
  #young: UndiciEntry[] = [];
  #older: UndiciEntry[] = [];
  readonly #onAbort: (entry: UndiciEntry, reason: unknown) => void;

  /** `onAbort` is called at once when the application gives up; it must not throw. */
  constructor(onAbort: (entry: UndiciEntry, reason: unknown) => void) {
    this.#onAbort = onAbort;
  }

  add(entry: UndiciEntry): void {
    if (this.#young.length >= MAX_WATCHED) return;
    entry.watch = { list: this.#young, at: this.#young.length };
    this.#young.push(entry);
  }

  /** The request has its connection. Kept until the next beats, it would outlive its time and burden the garbage collector. */
  connected(entry: UndiciEntry): void {
    const { watch } = entry;
    if (watch === undefined) return;
    entry.watch = undefined;
    const { list, at } = watch;
    const last = list.pop();
    if (last === undefined || last === entry) return;
    list[at] = last;
    if (last.watch !== undefined) last.watch.at = at;
  }

  beat(): void {
    const due = this.#older;
    if (due.length === 0 && this.#young.length === 0) return;
    this.#older = this.#young;
    this.#young = [];
    for (const entry of due) {
      entry.watch = undefined;
      if (entry.state !== 'open' || entry.socket !== undefined) continue;
      hearAbort(entry.request, (reason) => this.#onAbort(entry, reason));
    }
  }
}
