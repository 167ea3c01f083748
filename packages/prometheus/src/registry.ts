import type { MetricSnapshot, MetricSource } from '@faultline/core';
import { CONTENT_TYPE, familyOf } from './exposition.ts';
import { type RegistryValue, valuesOf } from './registry-values.ts';

/**
 * A registry of `prom-client` 15 or of its successor `@prometheus-io/client`, by shape: the two have separate global
 * registries and classes, and only the one that the application scrapes is right.
 */
export interface RegistryLike {
  /** `application/openmetrics-text…` for a registry with exemplars, else `text/plain…`. */
  readonly contentType: string;
  registerMetric(metric: unknown): void;
  removeSingleMetric(name: string): void;
  getSingleMetric(name: string): unknown;
}

/** What a registry asks a metric for at a scrape. */
interface MetricAnswer {
  readonly name: string;
  readonly help: string;
  readonly type: MetricSnapshot['kind'];
  readonly values: readonly RegistryValue[];
  readonly aggregator: string;
}

/** How a cluster's primary joins the gauges of its workers; counters and histograms are summed, other gauges take the worst. */
const AGGREGATOR: Readonly<Record<string, string>> = {
  faultline_circuit_open_keys: 'sum',
  faultline_rate_limit_remaining_ratio: 'min',
};

/**
 * Lets a registry of the application read Faultline's metrics at each scrape. Exemplars appear where the registry
 * writes OpenMetrics.
 *
 * @returns takes the metrics out of the registry again
 * @throws Error when the registry already holds a metric of one of our names
 */
export function registerMetrics(registry: RegistryLike, source: MetricSource): () => void {
  const read = oncePerTurn(() => source.snapshot());
  const first = read();
  const taken = first.find(({ metric }) => registry.getSingleMetric(metric.prometheus) !== undefined);
  if (taken !== undefined) {
    throw new Error(
      `the registry already holds ${taken.metric.prometheus}: give each registry to Faultline only once`,
    );
  }
  first.forEach((snapshot, index) => {
    registry.registerMetric(metricOf(registry, snapshot, () => read()[index] ?? snapshot));
  });
  return () => {
    for (const { metric } of first) registry.removeSingleMetric(metric.prometheus);
  };
}

function metricOf(
  registry: RegistryLike,
  { metric, kind }: MetricSnapshot,
  read: () => MetricSnapshot,
): object {
  const aggregator = kind === 'gauge' ? (AGGREGATOR[metric.prometheus] ?? 'max') : 'sum';
  function answer(shared: boolean): MetricAnswer {
    const openMetrics = registry.contentType === CONTENT_TYPE.openmetrics;
    // The registry adds `_total` to what it writes as OpenMetrics, and nothing otherwise.
    const name = openMetrics && kind === 'counter' ? familyOf(metric.prometheus) : metric.prometheus;
    return { name, help: metric.description, type: kind, values: valuesOf(read(), shared), aggregator };
  }
  return {
    get name() {
      return metric.prometheus;
    },
    // An OpenMetrics scrape renames every counter for good, and a later text scrape would lose its `_total`.
    set name(_renamed: string) {},
    help: metric.description,
    type: kind,
    aggregator,
    get: () => Promise.resolve(answer(false)),
    getForPromString: () => Promise.resolve(answer(true)),
    // Counts that go back to 0 under `registry.resetMetrics()` would look like a restart; ours go on.
    reset() {},
  };
}

/** A registry asks every metric in one turn, and one snapshot answers them all. */
function oncePerTurn<T>(read: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => {
    if (kept === undefined) {
      kept = { value: read() };
      queueMicrotask(() => {
        kept = undefined;
      });
    }
    return kept.value;
  };
}
