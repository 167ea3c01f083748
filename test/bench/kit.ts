import { availableParallelism, cpus, totalmem } from 'node:os';
import { stripVTControlCharacters } from 'node:util';

/** One way of doing the measured thing. */
export interface Contender {
  readonly name: string;
  /** Does the thing `iterations` times. What it computes should end in {@link consume}. */
  run(iterations: number): unknown;
}

/** How a race is run. */
export interface RaceOptions {
  /** Iterations of one contender in one round: long enough for a clock, 1 ms or more. */
  readonly iterations: number;
  /** Rounds, each with every contender in a new order. @defaultValue 21 */
  readonly rounds?: number;
  /** Rounds that are thrown away first. @defaultValue 3 */
  readonly warmUp?: number;
  /** What is measured: elapsed time, or CPU time of the whole process. @defaultValue 'wall' */
  readonly clock?: 'wall' | 'cpu';
}

/** Nanoseconds an iteration of every round, by contender. */
export type Samples = ReadonlyMap<string, readonly number[]>;

/** A median with its 95 % interval. */
export interface Estimate {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** One line of a report, and one element of the `--json` array. */
export interface BenchRow {
  readonly what: string;
  readonly ours: number;
  /** 95 % interval of `ours`. */
  readonly interval: readonly [low: number, high: number];
  /** The same measure of everybody else in the same run. */
  readonly peers: Readonly<Record<string, number>>;
  readonly unit: string;
  /** The promise, for a person: `≤ 100`. Empty when none was made. */
  readonly target: string;
  readonly holds: boolean;
}

const sink: { value: unknown } = { value: undefined };

/** Keeps a result alive, so that the compiler cannot drop the work that made it. */
export function consume(value: unknown): void {
  sink.value = value;
}

/**
 * Measures contenders in interleaved rounds: all of them share every disturbance of the machine, and nobody always runs first.
 * The order of each round comes from a fixed seed.
 */
export async function race(contenders: readonly Contender[], options: RaceOptions): Promise<Samples> {
  const { iterations, rounds = 21, warmUp = 3, clock = 'wall' } = options;
  const samples = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  const random = randomOf(1);
  for (let round = -warmUp; round < rounds; round++) {
    for (const contender of shuffled(contenders, random)) {
      const before = now(clock);
      const pending = contender.run(iterations);
      if (pending instanceof Promise) await pending;
      const took = now(clock) - before;
      if (round >= 0) samples.get(contender.name)?.push(took / iterations);
    }
  }
  return samples;
}

/** Median and bootstrapped 95 % interval of what one contender took. */
export function estimateOf(samples: Samples, name: string): Estimate {
  return bootstrap(valuesOf(samples, name));
}

/** Median and 95 % interval of how many times as long one contender took as another, paired by round. */
export function ratioOf(samples: Samples, name: string, over: string): Estimate {
  const base = valuesOf(samples, over);
  return bootstrap(valuesOf(samples, name).map((value, round) => value / (base[round] ?? Number.NaN)));
}

/** A line of the report about one contender beside its peers. `atMost` is compared with the median. */
export function rowOf(
  what: string,
  ours: Estimate,
  peers: Readonly<Record<string, number>>,
  unit: string,
  atMost?: number,
): BenchRow {
  return {
    what,
    ours: rounded(ours.median),
    interval: [rounded(ours.low), rounded(ours.high)],
    peers: Object.fromEntries(Object.entries(peers).map(([name, value]) => [name, rounded(value)])),
    unit,
    target: atMost === undefined ? '' : `≤ ${atMost}`,
    holds: atMost === undefined || ours.median <= atMost,
  };
}

/** Prints rows as a table with machine and versions, or as JSON alone when the command line has `--json`. */
export function printReport(title: string, rows: readonly BenchRow[]): void {
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    return;
  }
  const cells = rows.map((row) => [
    row.what,
    `${row.ours} [${row.interval.join(' – ')}] ${row.unit}`,
    Object.entries(row.peers)
      .map(([name, value]) => `${name} ${value} (${rounded(row.ours / value)} ×)`)
      .join(', '),
    row.target === '' ? '' : `${row.target} ${row.unit} ${row.holds ? 'holds' : 'MISSED'}`,
  ]);
  process.stdout.write(
    `${title}\n${machine()}\n\n${tableOf([['what', 'ours [95 %]', 'peers', 'target'], ...cells])}\n`,
  );
}

/** Machine and versions, one line. */
export function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown CPU';
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${model}, ${availableParallelism()} cores, ${memory} GiB, ${process.platform} ${process.arch}, Node ${process.version}, V8 ${process.versions.v8}`;
}

function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => widthOf(row[at] ?? ''))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - widthOf(cell)))
      .join('  ')
      .trimEnd();
  return rows.map(line).join('\n');
}

function widthOf(text: string): number {
  return stripVTControlCharacters(text).length;
}

function now(clock: 'wall' | 'cpu'): number {
  if (clock === 'wall') return Number(process.hrtime.bigint());
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

function valuesOf(samples: Samples, name: string): readonly number[] {
  const values = samples.get(name);
  if (values === undefined) throw new Error(`No contender is named ${JSON.stringify(name)}`);
  return values;
}

const RESAMPLES = 2000;

function bootstrap(values: readonly number[]): Estimate {
  const random = randomOf(2);
  const medians = Array.from({ length: RESAMPLES }, () =>
    medianOf(values.map(() => values[Math.floor(random() * values.length)] ?? Number.NaN)),
  ).sort((a, b) => a - b);
  const at = (share: number): number => medians[Math.floor(share * (RESAMPLES - 1))] ?? Number.NaN;
  return { median: medianOf(values), low: at(0.025), high: at(0.975) };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

function shuffled<T>(items: readonly T[], random: () => number): readonly T[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] as T, order[i] as T];
  }
  return order;
}

/** A small generator with a seed (mulberry32), so that a run can be repeated. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
