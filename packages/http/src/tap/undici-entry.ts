import { credentialOf, headerKind, queryCredentialOf } from './credential.ts';
import { Entry } from './entry.ts';
import { shapeOf } from './shape.ts';

/** What undici 6–8 publish as `request`: its own internal object, the same in Node's fetch. */
export interface UndiciRequest {
  readonly origin?: string | URL;
  readonly path: string;
  readonly method: string;
  /** Field names and values in turn. */
  readonly headers: readonly unknown[];
  readonly body: unknown;
  readonly upgrade?: unknown;
  readonly completed: boolean;
}

/** An exchange that undici carries. */
export class UndiciEntry extends Entry {
  readonly client = 'undici';
  declare readonly request: UndiciRequest;
  /** Its place among the requests that are still without a connection. */
  watch: { readonly list: UndiciEntry[]; at: number } | undefined = undefined;
  /** The forward proxy whose tunnel was opened for this origin. */
  tunnel: string | undefined = undefined;

  get method(): string {
    return this.request.method;
  }

  protected readUrl(): string {
    const { path } = this.request;
    return isAbsolute(path) ? path : originOf(this.request) + path;
  }

  get origin(): string {
    const { path } = this.request;
    return isAbsolute(path) ? path.slice(0, path.indexOf('/', 8)) : originOf(this.request);
  }

  get proxy(): string | undefined {
    // A plain request through a proxy is sent to the proxy with an absolute URL as its target (RFC 9112 section 3.2.2).
    return isAbsolute(this.request.path) ? hostOf(originOf(this.request)) : this.tunnel;
  }

  get credential(): string | undefined {
    const { headers } = this.request;
    let secret: string | undefined;
    for (let i = 0; i + 1 < headers.length; i += 2) {
      const name = headers[i];
      if (typeof name !== 'string') continue;
      const kind = headerKind(name);
      if (kind === 'other') continue;
      secret = String(headers[i + 1]);
      if (kind === 'authorization') break;
    }
    return secret === undefined ? queryCredentialOf(this.request.path) : credentialOf(secret);
  }

  get shape(): string | undefined {
    const { body } = this.request;
    return shapeOf(this.request.path, body instanceof Uint8Array ? body : undefined);
  }
}

/** `origin` as text, without a trailing slash. */
export function originOf(request: UndiciRequest): string {
  const { origin } = request;
  if (typeof origin === 'string') return origin.endsWith('/') ? origin.slice(0, -1) : origin;
  return origin === undefined ? '' : origin.origin;
}

/** `host:port` of an origin. */
export function hostOf(origin: string): string {
  return origin.slice(origin.indexOf('//') + 2);
}

function isAbsolute(path: string): boolean {
  return path.startsWith('http://') || path.startsWith('https://');
}
