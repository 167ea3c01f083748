import { DURATION_BUCKETS, METRIC } from '@faultline/core';
import type { AlertingRule } from '@faultline/monitors';
import type { Checkpoint, Scenario, Story } from './scenario.ts';
import { type Flow, type Phase, type Result, SEEN } from './traffic.ts';

/** Which blame the counters carry. */
export type Variant = 'prior' | 'moved';

/** Both blames of a story; where no evidence moves any, they are the same. */
export function variantsOf({ flows }: Story): readonly Variant[] {
  const moves = flows.some(({ phases }) =>
    phases.some(({ perMinute }) => perMinute.some(([{ prior, moved }]) => prior !== moved)),
  );
  return moves ? ['prior', 'moved'] : ['prior'];
}

/** Seconds between scrapes and between evaluations. */
export const STEP_SECONDS = 30;
const STEPS_A_MINUTE = 60 / STEP_SECONDS;
/** Minutes after which evidence has moved the blame. */
const MOVES_AFTER = 1;

/**
 * A promtool unit test of one scenario, as the JSON that promtool reads as YAML: exactly the expected alerts fire, each
 * with every label that its text names, and a healthy neighbour job is never concerned.
 *
 * @param alerts the alerts in `ruleFile`; others are not expected
 */
export function promtoolTest(
  scenario: Scenario,
  variant: Variant,
  ruleFile: string,
  alerts: readonly AlertingRule[],
): unknown {
  return promtoolTests(scenario, variant, ruleFile, [{ suffix: '', alerts }]);
}

/** Alerts that stand in a rule file under names that end in a suffix. */
export interface AlertSet {
  readonly suffix: string;
  readonly alerts: readonly AlertingRule[];
}

/** As {@link promtoolTest}, of several sets of alerts side by side: what is expected of one is expected of each. */
export function promtoolTests(
  scenario: Scenario,
  variant: Variant,
  ruleFile: string,
  sets: readonly AlertSet[],
): unknown {
  const checkpoints = variant === 'moved' ? (scenario.moved ?? scenario.prior) : scenario.prior;
  return {
    rule_files: [ruleFile],
    evaluation_interval: `${STEP_SECONDS}s`,
    tests: [
      {
        interval: `${STEP_SECONDS}s`,
        input_series: [...seriesOf(scenario, variant), ...seriesOf(neighbourOf(scenario), variant)],
        promql_expr_test: checkpoints.flatMap((checkpoint) =>
          sets.flatMap((set) => expectations(checkpoint, set)),
        ),
      },
    ],
  };
}

/**
 * What a second job does that runs the same versions in the same place, calls the same endpoints and is well all the
 * time: what happens to one job concerns no other.
 */
function neighbourOf({ minutes, flows, running }: Story): Story {
  const versions = running.filter(
    ({ job, instance }) => job === undefined && instance === running[0]?.instance,
  );
  const places = new Map(flows.map((flow) => [`${flow.provider} ${flow.endpoint}`, flow]));
  return {
    minutes,
    running: versions.map(({ instance, version, from, to }, index) => ({
      job: 'neighbour',
      ...(instance === undefined ? {} : { instance }),
      version,
      from: index === 0 ? 0 : from,
      to: index === versions.length - 1 ? 10_000 : to,
    })),
    flows: [...places.values()].map(({ provider, endpoint }) => ({
      job: 'neighbour',
      ...(running[0]?.instance === undefined ? {} : { instance: running[0].instance }),
      provider,
      endpoint,
      phases: [{ from: 0, to: minutes, perMinute: [[SEEN.ok, 10]] }],
    })),
  };
}

/** Every series of a story, as promtool spells values: one a step, `_` where there is none. */
export function seriesOf(scenario: Story, variant: Variant): readonly Series[] {
  return withGap(scenario, [
    ...versionSeries(scenario),
    ...scenario.flows.flatMap((flow) => flowSeries(flow, variant, scenario.minutes)),
    ...(scenario.gauges ?? []).map((gauge) => ({
      series: gauge.series,
      values: stepped(gauge.values, scenario.minutes),
    })),
  ]);
}

function expectations(checkpoint: Checkpoint, { suffix, alerts }: AlertSet): readonly unknown[] {
  const eval_time = `${checkpoint.at * 60}s`;
  const names = new Set(alerts.map(({ alert }) => alert));
  const all = [...names].join('|');
  return [
    {
      expr: `group by (job, alertname, onset, mode) (ALERTS{alertstate="firing", alertname=~"${all}"})`,
      eval_time,
      exp_samples: checkpoint.firing
        .filter((firing) => names.has(alertOf(firing) + suffix))
        .sort()
        .map((firing) => ({ labels: labelsOf(firing, suffix), value: 1 })),
    },
    { expr: alerts.flatMap(withoutNamedLabel).join(' or '), eval_time, exp_samples: [] },
  ];
}

/** The name of an alert, without the job before it and the variant behind it. */
export function alertOf(firing: string): string {
  return firing.replace(/^\w+: | \(.*/g, '');
}

function labelsOf(firing: string, suffix: string): string {
  const { job = 'checkout', variant } =
    firing.match(/^(?:(?<job>\w+): )?\w+(?: \((?<variant>\w+)\))?$/)?.groups ?? {};
  const labels = [`job="${job}"`, `alertname="${alertOf(firing)}${suffix}"`];
  if (variant !== undefined)
    labels.push(`${variant === 'errors' || variant === 'latency' ? 'mode' : 'onset'}="${variant}"`);
  return `{${labels.join(', ')}}`;
}

/** Selectors of what an alert must never be: firing without a label that its own text names. */
function withoutNamedLabel({ alert, labels, annotations }: AlertingRule): readonly string[] {
  const own = Object.entries({ alertname: alert, alertstate: 'firing', ...labels }).map(
    ([name, value]) => `${name}="${value}"`,
  );
  const named = JSON.stringify(annotations).matchAll(/\$labels\.(\w+)/g);
  return [...new Set([...named].map(([, name]) => name))].map(
    (name) => `ALERTS{${[...own, `${name}=""`].join(', ')}}`,
  );
}

/** A series and its values, a step apart. */
export interface Series {
  readonly series: string;
  readonly values: string;
}

/** One series a version and instance: a rollback brings the old series back. */
function versionSeries(scenario: Story): Series[] {
  const spans = new Map<string, { from: number; to: number; value: number }[]>();
  for (const { job = 'checkout', instance = 'a', version, from, to } of scenario.running) {
    const series = `${METRIC.buildInfo.prometheus}{job="${job}", instance="${instance}", version="1.0.0", service_version="${version}"}`;
    const known = spans.get(series) ?? [];
    known.push({ from, to, value: 1 });
    spans.set(series, known);
  }
  return [...spans].map(([series, values]) => ({ series, values: stepped(values, scenario.minutes) }));
}

/** While nobody scrapes, every series is missing; counters go on behind the curtain. */
function withGap(scenario: Story, series: readonly Series[]): readonly Series[] {
  const gap = scenario.gap;
  if (gap === undefined) return series;
  const missing = (step: number) => step >= gap.from * STEPS_A_MINUTE && step < gap.to * STEPS_A_MINUTE;
  return series.map((one) => {
    if (gap.instance !== undefined && !one.series.includes(`instance="${gap.instance}"`)) return one;
    const values = one.values.split(' ').map((value, step) => (missing(step) ? '_' : value));
    return { series: one.series, values: values.join(' ') };
  });
}

function flowSeries(flow: Flow, variant: Variant, minutes: number): Series[] {
  const target = `job="${flow.job ?? 'checkout'}", instance="${flow.instance ?? 'a'}"`;
  const place = `provider="${flow.provider}", endpoint="${flow.endpoint}"`;
  const counters = new Map<string, { readonly steps: number[]; bornAt: number }>();
  for (const phase of flow.phases) {
    for (const [result, rate] of phase.perMinute) addPhase(counters, phase, result, rate, variant, minutes);
  }
  return [
    ...[...counters].map(([labels, { steps, bornAt }]) => ({
      series: `${METRIC.requests.prometheus}{${target}, ${place}, ${labels}}`,
      values: cumulative(steps, bornAt),
    })),
    ...latencySeries(flow, target, place, minutes),
  ];
}

function addPhase(
  counters: Map<string, { readonly steps: number[]; bornAt: number }>,
  phase: Phase,
  result: Result,
  rate: number,
  variant: Variant,
  minutes: number,
): void {
  const end = Math.min(phase.to, minutes) * STEPS_A_MINUTE;
  for (let step = phase.from * STEPS_A_MINUTE; step < end; step++) {
    const minute = step / STEPS_A_MINUTE;
    const blame = variant === 'prior' || minute < phase.from + MOVES_AFTER ? result.prior : result.moved;
    const labels = `outcome="${result.outcome}", status="${result.status}", category="${result.category}", blame="${blame}"`;
    let counter = counters.get(labels);
    if (counter === undefined) {
      counter = { steps: new Array<number>(minutes * STEPS_A_MINUTE + 1).fill(0), bornAt: step + 1 };
      counters.set(labels, counter);
    }
    counter.steps[step + 1] = (counter.steps[step + 1] ?? 0) + rate / STEPS_A_MINUTE;
  }
}

/** Values of a counter: absent until the scrape after its first attempt, as a real client has it. */
function cumulative(steps: readonly number[], bornAt: number): string {
  const values: string[] = [];
  let total = 0;
  for (let step = 0; step < steps.length; step++) {
    total += steps[step] ?? 0;
    values.push(step < bornAt ? '_' : String(Number(total.toFixed(4))));
  }
  return values.join(' ');
}

function latencySeries(flow: Flow, target: string, place: string, minutes: number): Series[] {
  if (flow.latency === undefined) return [];
  const base = METRIC.requestDuration.prometheus;
  return [...DURATION_BUCKETS.map(String), '+Inf'].map((bound) => {
    const values: string[] = [];
    let total = 0;
    for (let step = 0; step <= minutes * STEPS_A_MINUTE; step++) {
      const minute = step / STEPS_A_MINUTE;
      const seconds = flow.latency?.find((one) => minute >= one.from && minute < one.to)?.seconds ?? 0.1;
      if (Number(bound.replace('+Inf', 'Infinity')) >= seconds) total += 10;
      values.push(String(total));
    }
    return { series: `${base}_bucket{${target}, ${place}, le="${bound}"}`, values: values.join(' ') };
  });
}

function stepped(
  spans: readonly { readonly from: number; readonly to: number; readonly value: number }[],
  minutes: number,
): string {
  const values: string[] = [];
  for (let step = 0; step <= minutes * STEPS_A_MINUTE; step++) {
    const minute = step / STEPS_A_MINUTE;
    const span = spans.find((one) => minute >= one.from && minute < one.to);
    values.push(span === undefined ? '_' : String(span.value));
  }
  return values.join(' ');
}
