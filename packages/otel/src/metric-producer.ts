import type { HistogramSnapshot, MetricSnapshot, MetricSource, NumberSnapshot } from '@faultline/core';
import type { Attributes, HrTime } from '@opentelemetry/api';

/** A metric producer by shape: goes into `metricProducers` of every metric reader of OTel JS SDK 1.x to 3.x. */
export interface MetricProducer {
  collect(): Promise<CollectionResult>;
}

/**
 * What a producer gives at a collection. The inside has no types here, so that it is assignable to the result of every
 * SDK, whose enums are types of their own in each version.
 */
export interface CollectionResult {
  readonly resourceMetrics: { readonly resource: never; readonly scopeMetrics: never[] };
  readonly errors: unknown[];
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
 * `/metrics`. Cumulative, without exemplars, which OpenTelemetry's JavaScript SDK does not have.
 */
export class SlotProducer implements MetricProducer {
  #source: MetricSource | undefined;
  #startTime: HrTime = [0, 0];

  /**
   * Reads these metrics from now on; `undefined` reads none.
   *
   * @param startedAt when their counting began, epoch milliseconds
   */
  read(source: MetricSource | undefined, startedAt: number = Date.now()): void {
    this.#source = source;
    this.#startTime = hrTime(startedAt);
  }

  async collect(): Promise<CollectionResult> {
    const times = { startTime: this.#startTime, endTime: hrTime(Date.now()) };
    const snapshots = this.#source?.snapshot().filter(({ points }) => points.length > 0) ?? [];
    const metrics = snapshots.map((snapshot) => dataOf(snapshot, times));
    const scopeMetrics = metrics.length === 0 ? [] : [{ scope: { name: SCOPE }, metrics }];
    // A reader takes the resource of its own SDK.
    return {
      resourceMetrics: { resource: undefined, scopeMetrics },
      errors: [],
    } as unknown as CollectionResult;
  }
}

/** Where the producer of a process is kept: the ESM and the CJS copy of this package find the same. */
const PRODUCER = Symbol.for('faultline.otel.producer');
const shared: { [PRODUCER]?: SlotProducer | undefined } = globalThis as object;

/** The one producer of this process. */
export function slotProducer(): SlotProducer {
  shared[PRODUCER] ??= new SlotProducer();
  return shared[PRODUCER];
}

/**
 * The producer of Faultline's metrics, for those who start their SDK themselves:
 * `new PeriodicExportingMetricReader({ exporter, metricProducers: [faultlineMetricProducer()] })`.
 * It gives what `register()` counts, in any order of the two.
 */
export function faultlineMetricProducer(): MetricProducer {
  return slotProducer();
}

const SCOPE = '@faultline/otel';

type Times = Pick<DataPoint, 'startTime' | 'endTime'>;

function dataOf(snapshot: MetricSnapshot, times: Times): MetricData {
  const { kind, metric } = snapshot;
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
