/** Costs of the circuit breakers beside opossum and cockatiel: calls, failing calls, rejections, memory, idleness. */
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
const rows: BenchRow[] = [];

const good = over(await race(successes(), { iterations: 20_000, rounds, clock }), 'bare');
rows.push(compare('successful call, two-phase, over bare', good, 'ours, two-phase', 'ns', 70));
rows.push(
  compare('successful call, two-phase and a clock, over bare', good, 'ours, two-phase and a clock', 'ns'),
);
rows.push(compare('successful call, execute, over bare', good, 'ours, execute', 'ns', 150));

for (const perSecond of [0, 100, 1000, 10_000]) {
  const samples = await unevenRace(await failures(perSecond), 4000, new Set(['opossum']));
  rows.push(
    compare(
      `failing call, window of ${perSecond}/s, over bare`,
      over(samples, 'bare'),
      'ours, two-phase',
      'ns',
      600,
    ),
  );
}

const rejected = await race(await rejections(), { iterations: 5000, rounds, clock });
rows.push(compare('rejection without a throw', rejected, 'ours, two-phase', 'ns'));
rows.push(
  compare('rejection thrown, over a bare throw', over(rejected, 'bare throw'), 'ours, execute', 'ns', 1300),
);

for (const client of ['fetch', 'http'] as const) {
  const samples = await httpRace(client, rounds);
  const peers = {
    'opossum over bare': ratioOf(samples, 'opossum', 'bare').median,
    'cockatiel over bare': ratioOf(samples, 'cockatiel', 'bare').median,
  };
  const ratio = ratioOf(samples, 'taps and guard', 'taps');
  rows.push(rowOf(`CPU of a loopback request by ${client}, guarded over observed`, ratio, peers, '×', 1.02));
}

const [endpoints, origins, opossum, cockatiel] = [
  await instances('endpoints'),
  await instances('origins'),
  await instances('opossum'),
  await instances('cockatiel'),
];
const bytes = { opossum: opossum.bytes, cockatiel: cockatiel.bytes };
rows.push(
  rowOf('memory of one of 10,000 keys, 100 endpoints an origin', exact(endpoints.bytes), bytes, 'B', 450),
);
rows.push(
  rowOf('memory of one of 10,000 keys, one endpoint an origin', exact(origins.bytes), bytes, 'B', 450),
);
const timers = { opossum: opossum.timers, cockatiel: cockatiel.timers };
rows.push(rowOf('timers of 10,000 breakers', exact(endpoints.timers), timers, 'timers', 0));
const cpu = { opossum: opossum.cpu * 100, cockatiel: cockatiel.cpu * 100 };
rows.push(rowOf('CPU of 10,000 idle breakers', exact(endpoints.cpu * 100), cpu, '% of a core', 0.5));

// Last, because 10,000 breakers of opossum leave 20,000 timers behind.
const keyed = await race([...overKeys(10), ...overKeys(10_000)], { iterations: 10_000, rounds, clock });
for (const count of [10, 10_000]) {
  const mine = new Map([...keyed].filter(([name]) => name.endsWith(` ${count}`)));
  rows.push(
    compare(`call to one of ${count} keys, over bare`, over(mine, `bare ${count}`), `ours ${count}`, 'ns'),
  );
}

printReport('Circuit breakers', rows);
process.exit(rows.every(({ holds }) => holds) ? 0 : 1);
