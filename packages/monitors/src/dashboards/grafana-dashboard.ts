import { METRIC } from '@faultline/core';
import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import * as common from '@grafana/grafana-foundation-sdk/common';
import * as model from '@grafana/grafana-foundation-sdk/dashboard';
import * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as statetimeline from '@grafana/grafana-foundation-sdk/statetimeline';
import * as table from '@grafana/grafana-foundation-sdk/table';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import type { DashboardSpec, Panel, PanelQuery } from './panel.ts';

const DATASOURCE = { type: 'prometheus', uid: `\${datasource}` };
const TAGS = ['faultline'];

/** Grafana's model of a dashboard: stable uid, read-only, variables `datasource`, `job` and `provider`. */
export function grafanaDashboard(spec: DashboardSpec): model.Dashboard {
  const builder = new model.DashboardBuilder(spec.title)
    .uid(spec.uid)
    .description(spec.description)
    .tags(TAGS)
    .readonly()
    .refresh('1m')
    .time({ from: 'now-6h', to: 'now' })
    .timezone('browser')
    .tooltip(model.DashboardCursorSync.Crosshair)
    .withVariable(new model.DatasourceVariableBuilder('datasource').label('Data source').type('prometheus'))
    .withVariable(variable('job', 'Job', METRIC.buildInfo.prometheus, 'many'))
    .withVariable(
      variable('provider', 'Provider', `${METRIC.requests.prometheus}{job=~"$job"}`, spec.providers),
    )
    .annotation(deployMarks())
    .link(
      new model.DashboardLinkBuilder('Faultline')
        .type(model.DashboardLinkType.Dashboards)
        .tags(TAGS)
        .keepTime(true),
    );
  for (const row of spec.rows) {
    builder.withRow(new model.RowBuilder(row.title));
    for (const panel of row.panels) builder.withPanel(grafanaPanel(panel));
  }
  return builder.build();
}

function variable(
  name: string,
  label: string,
  series: string,
  select: DashboardSpec['providers'],
): model.QueryVariableBuilder {
  const builder = new model.QueryVariableBuilder(name)
    .label(label)
    .datasource(DATASOURCE)
    .query(`label_values(${series}, ${name})`)
    .refresh(model.VariableRefresh.OnTimeRangeChanged)
    .sort(model.VariableSort.AlphabeticalAsc);
  return select === 'many' ? builder.multi(true).includeAll(true).allValue('.+') : builder;
}

/** A mark wherever a version of the service appears that did not run five minutes before. */
function deployMarks(): model.AnnotationQueryBuilder {
  const running = `max by (job, service_version) (${METRIC.buildInfo.prometheus}{job=~"$job"})`;
  return new model.AnnotationQueryBuilder()
    .name('Deploys')
    .datasource(DATASOURCE)
    .enable(true)
    .iconColor('purple')
    .expr(
      `${running} unless max by (job, service_version) (${METRIC.buildInfo.prometheus}{job=~"$job"} offset 5m)`,
    )
    .titleFormat('{{job}} {{service_version}}');
}

function grafanaPanel(panel: Panel): Builder<model.Panel> {
  const builder = visualisation(panel)
    .title(panel.title)
    .description(panel.description)
    .datasource(DATASOURCE)
    .unit(panel.unit)
    .span(panel.width)
    .height(panel.height ?? 8);
  for (const [index, query] of panel.queries.entries()) builder.withTarget(target(query, index, panel));
  return builder;
}

function visualisation(
  panel: Panel,
): timeseries.PanelBuilder | stat.PanelBuilder | statetimeline.PanelBuilder | table.PanelBuilder {
  switch (panel.kind) {
    case 'stat':
      return new stat.PanelBuilder()
        .graphMode(common.BigValueGraphMode.Area)
        .colorMode(common.BigValueColorMode.Background)
        .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']))
        .thresholds(
          new model.ThresholdsConfigBuilder().mode(model.ThresholdsMode.Absolute).steps([
            { value: null, color: 'green' },
            { value: 0.01, color: 'yellow' },
            { value: 0.05, color: 'red' },
          ]),
        );
    case 'table':
      return new table.PanelBuilder().withTransformation({
        id: 'organize',
        options: { excludeByName: { Time: true }, renameByName: { Value: 'a second' } },
      });
    case 'states':
      return new statetimeline.PanelBuilder()
        .mergeValues(true)
        .showValue(common.VisibilityMode.Never)
        .legend(new common.VizLegendOptionsBuilder().showLegend(false));
    case 'timeseries':
      return lines().fillOpacity(5);
    case 'stacked':
      return lines()
        .fillOpacity(40)
        .stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal));
  }
}

function lines(): timeseries.PanelBuilder {
  return new timeseries.PanelBuilder()
    .legend(
      new common.VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(common.LegendDisplayMode.List)
        .placement(common.LegendPlacement.Bottom),
    )
    .min(0);
}

function target(query: PanelQuery, index: number, panel: Panel): prometheus.DataqueryBuilder {
  const builder = new prometheus.DataqueryBuilder()
    .refId(String.fromCharCode(65 + index))
    .expr(query.expr)
    .legendFormat(query.legend)
    .exemplar(panel.exemplars === true);
  return query.instant === true
    ? builder.instant().format(prometheus.PromQueryFormat.Table)
    : builder.range();
}
