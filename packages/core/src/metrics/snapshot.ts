import type { MetricDefinition } from '../catalogue/metrics.ts';

/** The last sampled trace that fell into one bucket of a histogram. */
export interface Exemplar {
  readonly traceId: string;
  readonly spanId: string;
  /** The observed value, in the unit of its metric. */
  readonly value: number;
  /** When it was observed, epoch milliseconds. */
  readonly timestampMs: number;
}

/** One series of a counter or a gauge. */
export interface NumberPoint {
  /** Label values, in the order of `MetricDefinition.labels`. The same array at every read: usable as a cache key. */
  readonly labels: readonly string[];
  readonly value: number;
}

/** One series of a histogram. */
export interface HistogramPoint {
  /** Label values, in the order of `MetricDefinition.labels`. The same array at every read: usable as a cache key. */
  readonly labels: readonly string[];
  /** Observations per bucket, not cumulative: one for each bound, and one more for everything above. */
  readonly counts: ArrayLike<number>;
  readonly sum: number;
  readonly count: number;
  /** Per bucket, like `counts`; a hole where no sampled trace fell. */
  readonly exemplars: readonly (Exemplar | undefined)[];
}

/** All series of one counter or gauge. */
export interface NumberSnapshot {
  readonly kind: 'counter' | 'gauge';
  readonly metric: MetricDefinition;
  readonly points: readonly NumberPoint[];
}

/** All series of one histogram. */
export interface HistogramSnapshot {
  readonly kind: 'histogram';
  readonly metric: MetricDefinition;
  /** Upper bounds of the buckets, ascending, in the unit of the metric. */
  readonly bounds: readonly number[];
  readonly points: readonly HistogramPoint[];
}

/** All series of one metric at one moment. */
export type MetricSnapshot = NumberSnapshot | HistogramSnapshot;

/** What exporters read. */
export interface MetricSource {
  /**
   * Every metric of the catalogue, in its order. Counters and histograms are views of the live slots, without
   * a copy: read them at once, and copy what you keep. Never throws.
   */
  snapshot(): readonly MetricSnapshot[];
}
