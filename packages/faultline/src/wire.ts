import {
  createBreakers,
  createEngine,
  createMetrics,
  METRIC,
  publishCircuits,
  type Sink,
} from '@faultline/core';
import { installTaps } from '@faultline/http';
import { createTracing, isSuppressed } from '@faultline/otel';
import { diag } from '@opentelemetry/api';
import { diagnosticSink } from './diagnostic-sink.ts';
import type { Faultline } from './faultline.ts';
import { flushOnExit } from './flush-on-exit.ts';
import type { ResolvedOptions } from './options.ts';
import { publishMetrics } from './publish-metrics.ts';
import { VERSION } from './version.ts';
import { warn } from './warning.ts';

/**
 * Puts the parts together: taps → engine → sinks, and metrics out.
 *
 * @param onShutdown called when the application shuts it down
 * @throws OptionError when the given registry refuses our metrics
 */
export function wire(options: ResolvedOptions, onShutdown: () => void): Faultline {
  const { mode, serviceName, serviceVersion } = options;
  const metrics = createMetrics();
  metrics.addGauge(METRIC.buildInfo, () => [{ labels: [VERSION, serviceVersion ?? 'unknown'], value: 1 }]);
  const published = publishMetrics(options.metrics, metrics);

  let stopFlushing = (): void => {};
  const tracing = createTracing({
    mode,
    serviceName,
    serviceVersion,
    metrics,
    warn,
    onInternalError,
    onMode(settled, line) {
      diag.info(line);
      // The application flushes an SDK of its own.
      if (settled === 'own') stopFlushing = flushOnExit(() => tracing.forceFlush());
    },
  });

  const sinks: readonly Sink[] = [metrics.sink, diagnosticSink(), tracing.sink];
  const breakers = createBreakers({ listeners: sinks });
  publishCircuits(metrics, breakers, () => performance.now());
  const engine = createEngine({ breakers, sinks });

  function onInternalError(where: string, error: unknown): void {
    for (const sink of sinks) sink.internalError?.(where, error);
  }

  // Before any instrumentation: what subscribes later ends its spans later, so that they can be tagged.
  const taps = installTaps({
    record: (exchange) => engine.record(exchange),
    amend: (finding, failure) => engine.amend(finding, failure),
    ...(mode === 'metrics-only' ? { isSuppressed } : tracing.taps),
    onInternalError,
  });
  tracing.start();

  let metricsUrl: string | undefined;
  const ready = published.url.then((url) => {
    metricsUrl = url;
  });
  return {
    get mode() {
      return tracing.mode;
    },
    ready,
    get metricsUrl() {
      return metricsUrl;
    },
    shutdown: once(async () => {
      onShutdown();
      taps.uninstall();
      stopFlushing();
      await Promise.all([tracing.shutdown(), published.stop()]);
    }),
  };
}

function once(end: () => Promise<void>): () => Promise<void> {
  let ended: Promise<void> | undefined;
  return () => {
    ended ??= end();
    return ended;
  };
}
