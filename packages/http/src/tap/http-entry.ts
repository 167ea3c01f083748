import type { ClientRequest } from 'node:http';
import { credentialOf, headerKind, queryCredentialOf } from './credential.ts';
import { Entry } from './entry.ts';
import { MAX_SHAPE_BYTES, shapeOf } from './shape.ts';

/** Fields of a `ClientRequest` that Node documents late or not at all, and that clients read all the same. */
export interface Internals {
  readonly protocol: string;
  readonly host: string;
  readonly socketPath?: string;
  readonly agent?: { readonly proxy?: unknown; readonly options?: { readonly timeout?: number } };
  readonly timeout?: number;
}

/** An exchange that `node:http` or `node:https` carries. */
export class HttpEntry extends Entry {
  readonly client = 'http';
  declare readonly request: ClientRequest;
  /** The application destroyed the request, with this. */
  destroyed: { readonly error: unknown; readonly connecting: boolean } | undefined = undefined;
  /** The socket was idle for as long as the client's `timeout` allows. */
  timedOut = false;
  #sent: (string | Uint8Array)[] | undefined = undefined;
  #sentBytes = 0;

  /** Remembers what the caller sends, by reference, as long as it may have a shape. */
  send(chunk: unknown): void {
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) return;
    this.#sentBytes += chunk.length;
    if (this.#sentBytes > MAX_SHAPE_BYTES) this.#sent = undefined;
    else if (this.#sent === undefined) this.#sent = [chunk];
    else this.#sent.push(chunk);
  }

  /** Lets go of what was sent. */
  forgetSent(): void {
    this.#sent = undefined;
  }

  get method(): string {
    return this.request.method;
  }

  protected readUrl(): string {
    const { path } = this.request;
    return isAbsolute(path) ? path : this.#base() + path;
  }

  get origin(): string {
    const { path } = this.request;
    return isAbsolute(path) ? path.slice(0, path.indexOf('/', 8)) : this.#base();
  }

  get proxy(): string | undefined {
    // A plain request through a proxy is sent to the proxy with an absolute URL as its target (RFC 9112 section 3.2.2).
    if (isAbsolute(this.request.path)) return (this.request as unknown as Internals).host;
    const proxy = (this.request as unknown as Internals).agent?.proxy;
    return proxy instanceof URL ? proxy.host : undefined;
  }

  get credential(): string | undefined {
    const { request } = this;
    let secret: string | undefined;
    for (const name of request.getHeaderNames()) {
      const kind = headerKind(name);
      if (kind === 'other') continue;
      secret = String(request.getHeader(name));
      if (kind === 'authorization') break;
    }
    return secret === undefined ? queryCredentialOf(request.path) : credentialOf(secret);
  }

  get shape(): string | undefined {
    const sent = this.#sent;
    if (sent === undefined || this.#sentBytes > MAX_SHAPE_BYTES) return shapeOf(this.request.path, undefined);
    const only = sent.length === 1 ? sent[0] : Buffer.concat(sent.map((chunk) => Buffer.from(chunk)));
    return shapeOf(this.request.path, only);
  }

  /** The Host header names the port too; where the caller overrode it, the host that was connected to. */
  #base(): string {
    const { protocol, host } = this.request as unknown as Internals;
    const header = this.request.getHeader('host');
    const bare = host.includes(':') ? `[${host}]` : host;
    return `${protocol}//${typeof header === 'string' && header.startsWith(bare) ? header : bare}`;
  }
}

function isAbsolute(path: string): boolean {
  return path.startsWith('http://') || path.startsWith('https://');
}
