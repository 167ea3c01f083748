/**
 * When breakers open, and when they should not: simulated calls at random times, from one in 50 s to 1,000 a second.
 * `--quick` takes fewer trials and fewer calls.
 */
import { type BenchRow, printReport, rowOf } from './kit.ts';
import { noGuard, onOff, opossumModel, ours } from './trip/guards.ts';
import { type NamedRule, OURS, PEERS, shareRule } from './trip/rules.ts';
import { falseTripsADay, timeToTrip, tripsOnBlip } from './trip/simulate.ts';
import { type Policy, storm, type Weather } from './trip/storm.ts';

const quick = process.argv.includes('--quick');
const trials = quick ? 25 : 101;
const calls = quick ? 300_000 : 6_000_000;
const blips = quick ? 50 : 500;
const storms = quick ? 3 : 9;
const rows: BenchRow[] = [];

/** A row on a measure of every rule; infinite is never. */
function measure(what: string, unit: string, of: (rule: NamedRule) => number, atMost?: number): void {
  const mine = of(OURS);
  const peers = Object.fromEntries(PEERS.map((rule) => [rule.name, of(rule)]));
  rows.push(rowOf(what, { median: mine, low: mine, high: mine }, peers, unit, atMost));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

const seeds = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const trips = (rule: NamedRule, perSecond: number, share: number) =>
  seeds(trials).map((seed) => timeToTrip(rule, { perSecond, seed }, share));

for (const perSecond of [0.02, 0.2, 2, 20, 200, 1000]) {
  const target = perSecond >= 20 ? 1.3 : undefined;
  const seconds = (rule: NamedRule) => median(trips(rule, perSecond, 1).map(({ afterMs }) => afterMs)) / 1000;
  measure(`${perSecond}/s, all fail: until open`, 's', seconds, target);
}
for (const perSecond of [0.02, 0.2, 2]) {
  const failures = (rule: NamedRule) => median(trips(rule, perSecond, 1).map((trip) => trip.failures));
  measure(`${perSecond}/s, all fail: until open`, 'failures', failures, 6);
}
for (const share of [0.7, 0.5, 0.3]) {
  for (const perSecond of [0.2, 20, 200]) {
    const seconds = (rule: NamedRule) =>
      median(trips(rule, perSecond, share).map(({ afterMs }) => afterMs)) / 1000;
    measure(`${perSecond}/s, brown-out of ${share * 100} %: until open`, 's', seconds);
  }
}
for (const share of [0.01, 0.05, 0.2]) {
  for (const perSecond of [0.2, 2, 20, 200, 1000]) {
    const daily = (rule: NamedRule) => falseTripsADay(rule, { perSecond, seed: 7 }, share, calls);
    measure(
      `${perSecond}/s, ${share * 100} % fail: false trips`,
      'a day',
      daily,
      share <= 0.05 ? 0 : undefined,
    );
  }
}
for (const perSecond of [20, 200, 1000]) {
  const share = (rule: NamedRule) =>
    (seeds(blips).filter((seed) => tripsOnBlip(rule, { perSecond, seed }, 200)).length / blips) * 100;
  measure(`${perSecond}/s, blip of 200 ms: opens`, '%', share, 0);
}

const guards: readonly Pick<Policy, 'name' | 'guard'>[] = [
  { name: 'faultline', guard: ours },
  { name: 'no breaker', guard: noGuard },
  { name: 'opossum (model)', guard: opossumModel },
  {
    name: 'cockatiel (model)',
    guard: () =>
      onOff(shareRule({ slices: 30, sliceMs: 1000, calls: 300, opens: (share) => share > 0.5 }), 10_000),
  },
];
const ways = [
  { way: '3 retries', retries: 3, recoverS: undefined, peak: undefined },
  { way: '3 retries on a budget of 10 %', retries: 3, budget: 0.1, recoverS: 30, peak: 1.6 },
];
for (const { way, recoverS, peak, ...policy } of ways) {
  const weathers = new Map(
    guards.map((guard) => [guard.name, seeds(storms).map((seed) => storm({ ...policy, ...guard }, seed))]),
  );
  const row = (what: string, unit: string, of: (weather: Weather) => number, atMost?: number) => {
    const medians = new Map([...weathers].map(([name, all]) => [name, median(all.map(of))]));
    const mine = medians.get('faultline') ?? Number.NaN;
    medians.delete('faultline');
    const exact = { median: mine, low: mine, high: mine };
    rows.push(rowOf(`outage of 30 s, ${way}: ${what}`, exact, Object.fromEntries(medians), unit, atMost));
  };
  row('until recovered', 's', (weather) => weather.recoverS, recoverS);
  row('highest load afterwards', '× calls', (weather) => weather.peak, peak);
  row('load meanwhile', '× calls', (weather) => weather.during);
  row('failed calls', 'calls', (weather) => weather.failed);
}

printReport('When breakers open (Infinity is never)', rows);
process.exit(rows.every(({ holds }) => holds) ? 0 : 1);
