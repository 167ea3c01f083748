import http, { type RequestOptions } from 'node:http';
import { Readable } from 'node:stream';

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
  readonly fetch: typeof globalThis.fetch;
  readonly Agent: new (options?: object) => { close(): Promise<void> };
  getGlobalDispatcher(): object;
  setGlobalDispatcher(dispatcher: object): void;
  buildConnector(defaults: object): (options: object, connected: object) => void;
  readonly RetryAgent: new (agent: object, options?: object) => object;
  readonly ProxyAgent: new (options: object | string) => object;
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
      [`${name} fetch`, byFetch(undici.fetch, new undici.Agent())],
    ]),
  ),
  http: byHttp(),
  'http keep-alive': byHttp({ agent: new http.Agent({ keepAlive: true }) }),
};
