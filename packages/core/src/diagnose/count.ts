/** What happened to one identity (endpoint, credential, shape) since one suspicion arose. Reset lazily, by its epoch. */
export interface Count {
  epoch: number;
  ok: number;
  failed: number;
  firstFailedMs: number;
  /** Successes between the last own change and the first failure. */
  okBefore: number;
}

/** What is known of one endpoint, credential or shape. */
export class Tally {
  ok = 0;
  lastOkMs: number = Number.NEGATIVE_INFINITY;
  lastMs: number = Number.NEGATIVE_INFINITY;
  readonly firstMs: number;
  /** Successes since the own change with this number. */
  #okSinceChange = 0;
  #change = -1;
  readonly #counts: (Count | undefined)[] = [];

  constructor(nowMs: number) {
    this.firstMs = nowMs;
  }

  succeeded(nowMs: number, change: number): void {
    this.ok++;
    this.lastOkMs = nowMs;
    this.lastMs = nowMs;
    if (this.#change !== change) {
      this.#change = change;
      this.#okSinceChange = 0;
    }
    this.#okSinceChange++;
  }

  okSinceChange(change: number): number {
    return this.#change === change ? this.#okSinceChange : 0;
  }

  /** The count for the suspicion of one complaint, from its epoch on. */
  count(complaint: number, epoch: number): Count {
    let count = this.#counts[complaint];
    if (count === undefined) {
      count = { epoch, ok: 0, failed: 0, firstFailedMs: 0, okBefore: 0 };
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
    const count = this.#counts[complaint];
    return count === undefined || count.epoch !== epoch ? undefined : count;
  }
}

/** The tally of an identity in a bounded map; the one unused for longest makes room. */
export function tallyOf(map: Map<string, Tally>, id: string, nowMs: number, most: number): Tally {
  const known = map.get(id);
  if (known !== undefined) return known;
  if (map.size >= most) {
    let oldest: string | undefined;
    let oldestMs = Number.POSITIVE_INFINITY;
    for (const [key, tally] of map) {
      if (tally.lastMs < oldestMs) {
        oldestMs = tally.lastMs;
        oldest = key;
      }
    }
    if (oldest !== undefined) map.delete(oldest);
  }
  const tally = new Tally(nowMs);
  map.set(id, tally);
  return tally;
}
