/**
 * What one exchange costs with everything on: `admit` and `record` with breakers and diagnosis, all well, with everyday noise,
 * and in the middle of an outage; at 10 and at 10,000 pairs of provider and endpoint; and what those hold in memory.
 */
import {
  createBreakers,
  createDiagnosis,
  createEngine,
  type Engine,
  type Exchange,
  UNGUARDED,
} from '@faultline/core';
import { createProviders } from '@faultline/providers';
import { consume, estimateOf, printReport, race, ratioOf, rowOf } from './kit.ts';

const ITERATIONS = 60_000;
const MEGABYTE = 1024 * 1024;

const HEADERS = { date: 'Mon, 05 Jan 2026 09:00:00 GMT', 'content-type': 'application/json' };
const WELL = { status: 200, headers: HEADERS };
const BAD = { status: 503, headers: HEADERS };
const PATHS = Array.from({ length: 10 }, (_, index) => `/v1/things${index}/7`);
const ROUTES = Array.from({ length: 10 }, (_, index) => `/v1/things${index}/{id}`);
const SHAPES = ['s0', 's1', 's2'];

/** An exchange as a tap makes it: a new object with a new URL. Ten endpoints a provider; a share of all fails. */
function exchangeOf(index: number, pairs: number, failing: number, origins: readonly string[]): Made {
  const pair = index % pairs;
  return {
    method: 'GET',
    url: origins[Math.floor(pair / 10)]! + PATHS[pair % 10]!,
    route: ROUTES[pair % 10]!,
    startedAt: 1_767_000_000_000,
    monotonicMs: 0,
    durationMs: 80,
    credential: 'c1',
    shape: SHAPES[pair % 3]!,
    socket: 'reused',
    response: index % 1000 < failing * 1000 ? BAD : WELL,
    permit: UNGUARDED,
  };
}

type Made = { -readonly [K in keyof Exchange]: Exchange[K] };

function originsOf(pairs: number): string[] {
  return Array.from({ length: Math.ceil(pairs / 10) }, (_, index) => `https://api.vendor${index}.com`);
}

function engineOf(everything: boolean): Engine {
  const { classify, place } = createProviders();
  return everything
    ? createEngine({ classify, place, diagnosis: createDiagnosis(), breakers: createBreakers() })
    : createEngine({ classify, place });
}

/** Sends traffic through an engine; time goes on by 5 ms an exchange, and what was admitted is what is recorded. */
function runOf(engine: Engine, pairs: number, failing: number): (iterations: number) => void {
  const origins = originsOf(pairs);
  let nowMs = 1000;
  let at = 0;
  return (iterations) => {
    for (let i = 0; i < iterations; i++) {
      nowMs += 5;
      const exchange = exchangeOf(at++, pairs, failing, origins);
      exchange.monotonicMs = nowMs;
      const permit = engine.admit(exchange, nowMs);
      if (typeof permit === 'number') exchange.permit = permit;
      consume(engine.record(exchange));
    }
  };
}

function contender(
  name: string,
  pairs: number,
  failing: number,
  everything = true,
): Parameters<typeof race>[0][number] {
  const run = runOf(engineOf(everything), pairs, failing);
  return { name, run };
}

const samples = await race(
  [
    contender('classification alone, 10 pairs', 10, 0, false),
    contender('all well, 10 pairs', 10, 0),
    contender('one in a thousand fails, 10 pairs', 10, 0.001),
    contender('a tenth fails, 10 pairs', 10, 0.1),
    contender('everything fails, 10 pairs', 10, 1),
    contender('all well, 10,000 pairs', 10_000, 0),
  ],
  { iterations: ITERATIONS, rounds: 15 },
);
const alone = estimateOf(samples, 'classification alone, 10 pairs').median;
const rows = [
  ['all well, 10 pairs', 2000],
  ['one in a thousand fails, 10 pairs', 2000],
  ['a tenth fails, 10 pairs', undefined],
  ['everything fails, 10 pairs', undefined],
  ['all well, 10,000 pairs', undefined],
].map(([name, most]) =>
  rowOf(
    `admit + record: ${name}`,
    estimateOf(samples, String(name)),
    { 'classification alone': alone },
    'ns',
    most as number | undefined,
  ),
);
rows.push(
  rowOf(
    '10,000 pairs over 10',
    ratioOf(samples, 'all well, 10,000 pairs', 'all well, 10 pairs'),
    {},
    '×',
    1.5,
  ),
);

globalThis.gc?.();
const before = process.memoryUsage().heapUsed;
const diagnosis = createDiagnosis();
const { classify } = createProviders();
const origins = originsOf(20_000);
for (let index = 0; index < 20_000; index++) {
  const exchange = exchangeOf(index, 20_000, 0, origins);
  const pair = { provider: `p${Math.floor(index / 10)}`, endpoint: `GET ${exchange.route} ${index}` };
  diagnosis.judge(exchange, pair, classify(exchange), index * 5);
}
globalThis.gc?.();
const held = (process.memoryUsage().heapUsed - before) / MEGABYTE;
rows.push(
  rowOf(
    'evidence of 20,000 pairs, of which 10,000 are kept',
    { median: held, low: held, high: held },
    {},
    'MB',
    32,
  ),
);
consume(diagnosis);
printReport('One exchange through the whole engine', rows);
