import type { Exemplar, HistogramSnapshot, MetricSnapshot, NumberSnapshot } from '@faultline/core';
import { isExemplarAllowed } from './exposition.ts';

type Labels = Readonly<Record<string, string>>;

/** One sample as the registries of prom-client take it. */
export interface RegistryValue {
  /** Name of the sample, where it is not the metric's own. */
  readonly metricName?: string;
  labels: Labels | Readonly<Record<string, string | number>>;
  /** Labels whose text the registry may cache by this object. */
  readonly sharedLabels?: Labels;
  readonly value: number;
  readonly exemplar?: { readonly labelSet: Labels; readonly value: number; readonly timestamp: number };
}

/**
 * The samples of one metric. With `shared`, labels come as one object a series, which the registry turns into text only
 * once; without, each sample holds all of its labels, as a cluster's primary wants them.
 */
export function valuesOf(snapshot: MetricSnapshot, shared: boolean): RegistryValue[] {
  return snapshot.kind === 'histogram' ? bucketsOf(snapshot, shared) : numbersOf(snapshot, shared);
}

function numbersOf({ metric, points }: NumberSnapshot, shared: boolean): RegistryValue[] {
  return points.map(({ labels, value }) => {
    const all = labelsOf(metric.labels, labels);
    return shared ? { labels: {}, sharedLabels: all, value } : { labels: all, value };
  });
}

function bucketsOf({ metric, bounds, points }: HistogramSnapshot, shared: boolean): RegistryValue[] {
  const name = metric.prometheus;
  const values: RegistryValue[] = [];
  for (const point of points) {
    const all = labelsOf(metric.labels, point.labels);
    const push = (
      suffix: string,
      own: Readonly<Record<string, string | number>>,
      value: number,
      exemplar?: Exemplar,
    ) => {
      const labels = shared ? { labels: own, sharedLabels: all } : { labels: { ...own, ...all } };
      const metricName = name + suffix;
      values.push({ metricName, ...labels, value, ...(exemplar === undefined ? {} : exemplarOf(exemplar)) });
    };
    let below = 0;
    for (let i = 0; i <= bounds.length; i++) {
      below += point.counts[i] ?? 0;
      push('_bucket', { le: bounds[i] ?? '+Inf' }, below, point.exemplars[i]);
    }
    push('_sum', {}, point.sum);
    push('_count', {}, point.count);
  }
  return values;
}

function exemplarOf(exemplar: Exemplar): Pick<RegistryValue, 'exemplar'> {
  if (!isExemplarAllowed(exemplar)) return {};
  const { traceId, spanId, value, timestampMs } = exemplar;
  return {
    exemplar: { labelSet: { trace_id: traceId, span_id: spanId }, value, timestamp: timestampMs / 1000 },
  };
}

/** One object a series, for as long as the series lives: registries cache its text by identity. */
const labelObjects = new WeakMap<readonly string[], Labels>();

function labelsOf(names: readonly string[], values: readonly string[]): Labels {
  const known = labelObjects.get(values);
  if (known !== undefined) return known;
  const labels: Labels = Object.fromEntries(names.map((name, i) => [name, values[i] ?? '']));
  labelObjects.set(values, labels);
  return labels;
}
