import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { CircuitOpenError } from 'faultline';
// Before the services, so that their clients are observed from the start.
import { faultline } from './observe.ts';
import { PARTIES, type Party, type Settings } from './parties.ts';
import { SERVICES } from './services.ts';

// An ordinary checkout: it takes an order and asks five providers at once, each through another HTTP client. A provider
// whose circuit is open is asked later.

let settings: Settings = JSON.parse(process.env.CHECKOUT_SETTINGS ?? '{}');

// An operator may point a provider elsewhere while the service runs.
process.on('message', (changed: Settings) => {
  settings = { ...settings, ...changed };
});

const server = http.createServer(async (request, response) => {
  if (request.method !== 'POST' || request.url !== '/checkout') {
    response.writeHead(404).end();
    return;
  }
  const order = JSON.parse(await textOf(request));
  // A customer who leaves needs no answer, so nobody needs to be asked.
  const left = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) left.abort();
  });
  const asked = await Promise.allSettled(PARTIES.map((party) => ask(party, order.id, left.signal)));
  const failed: Party[] = [];
  const later: Party[] = [];
  for (const [at, party] of PARTIES.entries()) {
    const result = asked[at];
    if (result?.status === 'rejected') (wasNotSent(result.reason) ? later : failed).push(party);
  }
  // Accepted: what is left is made up for when the provider is back.
  const status = later.length > 0 ? 202 : 200;
  response.writeHead(failed.length > 0 ? 502 : status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ order: order.id, failed, later }));
});

/**
 * Whether a circuit breaker held the call back: nothing was sent then, so that it can safely be made later. Who only waited
 * too long for an answer cannot know that. Clients wrap the error, and name it as the cause of theirs.
 */
function wasNotSent(reason: unknown): boolean {
  return reason instanceof CircuitOpenError || (reason instanceof Error && wasNotSent(reason.cause));
}

function ask(party: Party, order: number, signal: AbortSignal): Promise<void> {
  const setting = settings[party];
  if (setting === undefined) return Promise.resolve();
  return SERVICES[party]({ ...setting, order, signal });
}

async function textOf(request: http.IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) text += piece;
  return text;
}

server.listen(0, '127.0.0.1', async () => {
  await faultline.ready;
  const { port } = server.address() as AddressInfo;
  console.log(
    JSON.stringify({ checkout: `http://127.0.0.1:${port}/checkout`, metrics: faultline.metricsUrl }),
  );
});
process.once('disconnect', () => process.exit());
