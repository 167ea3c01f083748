import { createMetrics, DURATION_BUCKETS, METRIC, METRICS, type MetricSource } from '@faultline/core';
import {
  AggregationTemporality,
  DataPointType,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
  type MetricProducer as SdkMetricProducer,
} from '@opentelemetry/sdk-metrics';
import { describe, expect, it } from 'vitest';
import { type MetricProducer, SlotProducer } from './metric-producer.ts';
import { findingOf } from './testing/spans.ts';

const STARTED_AT = 1_700_000_000_250;

/** Metrics in which three exchanges were counted: two answers, and none. */
function counted() {
  const metrics = createMetrics();
  for (const durationMs of [4, 120])
    metrics.sink.finding?.(findingOf({ durationMs, response: { status: 503 } }));
  metrics.sink.finding?.(findingOf({ error: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) }));
  metrics.sink.internalError?.('tap.settle', new Error('ours'));
  metrics.addGauge(METRIC.buildInfo, () => [{ labels: ['1.0.0', '1.4.3'], value: 1 }]);
  return metrics;
}

function producerOf(source: MetricSource, startedAt?: number): MetricProducer {
  const producer = new SlotProducer();
  producer.read(source, startedAt);
  return producer;
}

/** What a reader of the real SDK exports, by metric name. */
async function exported(producer: SdkMetricProducer) {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, metricProducers: [producer] });
  const provider = new MeterProvider({ readers: [reader] });
  await provider.forceFlush();
  const [batch] = exporter.getMetrics();
  await provider.shutdown();
  const metrics = batch?.scopeMetrics.flatMap((scope) => scope.metrics) ?? [];
  return new Map(metrics.map((metric) => [metric.descriptor.name, metric]));
}

describe('the metrics over OTLP', () => {
  it('are the counts of the slots, as a monotonic cumulative sum', async () => {
    const metrics = counted();
    const requests = (await exported(producerOf(metrics))).get('faultline.requests');
    expect(requests).toMatchObject({
      dataPointType: DataPointType.SUM,
      isMonotonic: true,
      aggregationTemporality: AggregationTemporality.CUMULATIVE,
      descriptor: { unit: '{request}' },
    });
    expect(
      requests?.dataPoints.map(({ attributes, value }) => [attributes.status, attributes.category, value]),
    ).toEqual([
      ['503', 'overloaded', 2],
      ['0', expect.any(String), 1],
    ]);
  });

  it('carry the histogram with its bounds', async () => {
    const durations = (await exported(producerOf(counted()))).get('faultline.request.duration');
    expect(durations?.dataPointType).toBe(DataPointType.HISTOGRAM);
    expect(durations?.dataPoints).toHaveLength(1);
    // 4 ms fall into the first bucket, up to 5 ms; 120 ms into the seventh, from 100 to 250 ms.
    const counts = DURATION_BUCKETS.map((bound) => (bound === 0.005 || bound === 0.25 ? 1 : 0));
    expect(durations?.dataPoints[0]?.value).toMatchObject({
      buckets: { boundaries: DURATION_BUCKETS, counts: [...counts, 0] },
      count: 2,
      sum: 0.124,
    });
  });

  it('carry gauges and the labels of their definitions', async () => {
    const info = (await exported(producerOf(counted()))).get('faultline.build_info');
    expect(info?.dataPointType).toBe(DataPointType.GAUGE);
    expect(info?.dataPoints[0]?.attributes).toEqual({ version: '1.0.0', service_version: '1.4.3' });
  });

  it('say since when they count', async () => {
    const requests = (await exported(producerOf(counted(), STARTED_AT))).get('faultline.requests');
    expect(requests?.dataPoints[0]?.startTime).toEqual([1_700_000_000, 250_000_000]);
  });

  it('leave out what has no series yet, and know no name beyond the catalogue', async () => {
    const names = [...(await exported(producerOf(counted()))).keys()];
    const catalogue = METRICS.map(({ otel }) => otel.name);
    expect(catalogue).toEqual(expect.arrayContaining(names));
    expect(names).not.toContain('faultline.circuit.transitions');
  });

  it('do not change under an exporter while the slots go on counting', async () => {
    const metrics = counted();
    const durations = (await exported(producerOf(metrics))).get('faultline.request.duration');
    metrics.sink.finding?.(findingOf({ durationMs: 4, response: { status: 503 } }));
    expect(durations?.dataPoints[0]?.value).toMatchObject({ count: 2 });
  });
});
