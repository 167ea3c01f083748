import http, { type RequestOptions } from 'node:http';
import { type Duplex, Readable, Writable } from 'node:stream';

// Whichever undici is loaded first becomes the dispatcher of Node's own fetch: here Node's own shall be.
await fetch('data:,');
const undici6 = await import('undici6');
const undici7 = await import('undici7');
const undici8 = await import('undici');

/** What the tests ask of a client. */
export interface Call {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

/** One way to make a request and read its whole body; rejects as the client does. */
export type Client = (url: string, call?: Call) => Promise<{ status: number; body: string }>;

const read = async (body: AsyncIterable<Uint8Array> | null): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body ?? Readable.from([])) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

const byFetch =
  (fetch: typeof globalThis.fetch, dispatcher?: object): Client =>
  async (url, call = {}) => {
    const response = await fetch(url, dispatcher ? ({ ...call, dispatcher } as object) : call);
    return { status: response.status, body: await response.text() };
  };

/** What the tests use of an npm undici, whatever its version. */
export interface Undici {
  request(
    url: string,
    call: object,
  ): Promise<{ statusCode: number; body: AsyncIterable<Uint8Array> & { dump(): Promise<void> } }>;
  stream(url: string, call: object, open: (answer: { statusCode: number }) => Writable): Promise<unknown>;
  pipeline(
    url: string,
    call: object,
    open: (answer: { statusCode: number; body: Readable }) => Readable,
  ): Duplex;
  readonly fetch: typeof globalThis.fetch;
  readonly Pool: new (origin: string) => object;
  readonly Agent: new (options?: object) => { close(): Promise<void> };
  getGlobalDispatcher(): object;
  setGlobalDispatcher(dispatcher: object): void;
  buildConnector(defaults: object): (options: object, connected: object) => void;
  readonly RetryAgent: new (agent: object, options?: object) => object;
  readonly ProxyAgent: new (options: object | string) => object;
  readonly EnvHttpProxyAgent: new (options: object) => object;
  readonly MockAgent: new () => { disableNetConnect(): void; get(origin: string): MockPool };
}
interface MockPool {
  intercept(match: object): { reply(status: number, body: string): void };
}

/** Each npm undici, by major version. */
export const UNDICIS: Readonly<Record<string, Undici>> = {
  'undici 6': undici6 as unknown as Undici,
  'undici 7': undici7 as unknown as Undici,
  'undici 8': undici8 as unknown as Undici,
};

/** `request` of an npm undici, through a dispatcher of its own version. */
export const byRequest =
  (undici: Undici, dispatcher: object = new undici.Agent()): Client =>
  async (url, call = {}) => {
    const { statusCode, body } = await undici.request(url, { ...call, dispatcher });
    return { status: statusCode, body: await read(body) };
  };

/** `stream` of an npm undici, which writes the body where the caller says. */
const byStream = (undici: Undici, dispatcher: object = new undici.Agent()): Client => {
  return async (url, call = {}) => {
    let status = 0;
    let body = '';
    await undici.stream(url, { method: 'GET', ...call, dispatcher }, ({ statusCode }) => {
      status = statusCode;
      return new Writable({
        write(chunk, _encoding, done) {
          body += chunk;
          done();
        },
      });
    });
    return { status, body };
  };
};

/** `pipeline` of an npm undici, whose call is a stream of the request's body into the answer's. */
const byPipeline = (undici: Undici, dispatcher: object = new undici.Agent()): Client => {
  return async (url, { body: sent, ...call } = {}) => {
    let status = 0;
    const duplex = undici.pipeline(url, { method: 'GET', ...call, dispatcher }, ({ statusCode, body }) => {
      status = statusCode;
      return body;
    });
    const body = await read(duplex.end(sent));
    return { status, body };
  };
};

/** `request` of an npm undici through a pool for each origin. */
const byPool = (undici: Undici): Client => {
  const pools = new Map<string, object>();
  return (url, call) => {
    const { origin } = new URL(url);
    const pool = pools.get(origin) ?? new undici.Pool(origin);
    pools.set(origin, pool);
    return byRequest(undici, pool)(url, call);
  };
};

/** `http.request` with a response listener, as every client above it has. */
export const byHttp =
  (options: RequestOptions = {}, request: typeof http.request = http.request): Client =>
  (url, call = {}) =>
    new Promise((resolve, reject) => {
      const { body, ...rest } = call;
      const sent = request(url, { ...options, ...rest }, (response) => {
        read(response).then((text) => resolve({ status: response.statusCode ?? 0, body: text }), reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });

/** Every client that the taps see, by name. */
export const CLIENTS: Readonly<Record<string, Client>> = {
  fetch: byFetch(globalThis.fetch),
  ...Object.fromEntries(
    Object.entries(UNDICIS).flatMap(([name, undici]) => [
      [`${name} request`, byRequest(undici)],
      [`${name} stream`, byStream(undici)],
      [`${name} pipeline`, byPipeline(undici)],
      [`${name} pool`, byPool(undici)],
      [`${name} fetch`, byFetch(undici.fetch, new undici.Agent())],
    ]),
  ),
  http: byHttp(),
  'http keep-alive': byHttp({ agent: new http.Agent({ keepAlive: true }) }),
};
