// What the rules cost one Prometheus when every instance is at every cap: `npm run bench:scale -- --instances 50`.
// Needs Debian's `prometheus`. Six hours of counters, ten minutes of histograms and a day of the recordings that rules look
// back at are written first; then the rules are evaluated by Prometheus itself, on their interval, while samples go on coming.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { rulePack } from '@faultline/monitors';
import { type BenchRow, printReport } from './kit.ts';
import { capSeriesOf, recordedSeriesOf } from './scale/cap-series.ts';
import { remoteWrite, type Span, type WrittenSeries } from './scale/remote-write.ts';
import { type EvaluatedGroup, startScaledPrometheus } from './scale/scaled-prometheus.ts';

const JOB = 'checkout';
/** Seconds between samples, and between evaluations. */
const STEP_SECONDS = 30;
const STEPS_AN_HOUR = 3600 / STEP_SECONDS;
/** Samples of one series in one request: more would be out of Prometheus' order over the series. */
const CHUNK_STEPS = 40;
/** Series in one request. */
const BATCH = 4000;
/** Evaluations whose time counts; the first ones are thrown away. */
const WARM_UP = 1;

interface Layer {
  readonly series: readonly WrittenSeries[];
  /** Steps of history. */
  readonly steps: number;
  /** Recordings: once the rules are at work, Prometheus writes them itself. */
  readonly recorded?: boolean;
}

const { values } = parseArgs({
  options: {
    instances: { type: 'string', default: '50' },
    evaluations: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
});
const instances = Array.from({ length: Number(values.instances) }, (_, i) =>
  capSeriesOf(JOB, `10.0.0.${i}:9464`),
);
const layers: readonly Layer[] = [
  { series: recordedSeriesOf(JOB), steps: 24 * STEPS_AN_HOUR, recorded: true },
  { series: instances.flatMap(({ numbers }) => numbers), steps: 6 * STEPS_AN_HOUR },
  { series: instances.flatMap(({ histograms }) => histograms), steps: STEPS_AN_HOUR / 6 },
];
const history = Math.max(...layers.map(({ steps }) => steps));
const startMs = (Math.floor(Date.now() / 1000 / STEP_SECONDS) - history) * STEP_SECONDS * 1000;
const stepAt = (time: number): number => Math.floor((time - startMs) / 1000 / STEP_SECONDS);

const prometheus = await startScaledPrometheus();
try {
  note(`writing the history of ${instances.length} instances`);
  let step = 0;
  while (step < stepAt(Date.now())) {
    const to = Math.min(step + CHUNK_STEPS, stepAt(Date.now()));
    for (const layer of layers) {
      const from = Math.max(step, history - layer.steps);
      if (from < to) await write(layer.series, { from, to });
    }
    step = to;
    note(`${((100 * step) / history).toFixed(0)} %`);
  }

  await prometheus.addRules(rulePack());
  note('evaluating');
  const cpuBefore = await prometheus.own('process_cpu_seconds_total');
  const since = Date.now();
  const seen = new Map<string, EvaluatedGroup[]>();
  const wanted = Number(values.evaluations) + WARM_UP;
  let missed = 0;
  while (seen.size === 0 || [...seen.values()].some((all) => all.length < wanted)) {
    if (step < stepAt(Date.now())) {
      for (const layer of layers)
        if (!layer.recorded) await write(layer.series, { from: step, to: step + 1 });
      step++;
    }
    for (const group of await prometheus.evaluations()) remember(group, seen);
    missed = await prometheus.own('prometheus_rule_group_iterations_missed_total');
    await sleep(1000);
  }
  const cores =
    ((await prometheus.own('process_cpu_seconds_total')) - cpuBefore) / ((Date.now() - since) / 1000);
  const gibibytes = (await prometheus.own('process_resident_memory_bytes')) / 2 ** 30;
  const series = await prometheus.own('prometheus_tsdb_head_series');
  const written = layers.reduce((sum, { series, recorded }) => sum + (recorded ? 0 : series.length), 0);
  printReport(
    `rules at scale: ${instances.length} instances at every cap, a sample every ${STEP_SECONDS} s; in brackets the lowest and the highest`,
    [
      row('series of the instances', [written], 'series'),
      row('series in the head, with what the rules record', [series], 'series'),
      row('resident memory of Prometheus', [gibibytes], 'GiB'),
      row('CPU of Prometheus, ingestion and rules', [cores], 'cores'),
      row('evaluations missed', [missed], 'evaluations', 0),
      ...[...seen].map(([name, all]) =>
        row(
          `group ${name}`,
          all.slice(WARM_UP).map(({ seconds }) => seconds),
          's',
          STEP_SECONDS,
        ),
      ),
      ...slowestRules([...seen.values()].map((all) => all.slice(WARM_UP))),
    ],
  );
} finally {
  await prometheus.stop();
}

async function write(series: readonly WrittenSeries[], steps: Pick<Span, 'from' | 'to'>): Promise<void> {
  for (let at = 0; at < series.length; at += BATCH)
    await remoteWrite(prometheus.url, series.slice(at, at + BATCH), {
      startMs,
      stepMs: STEP_SECONDS * 1000,
      ...steps,
    });
}

function remember(group: EvaluatedGroup, seen: Map<string, EvaluatedGroup[]>): void {
  const failing = group.rules.find(({ error }) => error !== '');
  if (failing !== undefined) throw new Error(`${failing.name}: ${failing.error}`);
  const all = seen.get(group.name) ?? [];
  seen.set(group.name, all);
  const isNew = group.seconds > 0 && all.at(-1)?.lastEvaluation !== group.lastEvaluation;
  if (isNew) all.push(group);
}

/** The rules that take longest, each with its time in every evaluation. */
function slowestRules(groups: readonly (readonly EvaluatedGroup[])[]): readonly BenchRow[] {
  return groups
    .flatMap((all) =>
      (all[0]?.rules ?? []).map(({ name }, index) =>
        row(
          `rule ${name}`,
          all.map((group) => group.rules[index]?.seconds ?? 0),
          's',
        ),
      ),
    )
    .sort((a, b) => b.ours - a.ours)
    .slice(0, 8);
}

function row(what: string, samples: readonly number[], unit: string, atMost?: number): BenchRow {
  const sorted = [...samples].sort((a, b) => a - b);
  const round = (value = 0) => Number(value.toPrecision(value >= 1000 ? 6 : 3));
  const highest = sorted.at(-1) ?? 0;
  return {
    what,
    ours: round(sorted[sorted.length >> 1]),
    interval: [round(sorted[0]), round(highest)],
    peers: {},
    unit,
    target: atMost === undefined ? '' : `≤ ${atMost}`,
    holds: atMost === undefined || highest <= atMost,
  };
}

function note(text: string): void {
  process.stderr.write(`\r${text}   `);
}
