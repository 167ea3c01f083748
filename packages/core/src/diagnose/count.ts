/** What happened to one identity (endpoint, credential, shape) since one suspicion arose. Reset lazily, by its epoch. */
export interface Count {
  epoch: number;
  ok: number;
  failed: number;
}

/**
 * Before everything. A whole number, as all times that every exchange writes: whole numbers lie in the record itself, others in a
 * box of their own, and with thousands of records each box is a walk to memory.
 */
const NEVER_MS = -(2 ** 30);

/** What is known of one endpoint, credential or shape. Times to the millisecond. */
export class Tally {
  ok = 0;
  lastOkMs: number = NEVER_MS;
  lastMs: number = NEVER_MS;
  /** Successes since the own change with this number. */
  #okSinceChange = 0;
  #change = -1;
  /** Made at the first failure around it: most never see one. */
  #counts: (Count | undefined)[] | undefined;
  readonly firstMs: number;

  constructor(nowMs: number) {
    this.firstMs = Math.floor(nowMs);
  }

  succeeded(nowMs: number, change: number): void {
    this.ok++;
    const ms = Math.floor(nowMs);
    this.lastOkMs = ms;
    this.lastMs = ms;
    if (this.#change !== change) {
      this.#change = change;
      this.#okSinceChange = 0;
    }
    this.#okSinceChange++;
  }

  failed(nowMs: number): void {
    this.lastMs = Math.floor(nowMs);
  }

  okSinceChange(change: number): number {
    return this.#change === change ? this.#okSinceChange : 0;
  }

  /** The count for the suspicion of one complaint, from its epoch on. */
  count(complaint: number, epoch: number): Count {
    this.#counts ??= [];
    let count = this.#counts[complaint];
    if (count === undefined) {
      count = { epoch, ok: 0, failed: 0 };
      this.#counts[complaint] = count;
    } else if (count.epoch !== epoch) {
      count.epoch = epoch;
      count.ok = 0;
      count.failed = 0;
    }
    return count;
  }

  /** As {@link count}, without making one. */
  peek(complaint: number, epoch: number): Count | undefined {
    const count = this.#counts?.[complaint];
    return count === undefined || count.epoch !== epoch ? undefined : count;
  }
}
