// Draws what each dashboard shows on the history that its queries are tested with: `npm run picture:dashboards`.
// Needs Debian's `prometheus`. Grafana itself draws differently; the data is the same.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generatedFiles } from '@faultline/monitors';
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { startFilledPrometheus } from './filled-prometheus.ts';
import { type Dashboard, filledExpression, type Panel, panelsOf } from './grafana-model.ts';

const FOLDER = fileURLToPath(new URL('../../packages/monitors/pictures', import.meta.url));

interface Point {
  readonly minute: number;
  readonly value: number;
  readonly series: string;
}

const prometheus = await startFilledPrometheus();
mkdirSync(FOLDER, { recursive: true });
try {
  for (const { path, text } of generatedFiles(['grafana'])) {
    if (!path.endsWith('.json')) continue;
    const dashboard = JSON.parse(text) as Dashboard;
    const charts = [];
    for (const panel of panelsOf(dashboard)) {
      const points: Point[] = [];
      for (const target of panel.targets ?? []) {
        const answer = await prometheus.queryRange(
          filledExpression(target.expr, dashboard.uid),
          prometheus.start,
          prometheus.end,
        );
        for (const { metric, values = [] } of answer) {
          const series = (target.legendFormat ?? '').replace(
            /\{\{(\w+)\}\}/g,
            (_, label) => metric[label] ?? '',
          );
          for (const [time, value] of values.filter((_, index) => index % 3 === 0))
            points.push({
              minute: (time - prometheus.start) / 60,
              value: Number(Number(value).toPrecision(4)),
              series,
            });
        }
      }
      charts.push(chartOf(panel, points));
    }
    const svg = await new View(parse(compile(pageOf(dashboard.title, charts)).spec), {
      renderer: 'none',
    }).toSVG();
    writeFileSync(`${FOLDER}/${dashboard.uid}.svg`, svg);
    process.stdout.write(`${FOLDER}/${dashboard.uid}.svg\n`);
  }
} finally {
  await prometheus.stop();
}

function chartOf({ title, type }: Panel, values: readonly Point[]): object {
  const states = type === 'state-timeline';
  return {
    title: { text: title, anchor: 'start', fontSize: 12 },
    width: 420,
    height: 130,
    data: { values },
    mark: states
      ? { type: 'square', size: 40 }
      : { type: 'line', interpolate: 'step-after', strokeWidth: 1.5 },
    encoding: {
      x: {
        field: 'minute',
        type: 'quantitative',
        title: null,
        scale: { domain: [0, 360] },
        axis: { values: [0, 60, 120, 180, 240, 300, 360], labelExpr: "datum.value / 60 + ' h'" },
      },
      y: states
        ? { field: 'series', type: 'nominal', title: null, axis: { labelLimit: 300 } }
        : {
            field: 'value',
            type: 'quantitative',
            title: null,
            // Where all is zero, zero is the bottom and not the middle.
            ...(values.every(({ value }) => value === 0) ? { scale: { domain: [0, 1] } } : {}),
            axis: { tickCount: 4 },
          },
      color: {
        field: 'series',
        type: 'nominal',
        title: null,
        legend: states ? null : { labelLimit: 400, symbolLimit: 8 },
      },
    },
  };
}

function pageOf(title: string, charts: readonly object[]): TopLevelSpec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: { text: title, fontSize: 18, anchor: 'start' },
    background: 'white',
    columns: 2,
    concat: charts,
    resolve: { scale: { color: 'independent' } },
  } as TopLevelSpec;
}
