import { MeterProvider, type MetricReader } from '@opentelemetry/sdk-metrics';
import { afterEach, describe, expect, it } from 'vitest';
import { metricReadersOf } from './metric-readers.ts';

const providers: MeterProvider[] = [];
afterEach(async () => {
  // Readers keep a timer from their registration on.
  await Promise.all(providers.splice(0).map((provider) => provider.shutdown().catch(() => {})));
});

interface Inside {
  readonly _exporter: object;
  readonly _exportInterval: number;
  readonly _exportTimeout: number;
  readonly _metricProducers: readonly object[];
}

const endpoint = 'http://127.0.0.1:9/';
const producer = { collect: () => Promise.reject(new Error('never collected')) };

/** The readers, by what is inside of them, and what was warned of. */
function readersOf(env: NodeJS.ProcessEnv): { readers: Inside[]; warnings: string[] } {
  const warnings: string[] = [];
  const readers = metricReadersOf(env, producer, (line) => warnings.push(line)) as MetricReader[];
  providers.push(new MeterProvider({ readers: [] }));
  return { readers: readers as unknown as Inside[], warnings };
}

describe('metric readers of an SDK of our own', () => {
  it.each([
    ['nothing is said', {}, []],
    ['an OTLP endpoint is set', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }, ['OTLPMetricExporter']],
    ['one for metrics is', { OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: endpoint }, ['OTLPMetricExporter']],
    ['an empty endpoint is', { OTEL_EXPORTER_OTLP_ENDPOINT: ' ' }, []],
    ['otlp is asked for', { OTEL_METRICS_EXPORTER: 'otlp' }, ['OTLPMetricExporter']],
    ['console is', { OTEL_METRICS_EXPORTER: 'console' }, ['ConsoleMetricExporter']],
    ['both are', { OTEL_METRICS_EXPORTER: 'otlp, console' }, ['OTLPMetricExporter', 'ConsoleMetricExporter']],
    ['prometheus is, which Faultline serves itself', { OTEL_METRICS_EXPORTER: 'prometheus' }, []],
    ['none is', { OTEL_METRICS_EXPORTER: 'none', OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }, []],
  ])('when %s', (_what, env, exporters) => {
    const { readers, warnings } = readersOf(env);
    expect(readers.map(({ _exporter }) => _exporter.constructor.name)).toEqual(exporters);
    expect(readers.every(({ _metricProducers }) => _metricProducers.includes(producer))).toBe(true);
    expect(warnings).toEqual([]);
  });

  it.each([
    ['their defaults', {}, 60_000, 30_000],
    ['what is set', { OTEL_METRIC_EXPORT_INTERVAL: '5000', OTEL_METRIC_EXPORT_TIMEOUT: '1000' }, 5000, 1000],
    ['no timeout above the interval', { OTEL_METRIC_EXPORT_INTERVAL: '5000' }, 5000, 5000],
    [
      'their defaults for nonsense',
      { OTEL_METRIC_EXPORT_INTERVAL: 'soon', OTEL_METRIC_EXPORT_TIMEOUT: '-1' },
      60_000,
      30_000,
    ],
  ])('take for interval and timeout %s', (_what, env, intervalMs, timeoutMs) => {
    const { readers } = readersOf({ OTEL_METRICS_EXPORTER: 'otlp', ...env });
    expect(readers.map((reader) => [reader._exportInterval, reader._exportTimeout])).toEqual([
      [intervalMs, timeoutMs],
    ]);
  });

  it.each([
    [{ OTEL_METRICS_EXPORTER: 'statsd' }, /"statsd": write otlp, console, prometheus or none/],
    [
      { OTEL_METRICS_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_PROTOCOL: 'smoke' },
      /"smoke": write grpc, http\/json, http\/protobuf/,
    ],
  ])('warn once of %o, quoting it', (env, warning) => {
    const { warnings } = readersOf(env);
    expect(warnings).toEqual([expect.stringMatching(warning)]);
  });
});
