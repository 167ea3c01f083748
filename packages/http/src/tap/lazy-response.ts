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
  // No prototype: a header called `constructor` or `__proto__` is a header.
  const bag: Record<string, string | string[]> = Object.create(null);
  for (let i = 0; i + 1 < raw.length; i += 2) add(bag, text(raw[i]).toLowerCase(), raw[i + 1]);
  return bag;
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
