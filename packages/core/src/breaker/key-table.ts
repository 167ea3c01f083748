import type { Circuit } from './circuit.ts';
import type { BreakerMode } from './options.ts';
import { OriginKey, type ProviderKeys } from './origin-key.ts';
import type { WindowSlab } from './window-slab.ts';

/** A key that nothing was heard of for this long may give up its place, in milliseconds. */
const IDLE_MS = 600_000;
/** Places looked at for one new key: a full table costs every newcomer the same, never a search of all. */
const STEPS = 32;

/** Who asks: where a call belongs. */
export interface AdmitRequest {
  /** Provider id. */
  readonly provider: string;
  /** Method and route template, `GET /repos/{owner}/{repo}`. */
  readonly endpoint: string;
  /** `https://api.example.com`, as `URL.origin` spells it. */
  readonly origin: string;
  /** Identity of the secret in use: a salted hash, never the secret. */
  readonly credential?: string;
}

/** Which place belongs to which key. Bounded: when it is full, idle keys give way and keys that are not closed stay. */
export class KeyTable {
  readonly providers: Map<string, ProviderKeys> = new Map();
  /** Circuits that left the closed state, by slot. */
  readonly circuits: Map<number, Circuit> = new Map();
  /** Keys that found no place. */
  overflow = 0;
  /** Keys of which admission has more to ask than whether they are closed. */
  watched = 0;
  /** Providers with a state that a hand gave them. */
  forced = 0;

  /** By name, the first of the providers that call it; the others follow in a chain. */
  readonly #byName = new Map<string, OriginKey>();
  readonly #modeOf: (provider: string) => BreakerMode;
  readonly #windows: WindowSlab;
  readonly #forget: (slot: number, origin: OriginKey) => void;
  readonly #capacity: number;
  readonly #origins: (OriginKey | undefined)[] = [undefined];
  readonly #names: string[] = [''];
  /** By slot: whether admission has more to ask than "is it closed" (the lowest bit), and the generation (the others). */
  readonly #marks: Int32Array;
  #next = 1;
  #hand = 0;

  /**
   * @param capacity the most slots; slot 0 is nobody's
   * @param forget told of a key before it gives up its place
   */
  constructor(
    capacity: number,
    windows: WindowSlab,
    modeOf: (provider: string) => BreakerMode,
    forget: (slot: number, origin: OriginKey) => void,
  ) {
    this.#capacity = capacity;
    this.#windows = windows;
    this.#modeOf = modeOf;
    this.#forget = forget;
    this.#marks = new Int32Array(capacity + 1);
  }

  /** The slot of a known key: the endpoint's; 0 when it is not known. */
  find(request: AdmitRequest): number {
    return this.origin(request.provider, request.origin)?.slotOf(request.endpoint) ?? 0;
  }

  /**
   * The slot of a key, which gets a place when it has none. An endpoint that finds no place is watched at its origin
   * alone; an origin that finds none is not watched: 0.
   */
  enter(request: AdmitRequest, nowMs: number): number {
    const mode = this.providers.get(request.provider)?.mode ?? this.#modeOf(request.provider);
    if (mode === 'off') return 0;
    const origin = this.enterOrigin(request.provider, request.origin, nowMs);
    if (origin === undefined) return 0;
    const known = origin.slotOf(request.endpoint);
    if (known !== 0) return known;
    const slot = this.#place(request.endpoint, nowMs, origin);
    if (slot === 0) return origin.slot;
    this.#origins[slot] = origin;
    origin.add(request.endpoint, slot);
    return slot;
  }

  /** A known origin. */
  origin(provider: string, name: string): OriginKey | undefined {
    let origin = this.#byName.get(name);
    while (origin !== undefined && origin.provider.name !== provider) origin = origin.next;
    return origin;
  }

  /** An origin, which gets a place when it has none; `undefined` when there is none left. */
  enterOrigin(provider: string, name: string, nowMs: number): OriginKey | undefined {
    const known = this.origin(provider, name);
    if (known !== undefined) return known;
    const slot = this.#place(name, nowMs);
    if (slot === 0) return undefined;
    const origin = new OriginKey(this.providerOf(provider), name, slot);
    origin.provider.origins += 1;
    origin.next = this.#byName.get(name);
    this.#byName.set(name, origin);
    this.#origins[slot] = origin;
    return origin;
  }

  /** A provider, which is made when it is not known. */
  providerOf(name: string): ProviderKeys {
    let provider = this.providers.get(name);
    if (provider === undefined) {
      const mode = this.#modeOf(name);
      provider = { name, mode, origins: 0, forced: undefined, enforced: 0, shadowed: 0, late: 0 };
      this.providers.set(name, provider);
    }
    return provider;
  }

  /** Gives a provider the state that a hand gave it, or takes it away. */
  force(provider: ProviderKeys, state: ProviderKeys['forced']): void {
    if (provider.forced === undefined) this.forced += 1;
    provider.forced = state;
    if (state === undefined) this.forced -= 1;
  }

  /** The origin of a slot; `undefined` when the place is empty. */
  owner(slot: number): OriginKey | undefined {
    return this.#origins[slot];
  }

  /** The endpoint or origin at a slot, by name. */
  name(slot: number): string {
    return this.#names[slot] ?? '';
  }

  /** Every key in the table. */
  *slots(): Generator<[slot: number, origin: OriginKey]> {
    for (let slot = 1; slot < this.#next; slot++) {
      const origin = this.#origins[slot];
      if (origin !== undefined) yield [slot, origin];
    }
  }

  /** Generation of what a permit for `slot` stands on: it changes when the endpoint's or the origin's does. */
  generation(slot: number, origin: OriginKey): number {
    return ((this.#marks[slot] as number) >> 1) + ((this.#marks[origin.slot] as number) >> 1);
  }

  /** Whether admission has nothing to ask: endpoint and origin are closed, and nobody has to wait. */
  isQuiet(slot: number, origin: OriginKey): boolean {
    return (((this.#marks[slot] as number) | (this.#marks[origin.slot] as number)) & 1) === 0;
  }

  /** Says whether admission has more to ask of a key than whether it is closed. */
  watch(slot: number, watched: boolean): void {
    const mark = this.#marks[slot] as number;
    if ((mark & 1) === (watched ? 1 : 0)) return;
    this.#marks[slot] = mark ^ 1;
    this.watched += watched ? 1 : -1;
  }

  /** Starts a new generation: results of calls admitted before are late. */
  renew(slot: number): void {
    this.#marks[slot] = (this.#marks[slot] as number) + 2;
  }

  #place(name: string, nowMs: number, keep?: OriginKey): number {
    const slot = this.#next <= this.#capacity ? this.#next++ : this.#vacate(nowMs, keep);
    if (slot === 0) {
      this.overflow += 1;
      return 0;
    }
    this.#names[slot] = name;
    this.#windows.clear(slot);
    return slot;
  }

  #vacate(nowMs: number, keep: OriginKey | undefined): number {
    for (let step = 0; step < STEPS; step++) {
      this.#hand = (this.#hand % this.#capacity) + 1;
      const slot = this.#hand;
      const origin = this.#origins[slot];
      if (origin === undefined) return slot;
      if (slot !== keep?.slot && this.#idle(slot, origin, nowMs)) {
        this.#evict(slot, origin);
        return slot;
      }
    }
    return 0;
  }

  #idle(slot: number, origin: OriginKey, nowMs: number): boolean {
    if (this.#windows.idleMs(slot) < IDLE_MS) return false;
    const circuit = this.circuits.get(slot);
    if (circuit !== undefined) {
      const byHand = circuit.cause.proof === 'hand' && circuit.state !== 'closed';
      if (byHand || circuit.idleMs(nowMs) < IDLE_MS) return false;
    }
    if (slot !== origin.slot) return true;
    return origin.endpoints === 0 && (origin.blocks?.read(nowMs).count ?? 0) === 0;
  }

  #evict(slot: number, origin: OriginKey): void {
    this.#forget(slot, origin);
    this.circuits.delete(slot);
    this.watch(slot, false);
    this.renew(slot);
    this.#origins[slot] = undefined;
    if (slot !== origin.slot) {
      origin.delete(this.name(slot));
      return;
    }
    this.#unlink(origin);
    const { provider } = origin;
    provider.origins -= 1;
    if (provider.origins === 0 && provider.forced === undefined) this.providers.delete(provider.name);
  }

  #unlink(origin: OriginKey): void {
    let before = this.#byName.get(origin.name);
    if (before === origin) {
      if (origin.next === undefined) this.#byName.delete(origin.name);
      else this.#byName.set(origin.name, origin.next);
      return;
    }
    while (before !== undefined && before.next !== origin) before = before.next;
    if (before !== undefined) before.next = origin.next;
  }
}
