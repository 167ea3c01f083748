import http from 'node:http';
import { parseArgs } from 'node:util';
import { queryObjects } from 'node:v8';
import { type FaultServer, fault, OK, startFaultServer } from '@faultline/test/kit';
import { type Faultline, register } from 'faultline';
import { Entry } from '../../packages/http/src/tap/entry.ts';

// A million requests of every kind, through fetch and http: answers, failures, aborts, bodies that nobody reads. Prints the
// heap after a garbage collection every so often, and how many records of requests are left in it. Ends with status 1 if the
// heap grows, a record outlives its request, or a count is wrong.
// npm run soak -- --requests 100000

const { values } = parseArgs({ options: { requests: { type: 'string', default: '1000000' } } });
const REQUESTS = Number(values.requests);
if (!Number.isInteger(REQUESTS) || REQUESTS < 1_000) {
  throw new Error(`--requests ${values.requests}: write a whole number, 1000 or more.`);
}
const AT_ONCE = 32;
const REPORTS = 20;
/** Heap that may be added after the first quarter, when caches and compiled code are there. */
const MOST_GROWTH = 8 * 2 ** 20;

const gc = globalThis.gc as (() => void) | undefined;
if (gc === undefined) throw new Error('Run it with node --expose-gc, as npm run soak does.');

const server = await startFaultServer(['payments', 'shipping', 'mail']);
const faultline = register({ mode: 'metrics-only', metrics: { port: 0 } });
await faultline.ready;
const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
await script(server);

const heaps: number[] = [];
let made = 0;
/** Records of requests that are still in the heap: all requests have come to their end by then. */
let open = 0;
/** The prototypes of the classes, which count as objects of them. */
const NONE_OPEN = recordsInHeap();
await seesOpenOnes();
const calls = callsOf(server);
let startedAt = performance.now();
for (let report = 1; report <= REPORTS; report++) {
  const until = Math.round((REQUESTS * report) / REPORTS);
  const from = made;
  await Promise.all(Array.from({ length: AT_ONCE }, () => work(until)));
  await collected(gc);
  const heap = process.memoryUsage().heapUsed;
  heaps.push(heap);
  open = recordsInHeap() - NONE_OPEN;
  const perSecond = Math.round(((made - from) / (performance.now() - startedAt)) * 1_000);
  startedAt = performance.now();
  console.log(
    `${made} requests, ${(heap / 2 ** 20).toFixed(1)} MiB of heap, ${open} records open, ${perSecond} a second`,
  );
}
process.exit((await isSound(faultline)) ? 0 : 1);

async function work(until: number): Promise<void> {
  while (made < until) await calls[made++ % calls.length]?.().catch(() => {});
}

async function script({ set }: FaultServer): Promise<void> {
  await set(
    'payments',
    fault.mix(
      1,
      [6, OK],
      [1, fault.answer(404)],
      [1, fault.answer(500)],
      [1, fault.answer(429, { headers: { 'retry-after': '1' } })],
    ),
  );
  await set(
    'shipping',
    fault.mix(
      2,
      [6, OK],
      [1, fault.reset()],
      [1, fault.truncated()],
      [1, fault.close()],
      [1, fault.garbage()],
    ),
  );
  await set('mail', fault.answer(200, { filler: 100_000 }));
  await set('mail', fault.stall(), '/stall');
}

function byHttp(url: string, read: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent }, (response) => {
      if (read) response.resume().on('end', resolve).on('error', reject);
      else resolve(void response.destroy());
    });
    request.on('error', reject);
  });
}

async function cancelled(url: string): Promise<void> {
  const controller = new AbortController();
  const call = fetch(url, { signal: controller.signal });
  setTimeout(() => controller.abort(), 5);
  await call;
}

async function unread(url: string): Promise<void> {
  // Left to the garbage collector, as careless code does.
  await fetch(url);
}

/** Each kind of call, some more often than others. */
function callsOf(server: FaultServer): readonly (() => Promise<unknown>)[] {
  const [payments, shipping, mail] = [
    server.origin('payments'),
    server.origin('shipping'),
    server.origin('mail'),
  ];
  const text = async (url: string): Promise<string> => (await fetch(url)).text();
  return [
    () => text(`${payments}/v1/charges/${made}`),
    () => byHttp(`${payments}/v1/charges/${made}`, true),
    () => text(`${shipping}/v1/labels`),
    () => byHttp(`${shipping}/v1/labels`, true),
    () => text(`${payments}/v1/customers`),
    () => byHttp(`${payments}/v1/customers`, true),
    () => text(`${payments}/v1/refunds`),
    () => byHttp(`${shipping}/v1/tracks`, true),
    () => text(`${server.refused}/nobody`),
    () => byHttp(`${server.refused}/nobody`, true),
    () => byHttp(`${mail}/v1/messages`, false),
    () => (made % 20 === 0 ? cancelled(`${mail}/stall`) : text(`${payments}/v1/refunds`)),
    () => (made % 20 === 0 ? unread(`${mail}/v1/messages`) : byHttp(`${payments}/v1/refunds`, true)),
  ];
}

async function collected(collect: () => void): Promise<void> {
  // Finalizers of unread bodies run between two collections.
  for (let time = 0; time < 3; time++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

function recordsInHeap(): number {
  return queryObjects(Entry, { format: 'count' });
}

/** Zero below means something only if a request under way is seen. */
async function seesOpenOnes(): Promise<void> {
  const controller = new AbortController();
  const call = fetch(`${server.origin('mail')}/stall`, { signal: controller.signal }).catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 50));
  const seen = recordsInHeap() - NONE_OPEN;
  if (seen !== 1) throw new Error(`${seen} records of 1 request under way`);
  controller.abort();
  await call;
  made++;
}

async function isSound({ metricsUrl = '' }: Faultline): Promise<boolean> {
  const quarter = Math.min(...heaps.slice(Math.floor(REPORTS / 4), Math.floor(REPORTS / 2)));
  const last = Math.min(...heaps.slice(-Math.floor(REPORTS / 4)));
  const growth = last - quarter;
  const text = await (await fetch(metricsUrl)).text();
  let counted = 0;
  for (const [, value] of text.matchAll(/^faultline_requests_total\{.*\} (\d+)/gm)) counted += Number(value);
  const errors = /^faultline_internal_errors_total\{.*\} [1-9].*/m.exec(text)?.[0];
  console.log(
    `${counted} of ${made} counted; ${open} records open; the heap grew by ${(growth / 2 ** 20).toFixed(1)} MiB since the first quarter${errors ? `; ${errors}` : ''}`,
  );
  return counted === made && open === 0 && growth <= MOST_GROWTH && errors === undefined;
}
