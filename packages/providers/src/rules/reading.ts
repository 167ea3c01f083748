import { answeredAtMs, type Exchange, headerOf, pathOf } from '@faultline/core';
import { type Body, readBody } from '../body/read-body.ts';

/** One answer, read once for all rules. The body is read when the first rule asks. */
export class Reading {
  readonly exchange: Exchange;
  /** Provider id. */
  readonly provider: string;
  readonly status: number;
  #body: Body | undefined;

  constructor(exchange: Exchange, provider: string, status: number) {
    this.exchange = exchange;
    this.provider = provider;
    this.status = status;
  }

  get body(): Body {
    this.#body ??= readBody(this.exchange.response?.body);
    return this.#body;
  }

  /** Path of the request, without its query string. */
  get path(): string {
    return pathOf(this.exchange.url).split(/[?#]/, 1)[0] ?? '/';
  }

  /** When the answer was made, epoch milliseconds. */
  get nowMs(): number {
    return answeredAtMs(this.exchange);
  }

  /** First value of a header, `name` in lower case. */
  header(name: string): string | undefined {
    return headerOf(this.exchange.response?.headers, name);
  }

  /** The first value at a known path of the body; `undefined` when there is none or it is null. */
  value(path: string): string | undefined {
    for (const leaf of this.body.leaves)
      if (leaf.node.path === path && leaf.value !== 'null') return leaf.value;
    return undefined;
  }

  /** Whether any value at a known path of the body passes. */
  some(path: string, passes: (value: string) => boolean): boolean {
    for (const leaf of this.body.leaves) if (leaf.node.path === path && passes(leaf.value)) return true;
    return false;
  }

  /** The first value under a key, wherever it stands. */
  valueOfKey(key: string): string | undefined {
    for (const leaf of this.body.leaves) if (leaf.node.key === key) return leaf.value;
    return undefined;
  }
}
