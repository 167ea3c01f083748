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
  (fetch: typeof globalThis.fetch): Client =>
  async (url, call = {}) => {
    const response = await fetch(url, call);
    return { status: response.status, body: await response.text() };
  };

interface Undici {
  request(url: string, call: object): Promise<{ statusCode: number; body: AsyncIterable<Uint8Array> }>;
}

const byRequest =
  (undici: unknown): Client =>
  async (url, call = {}) => {
    const { statusCode, body } = await (undici as Undici).request(url, call);
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
  'undici 6 request': byRequest(undici6),
  'undici 7 request': byRequest(undici7),
  'undici 8 request': byRequest(undici8),
  'undici 6 fetch': byFetch(undici6.fetch as never),
  'undici 7 fetch': byFetch(undici7.fetch as never),
  'undici 8 fetch': byFetch(undici8.fetch as never),
  http: byHttp(),
  'http keep-alive': byHttp({ agent: new http.Agent({ keepAlive: true }) }),
};
