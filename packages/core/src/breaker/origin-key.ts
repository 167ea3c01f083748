import type { CredentialBlocks } from './credential-blocks.ts';
import type { BreakerMode } from './options.ts';

/** A provider that has keys. */
export interface ProviderKeys {
  readonly name: string;
  readonly mode: BreakerMode;
  /** How many origins it has in the table. */
  origins: number;
  /** State that a hand gave to the whole provider, origins to come included. */
  forced: 'forced_open' | 'forced_closed' | 'disabled' | undefined;
  /** Calls rejected, and calls that would have been if the breakers were enforced. */
  enforced: number;
  shadowed: number;
  /** Results of an older generation: counted, never applied. */
  late: number;
}

/** An origin of a provider, and what is kept under it. */
export class OriginKey {
  readonly provider: ProviderKeys;
  readonly name: string;
  readonly slot: number;
  /** The same origin under another provider's name. */
  next: OriginKey | undefined;
  blocks: CredentialBlocks | undefined;
  /** Most origins have few endpoints and many have one: a map for it alone would double what the origin costs. */
  #first = '';
  #firstSlot = 0;
  #others: Map<string, number> | undefined;

  constructor(provider: ProviderKeys, name: string, slot: number) {
    this.provider = provider;
    this.name = name;
    this.slot = slot;
  }

  get endpoints(): number {
    return (this.#firstSlot === 0 ? 0 : 1) + (this.#others?.size ?? 0);
  }

  /** The slot of an endpoint; 0 when it has none. */
  slotOf(endpoint: string): number {
    if (this.#first === endpoint) return this.#firstSlot;
    return this.#others?.get(endpoint) ?? 0;
  }

  add(endpoint: string, slot: number): void {
    if (this.#firstSlot === 0) {
      this.#first = endpoint;
      this.#firstSlot = slot;
      return;
    }
    this.#others ??= new Map();
    this.#others.set(endpoint, slot);
  }

  delete(endpoint: string): void {
    if (this.#first === endpoint) {
      this.#first = '';
      this.#firstSlot = 0;
    } else {
      this.#others?.delete(endpoint);
    }
  }

  /** The slots of all endpoints. */
  *slots(): Generator<number> {
    if (this.#firstSlot !== 0) yield this.#firstSlot;
    if (this.#others !== undefined) yield* this.#others.values();
  }
}
