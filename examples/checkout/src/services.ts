import http from 'node:http';
import https from 'node:https';
import axios from 'axios';
import got from 'got';
import { Agent, ProxyAgent, request } from 'undici';
import { PATH_OF, type Party, type Setting } from './parties.ts';

/** What a provider is asked for. */
export interface Question extends Setting {
  readonly order: number;
  readonly signal: AbortSignal;
}

/** How long the checkout waits for any of them, in milliseconds. */
const DEADLINE_MS = 600;

/** npm undici with connections of its own, apart from those of Node's fetch. */
const connections = new Agent();

/** Each provider through its own client, all of them unmodified. They reject as their clients do. */
export const SERVICES: Readonly<Record<Party, (question: Question) => Promise<void>>> = {
  async payments({ origin, order, signal }) {
    const response = await fetch(`${origin}${PATH_OF.payments}`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_checkout', 'content-type': 'application/json' },
      body: JSON.stringify({ order, amount: 4_200, currency: 'EUR' }),
      signal: withDeadline(signal),
    });
    await response.text();
    if (!response.ok) throw new Error(`payments answered ${response.status}`);
  },

  async shipping({ origin, proxy, order, signal }) {
    await axios.post(
      `${origin}${PATH_OF.shipping}`,
      { order, weight: 1.2 },
      { signal, timeout: DEADLINE_MS, proxy: proxyOf(proxy) },
    );
  },

  async mail({ origin, proxy, order, signal }) {
    const { statusCode, body } = await request(`${origin}${PATH_OF.mail}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ order, template: 'receipt' }),
      signal: withDeadline(signal),
      dispatcher: proxy === undefined ? connections : new ProxyAgent(proxy),
    });
    await body.text();
    if (statusCode >= 400) throw new Error(`mail answered ${statusCode}`);
  },

  async maps({ origin, order, signal }) {
    await got(`${origin}${PATH_OF.maps}`, {
      searchParams: { order },
      retry: { limit: 0 },
      timeout: { request: DEADLINE_MS },
      signal,
    });
  },

  llm({ origin, proxy, order, signal }) {
    return new Promise((resolve, reject) => {
      const client = origin.startsWith('https') ? https : http;
      const url = `${origin}${PATH_OF.llm}`;
      const call = client.request(
        proxy ?? url,
        { method: 'POST', signal, timeout: DEADLINE_MS, ...(proxy === undefined ? {} : { path: url }) },
        (response) => {
          response.resume().on('error', reject).on('end', resolve);
        },
      );
      call.on('timeout', () => call.destroy(new Error('llm took too long'))).on('error', reject);
      call.end(JSON.stringify({ order, prompt: 'Thank the customer.' }));
    });
  },
};

function withDeadline(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]);
}

function proxyOf(proxy: string | undefined): { protocol: string; host: string; port: number } | false {
  if (proxy === undefined) return false;
  const { hostname, port } = new URL(proxy);
  return { protocol: 'http', host: hostname, port: Number(port) };
}
