/**
 * Costs of the circuit breakers beside opossum and cockatiel: calls, failing calls, rejections, requests, memory, idleness.
 * All of them, or the parts that are named: `calls`, `fetch`, `http`, `memory`, `keys`.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { failures, overKeys, rejections, successes } from './breaker/contenders.ts';
import { httpRace } from './breaker/http-race.ts';
import {
  type BenchRow,
  type Contender,
  estimateOf,
  printReport,
  race,
  ratioOf,
  rowOf,
  type Samples,
} from './kit.ts';

const run = promisify(execFile);
const quick = process.argv.includes('--quick');
const rounds = quick ? 15 : 41;
/** CPU time, for the differences are smaller than what other processes on the machine steal from the wall clock. */
const clock = 'cpu';

/** What each contender takes more than `base`, by round. */
function over(samples: Samples, base: string): Samples {
  const floor = samples.get(base) ?? [];
  return new Map(
    [...samples].map(([name, values]) => [name, values.map((value, round) => value - (floor[round] ?? 0))]),
  );
}

function compare(what: string, samples: Samples, name: string, unit: string, atMost?: number): BenchRow {
  const peers = [...samples.keys()].filter(
    (peer) => peer !== name && !peer.startsWith('bare') && !peer.startsWith('ours'),
  );
  const medians = Object.fromEntries(peers.map((peer) => [peer, estimateOf(samples, peer).median]));
  return rowOf(what, estimateOf(samples, name), medians, unit, atMost);
}

/** Runs some contenders a hundredth as often, because the others would be too short beside them. */
async function unevenRace(
  contenders: readonly Contender[],
  iterations: number,
  slow: ReadonlySet<string>,
): Promise<Samples> {
  const uneven = contenders.map((contender) =>
    slow.has(contender.name)
      ? { ...contender, run: (n: number) => contender.run(Math.max(1, n / 100)) }
      : contender,
  );
  const samples = await race(uneven, { iterations, rounds, clock });
  return new Map(
    [...samples].map(([name, values]) => [
      name,
      slow.has(name) ? values.map((value) => value * 100) : values,
    ]),
  );
}

async function instances(what: string): Promise<{ bytes: number; cpu: number; timers: number }> {
  const script = fileURLToPath(new URL('./breaker/instances.ts', import.meta.url));
  const args = [
    '--expose-gc',
    '--conditions=@faultline/source',
    script,
    what,
    '10000',
    quick ? '3000' : '10000',
  ];
  const { stdout } = await run(process.execPath, args);
  return JSON.parse(stdout);
}

const exact = (value: number) => ({ median: value, low: value, high: value });

async function calls(): Promise<BenchRow[]> {
  const good = over(await race(successes(), { iterations: 20_000, rounds, clock }), 'bare');
  const what = 'successful call,';
  const rows = [
    compare(`${what} two-phase, over bare`, good, 'ours, two-phase', 'ns', 70),
    compare(`${what} two-phase and a clock, over bare`, good, 'ours, two-phase and a clock', 'ns'),
    compare(`${what} execute, over bare`, good, 'ours, execute', 'ns', 150),
  ];
  for (const perSecond of [0, 100, 1000, 10_000]) {
    const samples = await unevenRace(await failures(perSecond), 4000, new Set(['opossum']));
    const failing = over(samples, 'bare');
    const name = `failing call, window of ${perSecond}/s, over bare`;
    rows.push(compare(name, failing, 'ours, two-phase', 'ns', 600));
  }
  const rejected = await race(await rejections(), { iterations: 5000, rounds, clock });
  const thrown = over(rejected, 'bare throw');
  rows.push(compare('rejection without a throw', rejected, 'ours, two-phase', 'ns'));
  rows.push(compare('rejection thrown, over a bare throw', thrown, 'ours, execute', 'ns', 1300));
  return rows;
}

/** The promise is about the guard: what it adds to a request that the taps observe anyway. */
async function requests(client: 'fetch' | 'http'): Promise<BenchRow[]> {
  const ours = await httpRace(client, quick ? 5 : 17, ['taps', 'taps and guard']);
  const theirs = await httpRace(client, 3, ['bare', 'opossum', 'cockatiel']);
  const peers = {
    'opossum over bare': ratioOf(theirs, 'opossum', 'bare').median,
    'cockatiel over bare': ratioOf(theirs, 'cockatiel', 'bare').median,
  };
  const ratio = ratioOf(ours, 'taps and guard', 'taps');
  return [rowOf(`CPU of a loopback request by ${client}, guarded over observed`, ratio, peers, '×', 1.02)];
}

async function memory(): Promise<BenchRow[]> {
  const [endpoints, origins, opossum, cockatiel] = [
    await instances('endpoints'),
    await instances('origins'),
    await instances('opossum'),
    await instances('cockatiel'),
  ];
  const bytes = { opossum: opossum.bytes, cockatiel: cockatiel.bytes };
  const timers = { opossum: opossum.timers, cockatiel: cockatiel.timers };
  const cpu = { opossum: opossum.cpu * 100, cockatiel: cockatiel.cpu * 100 };
  const key = 'memory of one of 10,000 keys,';
  return [
    rowOf(`${key} 100 endpoints an origin`, exact(endpoints.bytes), bytes, 'B', 450),
    rowOf(`${key} one endpoint an origin`, exact(origins.bytes), bytes, 'B', 450),
    rowOf('timers of 10,000 breakers', exact(endpoints.timers), timers, 'timers', 0),
    rowOf('CPU of 10,000 idle breakers', exact(endpoints.cpu * 100), cpu, '% of a core', 0.5),
  ];
}

async function keys(): Promise<BenchRow[]> {
  const keyed = await race([...overKeys(10), ...overKeys(10_000)], { iterations: 10_000, rounds, clock });
  return [10, 10_000].map((count) => {
    const mine = new Map([...keyed].filter(([name]) => name.endsWith(` ${count}`)));
    return compare(
      `call to one of ${count} keys, over bare`,
      over(mine, `bare ${count}`),
      `ours ${count}`,
      'ns',
    );
  });
}

/** In this order: 10,000 breakers of opossum leave 20,000 timers behind. */
const PARTS: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
  calls,
  fetch: () => requests('fetch'),
  http: () => requests('http'),
  memory,
  keys,
};

const asked = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const unknown = asked.find((part) => !Object.hasOwn(PARTS, part));
if (unknown !== undefined) throw new Error(`write one of ${Object.keys(PARTS).join(', ')}, not '${unknown}'`);
const rows: BenchRow[] = [];
for (const [part, run] of Object.entries(PARTS)) {
  if (asked.length === 0 || asked.includes(part)) rows.push(...(await run()));
}

printReport('Circuit breakers', rows);
process.exit(rows.every(({ holds }) => holds) ? 0 : 1);
