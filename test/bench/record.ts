/**
 * What one exchange costs with everything on: `admit` and `record` with breakers and diagnosis, all well, with everyday noise,
 * and in the middle of an outage; at 10 and at 10,000 pairs of provider and endpoint; and what those hold in memory.
 */
import { createBreakers, createDiagnosis, createEngine, type Engine, type Exchange } from '@faultline/core';
import { createClassifier } from '@faultline/providers';
import { consume, estimateOf, printReport, race, ratioOf, rowOf } from './kit.ts';

const ITERATIONS = 20_000;
const MEGABYTE = 1024 * 1024;

/** Exchanges of `pairs` pairs, ten endpoints a provider; a share of them fails. */
function trafficOf(pairs: number, failing: number): Exchange[] {
  return Array.from({ length: Math.max(pairs, 1000) }, (_, index) => {
    const pair = index % pairs;
    const status = index % 1000 < failing * 1000 ? 503 : 200;
    const route = `/v1/things${pair % 10}/{id}`;
    return {
      method: 'GET',
      url: `https://api${Math.floor(pair / 10)}.example.com/v1/things${pair % 10}/7`,
      route,
      startedAt: 1_767_000_000_000,
      durationMs: 80,
      credential: 'c1',
      shape: `s${pair % 3}`,
      socket: 'reused',
      response: {
        status,
        headers: { date: 'Mon, 05 Jan 2026 09:00:00 GMT', 'content-type': 'application/json' },
      },
    } satisfies Exchange;
  });
}

function engineOf(everything: boolean): Engine {
  const { classify } = createClassifier();
  return everything
    ? createEngine({ classify, diagnosis: createDiagnosis(), breakers: createBreakers() })
    : createEngine({ classify });
}

/** Sends the traffic through an engine, over and over; time goes on by 5 ms an exchange. */
function runOf(engine: Engine, traffic: readonly Exchange[]): (iterations: number) => void {
  let nowMs = 1000;
  let at = 0;
  return (iterations) => {
    for (let i = 0; i < iterations; i++) {
      const exchange = traffic[at++ % traffic.length]!;
      nowMs += 5;
      engine.admit(exchange, nowMs);
      consume(engine.record({ ...exchange, monotonicMs: nowMs }));
    }
  };
}

function contender(
  name: string,
  pairs: number,
  failing: number,
  everything = true,
): Parameters<typeof race>[0][number] {
  const run = runOf(engineOf(everything), trafficOf(pairs, failing));
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
const { classify } = createClassifier();
trafficOf(20_000, 0).forEach((exchange, index) => {
  const pair = { provider: `p${Math.floor(index / 10)}`, endpoint: `GET ${exchange.route} ${index}` };
  diagnosis.judge(exchange, pair, classify(exchange), index * 5);
});
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
