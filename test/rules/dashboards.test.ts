import { generatedFiles } from '@faultline/monitors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FilledPrometheus, startFilledPrometheus } from './filled-prometheus.ts';
import { type Dashboard, filledExpression, panelsOf } from './grafana-model.ts';

const DASHBOARDS = generatedFiles(['grafana'])
  .filter(({ path }) => path.endsWith('.json'))
  .map(({ text }) => JSON.parse(text) as Dashboard);

const QUERIES = DASHBOARDS.flatMap((dashboard) =>
  panelsOf(dashboard).flatMap(({ title, targets = [] }) =>
    targets.map((target) => [`${dashboard.uid}: ${title}`, dashboard.uid, target] as const),
  ),
);

describe('on six hours of history with an outage, a bad deploy and a failing provider', () => {
  let prometheus: FilledPrometheus;
  beforeAll(async () => {
    prometheus = await startFilledPrometheus();
  }, 120_000);
  afterAll(() => prometheus?.stop());

  it.each(QUERIES)('%s has data', async (_name, uid, { expr, instant }) => {
    const query = filledExpression(expr, uid);
    // A table shows the present; in the story, the provider dashboard is opened during the outage.
    const now = uid === 'faultline-provider' ? prometheus.start + 110 * 60 : prometheus.end;
    const answer =
      instant === true
        ? await prometheus.query(query, now)
        : await prometheus.queryRange(query, prometheus.start, prometheus.end);
    expect(answer.length, query).toBeGreaterThan(0);
    const values = answer.flatMap((series) =>
      (series.values ?? [series.value ?? [0, 'NaN']]).map(([, value]) => Number(value)),
    );
    expect(
      values.some((value) => Number.isFinite(value)),
      query,
    ).toBe(true);
  });

  it('marks the deploy and its rollback', async () => {
    const expr = DASHBOARDS[0]?.annotations.list.find((each) => each.expr !== undefined)?.expr ?? '';
    const marks = await prometheus.queryRange(
      filledExpression(expr, ''),
      prometheus.start + 600,
      prometheus.end,
    );
    expect(marks.map(({ metric }) => metric.service_version).sort()).toEqual(['1.4.2', '1.4.3']);
  });
});
