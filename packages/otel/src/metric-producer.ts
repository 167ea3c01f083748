import type { HistogramSnapshot, MetricSnapshot, MetricSource, NumberSnapshot } from '@faultline/core';
import type { Attributes, HrTime } from '@opentelemetry/api';

/** A metric producer by shape: goes into `metricProducers` of every metric reader of OTel JS SDK 1.x to 3.x. */
export interface MetricProducer {
  collect(): Promise<CollectionResult>;
}

/** What a producer gives at a collection. */
export interface CollectionResult {
  readonly resourceMetrics: { readonly resource: never; readonly scopeMetrics: ScopeMetrics[] };
  readonly errors: unknown[];
}

interface ScopeMetrics {
  readonly scope: { readonly name: string };
  readonly metrics: MetricData[];
}

interface MetricData {
  readonly descriptor: {
    readonly name: string;
    readonly description: string;
    readonly unit: string;
    readonly valueType: 0 | 1;
    /** Read by readers of the 1.x and 2.x lines. */
    readonly type: string;
  };
  readonly aggregationTemporality: 1;
  readonly dataPointType: 0 | 2 | 3;
  readonly isMonotonic?: boolean;
  readonly dataPoints: readonly DataPoint[];
}

interface DataPoint {
  readonly startTime: HrTime;
  readonly endTime: HrTime;
  readonly attributes: Attributes;
  readonly value: unknown;
}

/** Numbers of the SDK's enums `AggregationTemporality`, `DataPointType` and `ValueType`, the same in each line. */
const CUMULATIVE = 1;
const DATA_POINT_TYPE = { histogram: 0, gauge: 2, counter: 3 } as const;
const DOUBLE = 1;

/**
 * Hands the metrics to OpenTelemetry readers as they stand, under their OpenTelemetry names: the counts are those of
 * `/metrics`. Cumulative since `startedAt`; without exemplars, which OpenTelemetry's JavaScript SDK does not have.
 *
 * @param startedAt when counting began, epoch milliseconds
 */
export function createMetricProducer(source: MetricSource, startedAt: number = Date.now()): MetricProducer {
  const startTime = hrTime(startedAt);
  return {
    async collect() {
      const endTime = hrTime(Date.now());
      const metrics = source
        .snapshot()
        .filter(({ points }) => points.length > 0)
        .map((snapshot) => dataOf(snapshot, startTime, endTime));
      return {
        // A reader takes the resource of its own SDK.
        resourceMetrics: {
          resource: undefined as never,
          scopeMetrics: [{ scope: { name: SCOPE }, metrics }],
        },
        errors: [],
      };
    },
  };
}

const SCOPE = '@faultline/otel';

function dataOf(snapshot: MetricSnapshot, startTime: HrTime, endTime: HrTime): MetricData {
  const { kind, metric } = snapshot;
  const times = { startTime, endTime };
  return {
    descriptor: {
      ...metric.otel,
      description: metric.description,
      valueType: DOUBLE,
      type: kind.toUpperCase(),
    },
    aggregationTemporality: CUMULATIVE,
    dataPointType: DATA_POINT_TYPE[kind],
    ...(kind === 'counter' ? { isMonotonic: true } : {}),
    dataPoints:
      snapshot.kind === 'histogram' ? histogramPoints(snapshot, times) : numberPoints(snapshot, times),
  };
}

type Times = Pick<DataPoint, 'startTime' | 'endTime'>;

function numberPoints({ metric, points }: NumberSnapshot, times: Times): DataPoint[] {
  return points.map(({ labels, value }) => ({
    ...times,
    attributes: attributesOf(metric.labels, labels),
    value,
  }));
}

function histogramPoints({ metric, points, bounds }: HistogramSnapshot, times: Times): DataPoint[] {
  return points.map(({ labels, counts, sum, count }) => ({
    ...times,
    attributes: attributesOf(metric.labels, labels),
    // Copied: the slots go on counting while an exporter serialises.
    value: { buckets: { boundaries: [...bounds], counts: Array.from(counts) }, sum, count },
  }));
}

function attributesOf(names: readonly string[], values: readonly string[]): Attributes {
  return Object.fromEntries(names.map((name, i) => [name, values[i]]));
}

function hrTime(epochMs: number): HrTime {
  const seconds = Math.trunc(epochMs / 1000);
  return [seconds, Math.round((epochMs - seconds * 1000) * 1e6)];
}
