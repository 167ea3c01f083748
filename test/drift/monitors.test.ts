import { METRICS } from '@faultline/core';
import { type AlertingRule, generatedFiles, type RecordingRule, rulePack } from '@faultline/monitors';
import { describe, expect, it } from 'vitest';
import { committedMonitors, expectedMonitors } from './generated-monitors.ts';
import { promqlNames } from './promql-names.ts';

const RULES = rulePack({ objectives: { stripe: 99.9 } }).flatMap((group) => group.rules);
const ALERTS = RULES.filter((rule): rule is AlertingRule => 'alert' in rule);
const RECORDS = RULES.filter((rule): rule is RecordingRule => 'record' in rule);

interface Panel {
  readonly title: string;
  readonly type: string;
  readonly panels?: readonly Panel[];
  readonly description?: string;
  readonly datasource?: { readonly uid?: string };
  readonly fieldConfig?: { readonly defaults?: { readonly unit?: string } };
  readonly targets?: readonly {
    readonly expr: string;
    readonly legendFormat?: string;
    readonly instant?: boolean;
  }[];
}

interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly editable: boolean;
  readonly panels: readonly Panel[];
  readonly annotations: { readonly list: readonly { readonly expr?: string }[] };
  readonly templating: {
    readonly list: readonly {
      readonly name: string;
      readonly type: string;
      readonly refresh?: number;
      readonly query?: unknown;
    }[];
  };
}

const DASHBOARDS = generatedFiles(['grafana'])
  .filter((file) => file.path.endsWith('.json'))
  .map((file) => JSON.parse(file.text) as Dashboard);
const PANELS = DASHBOARDS.flatMap((dashboard) =>
  dashboard.panels
    .flatMap((panel) => [panel, ...(panel.panels ?? [])])
    .filter((panel) => panel.type !== 'row')
    .map((panel) => [`${dashboard.uid}: ${panel.title}`, panel] as const),
);
const EXPRESSIONS = [
  ...RULES.map((rule) => ['alert' in rule ? rule.alert : rule.record, rule.expr] as const),
  ...PANELS.flatMap(([name, panel]) => (panel.targets ?? []).map((target) => [name, target.expr] as const)),
  ...DASHBOARDS.flatMap((dashboard) =>
    dashboard.annotations.list.flatMap(({ expr }) =>
      expr === undefined ? [] : [[dashboard.uid, expr] as const],
    ),
  ),
];

/** Series that the catalogue's metrics have on the wire. */
const SERIES = new Map(
  METRICS.flatMap((metric) =>
    (metric.kind === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']).map(
      (suffix) => [`${metric.prometheus}${suffix}`, metric] as const,
    ),
  ),
);
const RECORDED = new Set(RECORDS.map((rule) => rule.record));

it('the generated monitors are as their source has them: else run `npm run generate`', () => {
  expect(committedMonitors()).toEqual(expectedMonitors());
});

describe('PromQL', () => {
  it.each(EXPRESSIONS)('of %s parses', (_name, expr) => {
    expect(promqlNames(expr).errors).toEqual([]);
  });

  it('mentions only metrics of the catalogue and recorded ones', () => {
    const unknown = EXPRESSIONS.flatMap(([name, expr]) =>
      promqlNames(expr)
        .metrics.filter((metric) => !SERIES.has(metric) && !RECORDED.has(metric))
        .map((metric) => `${name}: ${metric}`),
    );
    expect(unknown).toEqual([]);
  });

  it('mentions only labels that its metrics have', () => {
    const known = new Set(['job', 'instance', 'le', ...METRICS.flatMap((metric) => metric.labels)]);
    const unknown = EXPRESSIONS.flatMap(([name, expr]) =>
      promqlNames(expr)
        .labels.filter((label) => !known.has(label))
        .map((label) => `${name}: ${label}`),
    );
    expect(unknown).toEqual([]);
  });

  it('uses every metric of the catalogue somewhere', () => {
    const used = new Set(EXPRESSIONS.flatMap(([, expr]) => promqlNames(expr).metrics));
    const unused = METRICS.filter(
      (metric) => ![...SERIES].some(([series, of]) => of === metric && used.has(series)),
    ).map((metric) => metric.prometheus);
    expect(unused).toEqual([]);
  });

  it('uses every recorded series somewhere', () => {
    const used = new Set(EXPRESSIONS.flatMap(([, expr]) => promqlNames(expr).metrics));
    expect([...RECORDED].filter((record) => !used.has(record))).toEqual([]);
  });
});

describe('rules', () => {
  it('fit the limit of 20 a group that a Mimir ruler has', () => {
    for (const group of rulePack({ objectives: { stripe: 99.9, github: 99.5 } })) {
      expect(group.rules.length, group.name).toBeLessThanOrEqual(20);
    }
  });

  it('are named level:metric:operations, each once', () => {
    expect(RECORDS.filter(({ record }) => !/^[a-z_0-9]+:[a-z_0-9]+:[a-z0-9_]+$/.test(record))).toEqual([]);
    expect(RECORDED.size).toBe(RECORDS.length);
  });

  it.each(ALERTS.map((rule) => [`${rule.alert} (${rule.labels.severity})`, rule] as const))(
    '%s says who must act and what was observed, in the words of its labels',
    (_name, rule) => {
      expect(rule.annotations.description).toMatch(/^Act: .+ Observed: .+\.$/s);
      expect(rule.annotations.summary).not.toContain('$value');
      expect(rule.annotations.runbook_url).toMatch(new RegExp(`#${rule.alert.toLowerCase()}$`));
      expect(rule.annotations.dashboard_url).toContain('/d/faultline-');
    },
  );

  it('have a runbook section each', () => {
    const runbook = expectedMonitors()['runbook.md'] ?? '';
    for (const { alert } of ALERTS) expect(runbook).toContain(`\n## ${alert}\n`);
  });
});

describe('dashboards', () => {
  it('are read-only and have stable ids', () => {
    expect(DASHBOARDS.map(({ uid, editable }) => [uid, editable])).toEqual([
      ['faultline-overview', false],
      ['faultline-provider', false],
      ['faultline-own-faults', false],
    ]);
  });

  it.each(DASHBOARDS.map((dashboard) => [dashboard.uid, dashboard] as const))(
    '%s has the variables datasource, job and provider, refreshed with the time range',
    (_uid, dashboard) => {
      expect(dashboard.templating.list.map(({ name, type }) => [name, type])).toEqual([
        ['datasource', 'datasource'],
        ['job', 'query'],
        ['provider', 'query'],
      ]);
      for (const variable of dashboard.templating.list.slice(1)) expect(variable.refresh).toBe(2);
    },
  );

  it.each(PANELS)(
    '%s has a title, a description, a unit and the data source of the variable',
    (_name, panel) => {
      expect(panel.title).not.toBe('');
      expect(panel.description ?? '').toMatch(/\.$/);
      expect(panel.fieldConfig?.defaults?.unit).toBeTruthy();
      expect(panel.datasource?.uid).toBe(`\${datasource}`);
      expect(panel.targets?.length).toBeGreaterThan(0);
    },
  );

  it.each(PANELS)('%s has legends of labels and words, no raw expression', (_name, panel) => {
    for (const target of panel.targets ?? []) {
      expect(target.legendFormat ?? '').toMatch(/^[\w{}=, ().-]+$/);
      expect(target.legendFormat).not.toContain('__auto');
    }
  });

  it.each(PANELS)(
    '%s takes rates over the interval that Grafana gives, or over five minutes in a table',
    (_name, panel) => {
      for (const target of panel.targets ?? []) {
        for (const [, range] of target.expr.matchAll(/rate\([^[]*\[([^\]]+)\]/g)) {
          expect(range).toBe(target.instant === true ? '5m' : '$__rate_interval');
        }
      }
    },
  );

  it.each(PANELS)('%s selects by job', (_name, panel) => {
    for (const target of panel.targets ?? []) expect(target.expr).toContain('job=~"$job"');
  });
});
