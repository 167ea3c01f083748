import type { ExchangeResponse, HeaderBag } from '@faultline/core';
import { headerNamesOf, headerText } from './header-names.ts';

/** Header fields as a client received them: names and values in turn, or already a record. */
export type RawHeaders = readonly (Buffer | string | readonly (Buffer | string)[])[] | HeaderBag;

/** A response whose headers are parsed when somebody first asks: a plain success never does. */
export class LazyResponse implements ExchangeResponse {
  readonly status: number;
  readonly body?: string | Uint8Array;
  #raw: RawHeaders | undefined;
  #headers: HeaderBag | undefined;
  #names: readonly string[] | undefined;

  constructor(status: number, raw: RawHeaders | undefined, body?: string | Uint8Array) {
    this.status = status;
    this.#raw = raw;
    if (body !== undefined) this.body = body;
  }

  get headers(): HeaderBag {
    this.#headers ??= parse(this.#raw);
    this.#raw = undefined;
    return this.#headers;
  }

  get headerNames(): readonly string[] | undefined {
    if (this.#names === undefined && Array.isArray(this.#raw)) this.#names = headerNamesOf(this.#raw);
    return this.#names;
  }

  /** The same response with the start of its body. */
  withBody(body: string | Uint8Array): LazyResponse {
    return new LazyResponse(this.status, this.#raw ?? this.#headers, body);
  }
}

function parse(raw: RawHeaders | undefined): HeaderBag {
  if (raw === undefined || raw === null) return {};
  if (!Array.isArray(raw)) return raw as HeaderBag;
  const bag = new Bag();
  const names = headerNamesOf(raw);
  for (let i = 0; i < names.length; i++) add(bag, names[i] as string, raw[2 * i + 1]);
  return bag;
}

/**
 * Inherits nothing: a header called `constructor` or `__proto__` is a header. Made by a constructor, since an object of
 * `Object.create(null)` is a hash table from its birth, several times as slow to fill and to look through.
 */
class Bag {
  [name: string]: string | string[];
}
Object.setPrototypeOf(Bag.prototype, null);
Reflect.deleteProperty(Bag.prototype, 'constructor');

function add(bag: Record<string, string | string[]>, name: string, value: unknown): void {
  if (Array.isArray(value)) {
    for (const one of value) add(bag, name, one);
    return;
  }
  const before = bag[name];
  if (before === undefined) bag[name] = headerText(value);
  else if (typeof before === 'string') bag[name] = [before, headerText(value)];
  else before.push(headerText(value));
}
