import type { StatusIndicator } from '../signal.ts';
import { EndpointRecord } from './endpoint-record.ts';
import { ProviderRecord } from './provider-record.ts';
import { VerdictKeeper } from './verdict-keeper.ts';

/** Endpoints kept in all. Sized for 10,000 pairs of provider and endpoint in use. */
export const MAX_ENDPOINTS = 10_000;
/** Records looked at to find one that can go. */
const LOOKS = 16;
/** And at most, when all of those are in trouble. */
const MOST_LOOKS = 256;
/** Status pages that are remembered. */
const MOST_PAGES = 512;
/** Providers that are asked what they see, when one fails. */
const MAX_NEIGHBOURS = 48;
/** With more providers than that in use, one takes the place of another at most so often. Milliseconds. */
const TURN_MS = 250;

/** The records of all providers and endpoints: bounded, and never without one that is in trouble. */
export class RecordStore {
  readonly #providers: Map<string, ProviderRecord> = new Map();
  readonly #pages: Map<string, StatusIndicator> = new Map();
  /** Every endpoint, in a ring with a hand that looks for one to let go (the clock algorithm). */
  readonly #ring: EndpointRecord[] = [];
  #hand = 0;
  /** Providers of late, as neighbours of each other. */
  readonly #neighbours: ProviderRecord[] = [];
  #next = 0;
  #turnedMs = Number.NEGATIVE_INFINITY;

  /** Known providers. */
  get providers(): ReadonlyMap<string, ProviderRecord> {
    return this.#providers;
  }

  /** Number of endpoints kept. */
  get size(): number {
    return this.#ring.length;
  }

  /** Providers with traffic of late. */
  get neighbours(): readonly ProviderRecord[] {
    return this.#neighbours;
  }

  provider(name: string, nowMs: number): ProviderRecord {
    let provider = this.#providers.get(name);
    if (provider === undefined) {
      provider = new ProviderRecord(name, new VerdictKeeper(name, nowMs));
      provider.page = this.#pages.get(name);
      this.#providers.set(name, provider);
    }
    if (!provider.neighbour) this.#neighbour(provider, nowMs);
    return provider;
  }

  /** Takes what a status page claims, of a provider that may not have been called yet. */
  page(name: string, indicator: StatusIndicator): void {
    if (this.#pages.size < MOST_PAGES || this.#pages.has(name)) this.#pages.set(name, indicator);
    const provider = this.#providers.get(name);
    if (provider !== undefined) provider.page = indicator;
  }

  endpoint(provider: ProviderRecord, name: string, nowMs: number): EndpointRecord {
    const known = provider.endpoints.get(name);
    if (known !== undefined) return known;
    const endpoint = new EndpointRecord(provider.name, name, nowMs);
    provider.endpoints.set(name, endpoint);
    if (this.#ring.length < MAX_ENDPOINTS) this.#ring.push(endpoint);
    else this.#replace(endpoint, nowMs);
    return endpoint;
  }

  /** Puts `endpoint` in the place of the one unused for longest of a few, whose provider is not in trouble. */
  #replace(endpoint: EndpointRecord, nowMs: number): void {
    let at = -1;
    let oldestMs = nowMs;
    for (let look = 0; look < LOOKS || (at === -1 && look < MOST_LOOKS); look++) {
      const index = (this.#hand + look) % this.#ring.length;
      const candidate = this.#ring[index];
      if (candidate === undefined || candidate.provider === endpoint.provider) continue;
      if (this.#providers.get(candidate.provider)?.inTrouble(nowMs) === true) continue;
      if (candidate.lastMs <= oldestMs) {
        oldestMs = candidate.lastMs;
        at = index;
      }
    }
    this.#hand = (this.#hand + LOOKS) % this.#ring.length;
    // With everybody in trouble, the newest of the same provider goes: troubles are kept before novelties.
    const evicted = at === -1 ? endpoint : this.#ring[at];
    if (evicted === undefined) return;
    if (at !== -1) this.#ring[at] = endpoint;
    const owner = this.#providers.get(evicted.provider);
    owner?.endpoints.delete(evicted.name);
    if (owner !== undefined && owner.endpoints.size === 0) this.#forget(owner);
  }

  #forget(provider: ProviderRecord): void {
    this.#providers.delete(provider.name);
    const at = this.#neighbours.indexOf(provider);
    if (at !== -1) this.#neighbours.splice(at, 1);
  }

  #neighbour(provider: ProviderRecord, nowMs: number): void {
    if (this.#neighbours.length < MAX_NEIGHBOURS) {
      provider.neighbour = true;
      this.#neighbours.push(provider);
      return;
    }
    if (nowMs - this.#turnedMs < TURN_MS) return;
    this.#turnedMs = nowMs;
    provider.neighbour = true;
    this.#next = (this.#next + 1) % MAX_NEIGHBOURS;
    for (let look = 0; look < MAX_NEIGHBOURS; look++) {
      const at = (this.#next + look) % MAX_NEIGHBOURS;
      const old = this.#neighbours[at];
      if (old === undefined || old.inTrouble(nowMs)) continue;
      old.neighbour = false;
      this.#neighbours[at] = provider;
      return;
    }
    provider.neighbour = false;
  }
}
