import type { Exemplar, HistogramSnapshot, MetricSnapshot, NumberSnapshot } from '@faultline/core';

/** The two text formats that Prometheus scrapes. Only `openmetrics` has room for exemplars. */
export type ExpositionFormat = 'text' | 'openmetrics';

/** The `Content-Type` of each format. */
export const CONTENT_TYPE: Readonly<Record<ExpositionFormat, string>> = {
  text: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};

/**
 * Writes metrics as Prometheus reads them. Metrics without a series are left out.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 * @see https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md
 */
export function writeExposition(snapshots: readonly MetricSnapshot[], format: ExpositionFormat): string {
  const lines: string[] = [];
  for (const snapshot of snapshots) {
    if (snapshot.points.length === 0) continue;
    const { prometheus: name, description } = snapshot.metric;
    // In OpenMetrics a counter's family is named without the suffix that its samples carry.
    const family = format === 'openmetrics' ? familyOf(name) : name;
    lines.push(`# HELP ${family} ${escapeHelp(description)}`, `# TYPE ${family} ${snapshot.kind}`);
    if (snapshot.kind === 'histogram') writeHistogram(lines, snapshot, format);
    else writeNumbers(lines, snapshot);
  }
  lines.push(format === 'openmetrics' ? '# EOF\n' : '');
  return lines.join('\n');
}

/** The name of a metric's family in OpenMetrics. */
export function familyOf(name: string): string {
  return name.endsWith('_total') ? name.slice(0, -'_total'.length) : name;
}

function writeNumbers(lines: string[], { metric, points }: NumberSnapshot): void {
  for (const point of points) {
    const labels = labelText(metric.labels, point.labels);
    lines.push(`${metric.prometheus}${labels === '' ? '' : `{${labels}}`} ${numberText(point.value)}`);
  }
}

function writeHistogram(lines: string[], snapshot: HistogramSnapshot, format: ExpositionFormat): void {
  const { metric, bounds, points } = snapshot;
  const name = metric.prometheus;
  const ends = [...bounds.map(String), '+Inf'].map((bound) => `,le="${bound}"} `);
  for (const point of points) {
    const labels = labelText(metric.labels, point.labels);
    const start = `${name}_bucket{${labels}`;
    let below = 0;
    for (let i = 0; i < ends.length; i++) {
      below += point.counts[i] ?? 0;
      const exemplar = format === 'openmetrics' ? exemplarText(point.exemplars[i]) : '';
      lines.push(`${start}${ends[i]}${below}${exemplar}`);
    }
    lines.push(`${name}_sum{${labels}} ${numberText(point.sum)}`, `${name}_count{${labels}} ${point.count}`);
  }
}

/** Names and values of an exemplar may hold 128 characters together; two ids of a usual tracer take 63. */
const MAX_EXEMPLAR_IDS = 128 - 'trace_idspan_id'.length;

/** Whether OpenMetrics allows the exemplar; ids of an unusual tracer may be too long. */
export function isExemplarAllowed(exemplar: Exemplar): boolean {
  return exemplar.traceId.length + exemplar.spanId.length <= MAX_EXEMPLAR_IDS;
}

function exemplarText(exemplar: Exemplar | undefined): string {
  if (exemplar === undefined || !isExemplarAllowed(exemplar)) return '';
  const { traceId, spanId, value, timestampMs } = exemplar;
  return ` # {trace_id="${escapeLabel(traceId)}",span_id="${escapeLabel(spanId)}"} ${value} ${timestampMs / 1000}`;
}

/** A series' labels never change, and its array of values is the same at every read: each text is built once. */
const labelTexts = new WeakMap<readonly string[], string>();

function labelText(names: readonly string[], values: readonly string[]): string {
  const known = labelTexts.get(values);
  if (known !== undefined) return known;
  const text = names.map((name, i) => `${name}="${escapeLabel(values[i] ?? '')}"`).join(',');
  labelTexts.set(values, text);
  return text;
}

function escapeLabel(value: string): string {
  return /["\\\n]/.test(value) ? escapeHelp(value).replaceAll('"', '\\"') : value;
}

function escapeHelp(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

function numberText(value: number): string {
  if (value === Infinity) return '+Inf';
  if (value === -Infinity) return '-Inf';
  return String(value);
}
