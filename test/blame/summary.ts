import type { IncidentScore, RunScore } from './score.ts';
import type { Cause } from './world.ts';

/** The scores of one method over all worlds and seeds. Shares are from 0 to 1. */
export interface Summary {
  /** Share of faulted failures blamed on who caused them; mean over requests, seeds, then worlds. */
  readonly strict: number;
  readonly acceptable: number;
  /** Strict, by who caused the failure. `self` is own-fault recall. */
  readonly byOwner: Readonly<Record<Cause, number>>;
  /** Share of failures with a blame other than `unknown`. */
  readonly coverage: number;
  /** Expected calibration error of the confidence, against the strict label; every world weighs the same. */
  readonly ece: number;
  readonly timeToVerdict: { readonly seconds: Quantiles; readonly requests: Quantiles };
  /** Share of incidents without a right verdict that held 10 s. */
  readonly misses: number;
  readonly falseProviderDeclarations: number;
  /** Mean seconds an incident with a declared verdict on somebody who could not be it. */
  readonly wrongVerdictSeconds: number;
  readonly timeToClearSeconds: Quantiles;
  readonly flipsPerHour: number;
  /** Absent when no quiet hour was played. */
  readonly falseAlarmsPer1000h?: number;
  readonly quietHours: number;
}

/** Median and 95th percentile; absent when nothing was measured. */
export interface Quantiles {
  readonly median?: number;
  readonly p95?: number;
}

/** The runs of one world, one a seed. */
export interface WorldRuns {
  readonly id: string;
  readonly title: string;
  readonly runs: readonly RunScore[];
}

/** Quiet time played, and the alarms in it. */
export interface Quiet {
  readonly hours: number;
  readonly alarms: number;
}

/** Sums up one method. */
export function summarise(worlds: readonly WorldRuns[], quiet: Quiet): Summary {
  const runs = worlds.flatMap((world) => world.runs);
  const incidents = runs.flatMap((run) => run.incidents);
  const knowable = incidents.filter((incident) => incident.truth.unknowable !== true);
  const found = knowable.filter((incident) => incident.seconds !== undefined);
  const couldBeFalse = incidents.filter((incident) => incident.couldBeFalse);
  return {
    strict: overWorlds(worlds, (run) => share(run.strict, run.failures)),
    acceptable: overWorlds(worlds, (run) => share(run.acceptable, run.failures)),
    byOwner: {
      self: ownerRecall(worlds, 'self'),
      provider: ownerRecall(worlds, 'provider'),
      network: ownerRecall(worlds, 'network'),
    },
    coverage: overWorlds(worlds, (run) => share(run.known, run.failures)),
    ece: calibrationError(worlds),
    timeToVerdict: {
      seconds: quantiles(found.map((incident) => incident.seconds ?? 0)),
      requests: quantiles(found.map((incident) => incident.requests ?? 0)),
    },
    misses: share(knowable.length - found.length, knowable.length) ?? 0,
    falseProviderDeclarations:
      share(couldBeFalse.filter((one) => one.falseProvider).length, couldBeFalse.length) ?? 0,
    wrongVerdictSeconds: mean(incidents.map((incident) => incident.wrongSeconds)) ?? 0,
    timeToClearSeconds: quantiles(clearings(incidents)),
    flipsPerHour: share(sum(runs.map((run) => run.flips)), sum(runs.map((run) => run.hours))) ?? 0,
    ...(quiet.hours === 0 ? {} : { falseAlarmsPer1000h: (quiet.alarms / quiet.hours) * 1000 }),
    quietHours: quiet.hours,
  };
}

function clearings(incidents: readonly IncidentScore[]): number[] {
  return incidents.flatMap((incident) =>
    incident.clearSeconds === undefined ? [] : [incident.clearSeconds],
  );
}

function ownerRecall(worlds: readonly WorldRuns[], owner: Cause): number {
  return overWorlds(worlds, (run) => share(run.owners[owner].right, run.owners[owner].failures));
}

/** Mean over seeds, then over the worlds that have any. */
export function overWorlds(worlds: readonly WorldRuns[], of: (run: RunScore) => number | undefined): number {
  const perWorld = worlds.flatMap((world) => {
    const value = mean(world.runs.flatMap((run) => of(run) ?? []));
    return value === undefined ? [] : [value];
  });
  return mean(perWorld) ?? 0;
}

function calibrationError(worlds: readonly WorldRuns[]): number {
  const bins = Array.from({ length: 10 }, () => ({ n: 0, confidence: 0, right: 0 }));
  for (const run of worlds.flatMap((world) => world.runs)) {
    if (run.failures === 0) continue;
    run.bins.forEach((bin, index) => {
      const total = bins[index]!;
      total.n += bin.n / run.failures;
      total.confidence += bin.confidence / run.failures;
      total.right += bin.right / run.failures;
    });
  }
  const all = sum(bins.map((bin) => bin.n));
  return all === 0 ? 0 : sum(bins.map((bin) => Math.abs(bin.confidence - bin.right))) / all;
}

function quantiles(values: readonly number[]): Quantiles {
  if (values.length === 0) return {};
  const sorted = [...values].sort((a, b) => a - b);
  const at = (q: number): number => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!;
  return { median: at(0.5), p95: at(0.95) };
}

function share(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number | undefined {
  return share(sum(values), values.length);
}
