import type { MetricProducer } from './metric-producer.ts';
import { loadFromSdk } from './peers.ts';

type Class = new (options: object) => object;

/** Where each OTLP protocol has its exporter. */
const EXPORTERS: Readonly<Record<string, string>> = {
  grpc: '@opentelemetry/exporter-metrics-otlp-grpc',
  'http/json': '@opentelemetry/exporter-metrics-otlp-http',
  'http/protobuf': '@opentelemetry/exporter-metrics-otlp-proto',
};
const DEFAULT_PROTOCOL = 'http/protobuf';

/**
 * Metric readers by the standard variables (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/):
 * `OTEL_METRICS_EXPORTER`, the OTLP protocol, `OTEL_METRIC_EXPORT_INTERVAL` and `_TIMEOUT`. The SDK would build the same,
 * but leaves no public way to add a producer to them.
 *
 * Without `OTEL_METRICS_EXPORTER`, OTLP where an endpoint is set, else nothing. `prometheus` starts nothing here:
 * Faultline serves `/metrics` itself.
 */
export function metricReadersOf(
  env: NodeJS.ProcessEnv,
  producer: MetricProducer | undefined,
  warn: ((line: string) => void) | undefined,
): object[] {
  const names = exporterNames(env);
  if (names.has('none')) return [];
  const readers: object[] = [];
  for (const name of names) {
    const exporter =
      name === 'otlp' ? otlpExporter(env, warn) : name === 'console' ? consoleExporter() : undefined;
    if (exporter !== undefined) readers.push(periodicReader(env, exporter, producer));
    else if (name !== 'prometheus') {
      warn?.(
        `OTEL_METRICS_EXPORTER cannot be "${name}": write otlp, console, prometheus or none. It is left out.`,
      );
    }
  }
  return readers;
}

function exporterNames(env: NodeJS.ProcessEnv): ReadonlySet<string> {
  const names = (env.OTEL_METRICS_EXPORTER ?? '').split(',').map((name) => name.trim());
  const given = names.filter((name) => name !== '');
  if (given.length > 0) return new Set(given);
  const endpoint = env.OTEL_EXPORTER_OTLP_METRICS_ENDPOINT || env.OTEL_EXPORTER_OTLP_ENDPOINT;
  return new Set(endpoint === undefined || endpoint.trim() === '' ? [] : ['otlp']);
}

function otlpExporter(env: NodeJS.ProcessEnv, warn: ((line: string) => void) | undefined): object {
  const variable = env.OTEL_EXPORTER_OTLP_METRICS_PROTOCOL ?? env.OTEL_EXPORTER_OTLP_PROTOCOL;
  const protocol = variable?.trim() || DEFAULT_PROTOCOL;
  const known = EXPORTERS[protocol];
  if (known === undefined) {
    warn?.(
      `The OTLP protocol of metrics cannot be "${protocol}": write ${Object.keys(EXPORTERS).join(', ')}. ${DEFAULT_PROTOCOL} is used.`,
    );
  }
  const name = known ?? (EXPORTERS[DEFAULT_PROTOCOL] as string);
  const { OTLPMetricExporter } = loadFromSdk<{ OTLPMetricExporter: Class }>(name);
  return new OTLPMetricExporter({});
}

function sdkMetrics(): Record<'PeriodicExportingMetricReader' | 'ConsoleMetricExporter', Class> {
  return loadFromSdk('@opentelemetry/sdk-metrics');
}

function consoleExporter(): object {
  const { ConsoleMetricExporter } = sdkMetrics();
  return new ConsoleMetricExporter({});
}

function periodicReader(
  env: NodeJS.ProcessEnv,
  exporter: object,
  producer: MetricProducer | undefined,
): object {
  const { PeriodicExportingMetricReader } = sdkMetrics();
  const exportIntervalMillis = positive(env.OTEL_METRIC_EXPORT_INTERVAL) ?? 60_000;
  const timeoutMs = positive(env.OTEL_METRIC_EXPORT_TIMEOUT) ?? 30_000;
  return new PeriodicExportingMetricReader({
    exporter,
    exportIntervalMillis,
    // The reader refuses a timeout above its interval.
    exportTimeoutMillis: Math.min(timeoutMs, exportIntervalMillis),
    metricProducers: producer === undefined ? [] : [producer],
  });
}

function positive(value: string | undefined): number | undefined {
  const number = Number(value?.trim() || Number.NaN);
  return number > 0 && Number.isFinite(number) ? number : undefined;
}
