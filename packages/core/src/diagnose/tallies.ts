import { Tally } from './count.ts';

/**
 * The tallies of a bounded number of identities: credentials of a provider, shapes of an endpoint. Most have one, and whoever has
 * several uses the same one again and again: it lies at hand, and a map is made for the second.
 */
export class Tallies {
  readonly #most: number;
  #id = '';
  #tally: Tally | undefined;
  #map: Map<string, Tally> | undefined;

  /** @param most - identities that are kept */
  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#map?.size ?? (this.#tally === undefined ? 0 : 1);
  }

  values(): Iterable<Tally> {
    return this.#map?.values() ?? (this.#tally === undefined ? NONE : [this.#tally]);
  }

  /** The tally of an identity, made when it is new; the one unused for longest makes room. */
  of(id: string, nowMs: number): Tally {
    if (this.#tally !== undefined && this.#id === id) return this.#tally;
    const tally = this.#find(id, nowMs);
    this.#id = id;
    this.#tally = tally;
    return tally;
  }

  #find(id: string, nowMs: number): Tally {
    if (this.#tally === undefined) return new Tally(nowMs);
    this.#map ??= new Map([[this.#id, this.#tally]]);
    const known = this.#map.get(id);
    if (known !== undefined) return known;
    if (this.#map.size >= this.#most) this.#map.delete(stalest(this.#map));
    const tally = new Tally(nowMs);
    this.#map.set(id, tally);
    return tally;
  }
}

const NONE: readonly Tally[] = [];

function stalest(tallies: ReadonlyMap<string, Tally>): string {
  let stalestId = '';
  let oldestMs = Number.POSITIVE_INFINITY;
  for (const [id, { lastMs }] of tallies) {
    if (lastMs >= oldestMs) continue;
    oldestMs = lastMs;
    stalestId = id;
  }
  return stalestId;
}
