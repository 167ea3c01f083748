import http from 'node:http';
import https from 'node:https';
import { Writable } from 'node:stream';
import axios from 'axios';
import got from 'got';
import type { Call } from './expectation.ts';
import { undiciOf } from './undici-of.ts';

/** The clients of the contract. */
export const CLIENT_NAMES = ['fetch', 'undici.request', 'undici.stream', 'http', 'axios', 'got'] as const;
/** One of {@link CLIENT_NAMES}. */
export type ClientName = (typeof CLIENT_NAMES)[number];

/** A client with connections of its own. Every request rejects as its client does. */
export interface Session {
  send(url: string): Promise<number>;
  close(): Promise<void>;
}

/** Opens a client, set up as `call` wants it. `proxy` is the URL of a forward proxy. */
export type OpenSession = (call: Call, proxy?: string) => Session;

/** Each client by name. */
export const CLIENTS: Readonly<Record<ClientName, OpenSession>> = {
  fetch(call, proxy) {
    const dispatcher = undiciOf('fetch').dispatcher(call, proxy);
    return {
      async send(url) {
        const signal = signalOf(call, call.timeoutMs);
        const response = await fetch(url, { ...methodOf(call), ...signal, dispatcher } as object);
        if (call.unread !== true) await response.text();
        return response.status;
      },
      close: () => dispatcher.destroy(),
    };
  },
  'undici.request'(call, proxy) {
    const { request, dispatcher: open } = undiciOf('npm');
    const dispatcher = open(call, proxy);
    return {
      async send(url) {
        const { statusCode, body } = await request(url, { ...methodOf(call), ...signalOf(call), dispatcher });
        if (call.unread !== true) await body.text();
        return statusCode;
      },
      close: () => dispatcher.destroy(),
    };
  },
  'undici.stream'(call, proxy) {
    const { stream, dispatcher: open } = undiciOf('npm');
    const dispatcher = open(call, proxy);
    return {
      async send(url) {
        let status = 0;
        await stream(url, { ...methodOf(call), ...signalOf(call), dispatcher }, ({ statusCode }) => {
          status = statusCode;
          return new Writable({ write: (_chunk, _encoding, done) => done() });
        });
        return status;
      },
      close: () => dispatcher.destroy(),
    };
  },
  http(call, proxy) {
    const agents = agentsOf();
    return {
      send(url) {
        return new Promise((resolve, reject) => {
          const client = url.startsWith('https') ? https : http;
          const request = client.request(
            proxy ?? url,
            {
              ...methodOf(call),
              ...signalOf(call),
              ...(proxy === undefined ? {} : { path: url }),
              ...(call.timeoutMs === undefined ? {} : { timeout: call.timeoutMs }),
              agent: url.startsWith('https') ? agents.https : agents.http,
            },
            (response) => {
              const status = response.statusCode ?? 0;
              if (call.unread === true) resolve(status);
              else
                response
                  .resume()
                  .on('error', reject)
                  .on('end', () => resolve(status));
            },
          );
          request.on('timeout', () => request.destroy()).on('error', reject);
          request.end(call.method === 'POST' ? '{"amount":100}' : undefined);
        });
      },
      close: () => agents.close(),
    };
  },
  axios(call, proxy) {
    const agents = agentsOf();
    const { hostname = '', port = '' } = proxy === undefined ? {} : new URL(proxy);
    const instance = axios.create({
      httpAgent: agents.http,
      httpsAgent: agents.https,
      timeout: call.timeoutMs ?? 0,
      proxy: proxy === undefined ? false : { host: hostname, port: Number(port), protocol: 'http' },
      responseType: call.unread === true ? 'stream' : 'json',
      validateStatus: null,
    });
    return {
      async send(url) {
        const { body: data, ...rest } = methodOf(call);
        return (
          await instance.request({ url, ...rest, ...signalOf(call), ...(data === undefined ? {} : { data }) })
        ).status;
      },
      close: () => agents.close(),
    };
  },
  got(call) {
    const agents = agentsOf();
    const options = {
      agent: { http: agents.http, https: agents.https },
      retry: { limit: 0 },
      throwHttpErrors: false,
      ...(call.timeoutMs === undefined ? {} : { timeout: { request: call.timeoutMs } }),
    };
    return {
      async send(url) {
        if (call.unread !== true)
          return (await got(url, { ...options, ...methodOf(call), ...signalOf(call) })).statusCode;
        return new Promise((resolve, reject) => {
          got
            .stream(url, options)
            .on('response', ({ statusCode }) => resolve(statusCode))
            .on('error', reject);
        });
      },
      close: () => agents.close(),
    };
  },
};

function methodOf({ method = 'GET' }: Call): {
  method: string;
  body?: string;
  headers?: Record<string, string>;
} {
  if (method === 'GET') return { method };
  return { method, body: '{"amount":100}', headers: { 'content-type': 'application/json' } };
}

function signalOf({ cancelMs }: Call, timeoutMs?: number): { signal?: AbortSignal } {
  if (timeoutMs !== undefined) return { signal: AbortSignal.timeout(timeoutMs) };
  if (cancelMs === undefined) return {};
  const controller = new AbortController();
  setTimeout(() => controller.abort(), cancelMs);
  return { signal: controller.signal };
}

function agentsOf(): { http: http.Agent; https: https.Agent; close(): Promise<void> } {
  const options = { keepAlive: true, maxSockets: 1 };
  const agents = { http: new http.Agent(options), https: new https.Agent(options) };
  return {
    ...agents,
    async close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}
