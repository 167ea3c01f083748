import type { Socket } from 'node:net';
import type { Exchange, Finding, Permit } from '@faultline/core';
import type { OpenExchange } from './tap-options.ts';

/** An exchange while it is put together. */
export type Draft = { -readonly [K in keyof Exchange]: Exchange[K] };

/** Where an exchange stands in the ledger. A `settled` one may still be amended, a `closed` one is done with. */
export type EntryState = 'open' | 'peeking' | 'settled' | 'closed';

/** One exchange in the ledger. It lives exactly as long as the client's own request object, which is its key. */
export abstract class Entry implements OpenExchange {
  abstract readonly client: 'undici' | 'http';
  readonly request: object;
  readonly startedAt: number;
  readonly monotonicMs: number;
  state: EntryState = 'open';
  finding: Finding | undefined = undefined;
  /** What its guard was given for it. */
  permit: Permit | undefined = undefined;
  /** The exchange as it will settle, and the reading of its body, while it is `peeking`. */
  draft: Draft | undefined = undefined;
  peek: { readonly bytes: Uint8Array | undefined; stop(): void } | undefined = undefined;
  /** The socket that carries it, while that matters. */
  socket: Socket | undefined = undefined;
  reused = false;
  /** What the socket had read before this exchange used it. */
  #bytesBefore = 0;
  #url: string | undefined = undefined;

  constructor(request: object, startedAt: number, monotonicMs: number) {
    this.request = request;
    this.startedAt = startedAt;
    this.monotonicMs = monotonicMs;
  }

  /** Absolute URL, as it was when somebody first asked. */
  get url(): string {
    this.#url ??= this.readUrl();
    return this.#url;
  }

  abstract get method(): string;
  protected abstract readUrl(): string;
  /** Scheme, host and port. */
  abstract get origin(): string;
  /** `host:port` of the forward proxy, if there is one. */
  abstract get proxy(): string | undefined;
  /** Identity of the secret in use. */
  abstract get credential(): string | undefined;
  /** Identity of the payload's structure. */
  abstract get shape(): string | undefined;

  takeSocket(socket: Socket, reused: boolean): void {
    this.socket = socket;
    this.reused = reused;
    this.#bytesBefore = reused ? socket.bytesRead : 0;
  }

  /** Bytes that came back on the socket for this exchange. */
  get bytesRead(): number | undefined {
    return this.socket === undefined ? undefined : Math.max(0, this.socket.bytesRead - this.#bytesBefore);
  }
}
