import { answeredAtMs, type Exchange, headerOf, pathOf } from '@faultline/core';
import type { PathNode } from '../body/leaf.ts';
import { type Body, readBody } from '../body/read-body.ts';
import { type KnownHeader, knownHeaderOf } from './known-headers.ts';

/** Headers that are looked at: more are no answer of an API. */
const MAX_HEADERS = 256;

/** One answer, read once for all rules. Headers and body are read when the first rule asks. */
export class Reading {
  readonly exchange: Exchange;
  /** Provider id. */
  readonly provider: string;
  readonly status: number;
  #body: Body | undefined;
  /** The bits of all places that the body holds. */
  #places = 0;
  #nowMs: number | undefined;
  #headers: readonly string[] | undefined;

  constructor(exchange: Exchange, provider: string, status: number) {
    this.exchange = exchange;
    this.provider = provider;
    this.status = status;
  }

  get body(): Body {
    if (this.#body === undefined) {
      this.#body = readBody(this.exchange.response?.body, this.status === 207);
      for (const { node } of this.#body.leaves) this.#places |= node.bit;
    }
    return this.#body;
  }

  /** Path of the request, without its query string. */
  get path(): string {
    return pathOf(this.exchange.url).split(/[?#]/, 1)[0] ?? '/';
  }

  /** When the answer was made, epoch milliseconds. */
  get nowMs(): number {
    this.#nowMs ??= answeredAtMs(this.exchange);
    return this.#nowMs;
  }

  /** First value of a header that some rule knows, `name` in lower case. */
  header(name: KnownHeader): string | undefined {
    this.#headers ??= this.#knownHeaders();
    for (let i = 0; i < this.#headers.length; i += 2)
      if (this.#headers[i] === name) return this.#headers[i + 1];
    return undefined;
  }

  /** The first value at a known path of the body; `undefined` when there is none or it is null. */
  value(node: PathNode): string | undefined {
    const { leaves } = this.body;
    if ((this.#places & node.bit) === 0) return undefined;
    for (const leaf of leaves) if (leaf.node === node && leaf.value !== 'null') return leaf.value;
    return undefined;
  }

  /** Whether any value at a known path of the body passes. */
  some(node: PathNode, passes: (value: string) => boolean): boolean {
    const { leaves } = this.body;
    if ((this.#places & node.bit) === 0) return false;
    for (const leaf of leaves) if (leaf.node === node && passes(leaf.value)) return true;
    return false;
  }

  /** The first value under a key, wherever it stands. */
  valueOfKey(key: string): string | undefined {
    for (const leaf of this.body.leaves) if (leaf.node.key === key) return leaf.value;
    return undefined;
  }

  /** Names and values in turn. An answer has many headers, and rules know few of them: misses must cost nothing. */
  #knownHeaders(): readonly string[] {
    const bag = this.exchange.response?.headers;
    const known: string[] = [];
    let seen = 0;
    for (const key in bag) {
      if (++seen > MAX_HEADERS) break;
      const name = knownHeaderOf(key);
      const value = name === undefined ? undefined : headerOf(bag, name);
      if (name !== undefined && value !== undefined) known.push(name, value);
    }
    return known;
  }
}
