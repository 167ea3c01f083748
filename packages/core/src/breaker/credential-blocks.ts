import type { Blame, Category } from '../closed-sets.ts';

/** A credential that its provider asked to wait. */
export interface CredentialBlock {
  readonly sinceMs: number;
  readonly untilMs: number;
  readonly blame: Blame;
  readonly category: Category;
  readonly reason: string;
}

/** The credentials of one origin that have to wait. Holds no credential longer than its wait. */
export class CredentialBlocks {
  readonly #blocks = new Map<string, CredentialBlock>();
  /** When the first of them expires, so that asking costs nothing before. */
  #nextMs = Number.POSITIVE_INFINITY;

  get size(): number {
    return this.#blocks.size;
  }

  /**
   * The block of a credential that still stands, for a call that started at `startedMs`: one that was under way already
   * could not know. Calls without a credential share one.
   */
  standing(credential: string | undefined, nowMs: number, startedMs: number): CredentialBlock | undefined {
    const block = this.#blocks.get(credential ?? '');
    return block !== undefined && nowMs < block.untilMs && startedMs >= block.sinceMs ? block : undefined;
  }

  /** Blocks a credential, or blocks it for longer. A shorter wait than the one that stands changes nothing. Returns whether the block is new. */
  add(credential: string | undefined, block: CredentialBlock): boolean {
    const key = credential ?? '';
    const before = this.#blocks.get(key);
    if (before === undefined) this.#blocks.set(key, block);
    else if (before.untilMs < block.untilMs) this.#blocks.set(key, { ...block, sinceMs: before.sinceMs });
    this.#nextMs = Math.min(this.#nextMs, block.untilMs);
    return before === undefined;
  }

  /** Drops what has expired; returns how many. */
  sweep(nowMs: number): number {
    if (nowMs < this.#nextMs) return 0;
    const before = this.#blocks.size;
    this.#nextMs = Number.POSITIVE_INFINITY;
    for (const [credential, block] of this.#blocks) {
      if (nowMs >= block.untilMs) this.#blocks.delete(credential);
      else this.#nextMs = Math.min(this.#nextMs, block.untilMs);
    }
    return before - this.#blocks.size;
  }

  /** Drops all; returns how many. */
  clear(): number {
    const { size } = this.#blocks;
    this.#blocks.clear();
    this.#nextMs = Number.POSITIVE_INFINITY;
    return size;
  }

  /** How many stand, and the longest wait among them, in milliseconds. */
  read(nowMs: number): { readonly count: number; readonly waitMs: number } {
    let count = 0;
    let waitMs = 0;
    for (const { untilMs } of this.#blocks.values()) {
      if (nowMs >= untilMs) continue;
      count += 1;
      waitMs = Math.max(waitMs, untilMs - nowMs);
    }
    return { count, waitMs };
  }
}
