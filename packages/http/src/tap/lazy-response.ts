import type { ExchangeResponse, HeaderBag } from '@faultline/core';

/** Header fields as a client received them: names and values in turn, or already a record. */
export type RawHeaders = readonly (Buffer | string | readonly (Buffer | string)[])[] | HeaderBag;

/** A response whose headers are parsed when somebody first asks: a plain success never does. */
export class LazyResponse implements ExchangeResponse {
  readonly status: number;
  readonly body?: string | Uint8Array;
  #raw: RawHeaders | undefined;
  #headers: HeaderBag | undefined;

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

  /** The same response with the start of its body. */
  withBody(body: string | Uint8Array): LazyResponse {
    return new LazyResponse(this.status, this.#raw ?? this.#headers, body);
  }
}

function parse(raw: RawHeaders | undefined): HeaderBag {
  if (raw === undefined || raw === null) return {};
  if (!Array.isArray(raw)) return raw as HeaderBag;
  const bag = new Bag();
  for (let i = 0; i + 1 < raw.length; i += 2) add(bag, nameOf(raw[i]), raw[i + 1]);
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

/** Slots for names as they came, by their length and last characters; those that share a slot displace each other. */
const NAME_SLOTS = 256;
const MAX_NAME_LENGTH = 64;
const names: ({ readonly raw: string; readonly lower: string } | undefined)[] = new Array(NAME_SLOTS).fill(
  undefined,
);

/** A name in lower case. Answers come with the same few names: bytes that are known need not become text again. */
function nameOf(raw: unknown): string {
  if (!(raw instanceof Uint8Array) || raw.length === 0 || raw.length > MAX_NAME_LENGTH)
    return text(raw).toLowerCase();
  const end = raw.length - 1;
  const last = raw[end] as number;
  const at = (raw.length * 31 + last + (raw[end >> 1] as number) * 7) & (NAME_SLOTS - 1);
  const known = names[at];
  if (known !== undefined && isOf(raw, known.raw)) return known.lower;
  const name = text(raw);
  const lower = name.toLowerCase();
  names[at] = { raw: name, lower };
  return lower;
}

function isOf(bytes: Uint8Array, name: string): boolean {
  if (bytes.length !== name.length) return false;
  for (let i = 0; i < name.length; i++) if (bytes[i] !== name.charCodeAt(i)) return false;
  return true;
}

function add(bag: Record<string, string | string[]>, name: string, value: unknown): void {
  if (Array.isArray(value)) {
    for (const one of value) add(bag, name, one);
    return;
  }
  const before = bag[name];
  if (before === undefined) bag[name] = text(value);
  else if (typeof before === 'string') bag[name] = [before, text(value)];
  else before.push(text(value));
}

/** Header bytes are latin1 on the wire (RFC 9110 section 5.5). */
function text(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString('latin1') : String(value);
}
