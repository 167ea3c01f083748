import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type BenchRow, estimateOf, printReport, ratioOf, rowOf } from './kit.ts';
import { SETUPS, type Seen, type Setup } from './request/setups.ts';

// CPU of a whole request: bare, with OTel's instrumentations alone, with Faultline's metrics alone, with both. The
// server is a process of its own, and so is each set-up; rounds are interleaved, so that all share every disturbance.
// Each set-up runs in several processes: one and the same program differs by a tenth from process to process, as its
// memory happens to lie.

const ROUNDS = 15;
const WARM_UP = 6;
const REQUESTS = 2_000;
const PROCESSES = 3;
const SERVER = fileURLToPath(new URL('./request/server.ts', import.meta.url));
const CALLER = fileURLToPath(new URL('./request/caller.ts', import.meta.url));

/** Over the same with OTel's instrumentations alone, and over bare. */
const PROMISES = { fetch: { traces: 1.05, metrics: 1.1 }, http: { traces: 1.1, metrics: 1.3 } } as const;

const server = fork(SERVER);
const [port] = await once(server, 'message');
const url = `http://127.0.0.1:${port}/v1/charges`;
const rows: BenchRow[] = [];
for (const client of ['fetch', 'http'] as const) rows.push(...(await compare(client)));
server.disconnect();
printReport('CPU of one request, in whole: client, connection, and what observes them', rows);

async function compare(client: 'fetch' | 'http'): Promise<BenchRow[]> {
  const samples = new Map<string, number[]>(SETUPS.map((setup) => [setup, []]));
  for (let process = 0; process < PROCESSES; process++) await measure(client, samples);

  const micros = Object.fromEntries(SETUPS.map((setup) => [setup, estimateOf(samples, setup).median]));
  const promise = PROMISES[client];
  return [
    rowOf(
      `${client}: metrics-only over bare`,
      ratioOf(samples, 'faultline metrics', 'bare'),
      { otel: ratioOf(samples, 'otel', 'bare').median },
      '×',
      promise.metrics,
    ),
    rowOf(
      `${client}: with traces over OTel alone`,
      ratioOf(samples, 'faultline traces', 'otel'),
      {},
      '×',
      promise.traces,
    ),
    rowOf(
      `${client}: metrics-only, CPU`,
      estimateOf(samples, 'faultline metrics'),
      { bare: micros.bare ?? 0, otel: micros.otel ?? 0 },
      'µs',
    ),
    rowOf(
      `${client}: with traces, CPU`,
      estimateOf(samples, 'faultline traces'),
      { bare: micros.bare ?? 0, otel: micros.otel ?? 0 },
      'µs',
    ),
  ];
}

/** Adds the rounds of one process of each set-up. */
async function measure(client: 'fetch' | 'http', samples: ReadonlyMap<string, number[]>): Promise<void> {
  const callers = new Map<Setup, ChildProcess>();
  for (const setup of SETUPS) callers.set(setup, await startCaller(setup, client));
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const setup of rotated(SETUPS, round + WARM_UP)) {
      const micros = await ask<number>(callers.get(setup), REQUESTS);
      if (round >= 0) samples.get(setup)?.push(micros / REQUESTS);
    }
  }
  for (const [setup, caller] of callers) {
    check(setup, await ask<Seen>(caller, 'seen'));
    caller.kill();
  }
}

async function startCaller(setup: Setup, client: string): Promise<ChildProcess> {
  const caller = fork(CALLER, [setup, client, url], { execArgv: ['--conditions=@faultline/source'] });
  caller.setMaxListeners(0);
  await once(caller, 'message');
  return caller;
}

async function ask<Answer>(caller: ChildProcess | undefined, question: number | 'seen'): Promise<Answer> {
  if (caller === undefined) throw new Error('There is no such caller.');
  const answer = once(caller, 'message');
  caller.send(question);
  return (await answer)[0] as Answer;
}

/** A set-up that did not do its work would be the fastest of all. */
function check(setup: Setup, { counted, exported, tagged }: Seen): void {
  const made = (ROUNDS + WARM_UP) * REQUESTS;
  const faultline = setup.startsWith('faultline');
  const traced = setup === 'otel' || setup === 'faultline traces';
  const isSound =
    (faultline ? counted === made : counted === 0) &&
    (traced ? exported >= made * 0.99 : exported === 0) &&
    tagged === (setup === 'faultline traces' ? exported : 0);
  if (!isSound) {
    throw new Error(
      `${setup} made ${made} requests, and counted ${counted}, exported ${exported}, tagged ${tagged}.`,
    );
  }
}

function rotated<T>(items: readonly T[], by: number): readonly T[] {
  const at = by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}
