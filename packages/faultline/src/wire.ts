import {
  createBreakers,
  createDiagnosis,
  createEngine,
  createMetrics,
  METRIC,
  publishCircuits,
  publishVerdicts,
  type Sink,
  tellVerdict,
} from '@faultline/core';
import { installTaps } from '@faultline/http';
import { createTracing, isSuppressed } from '@faultline/otel';
import { diag } from '@opentelemetry/api';
import { diagnosticSink } from './diagnostic-sink.ts';
import { createEvents } from './events.ts';
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

  const sinks: Sink[] = [metrics.sink, diagnosticSink()];
  function onInternalError(where: string, error: unknown): void {
    for (const sink of sinks) sink.internalError?.(where, error);
  }

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

  const events = createEvents(onInternalError);
  sinks.push(tracing.sink, events.sink);

  const diagnosis = createDiagnosis({ onVerdict: (change) => tellVerdict(sinks, change) });
  const breakers = createBreakers({ listeners: sinks });
  publishVerdicts(metrics, diagnosis, monotonicMs);
  publishCircuits(metrics, breakers, monotonicMs);
  const engine = createEngine({ diagnosis, breakers, sinks });

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
    verdict: (provider) => diagnosis.verdict(String(provider), monotonicMs()),
    on: events.on,
    shutdown: once(async () => {
      onShutdown();
      taps.uninstall();
      stopFlushing();
      await Promise.all([tracing.shutdown(), published.stop()]);
    }),
  };
}

/** The clock of the taps. */
function monotonicMs(): number {
  return performance.now();
}

function once(end: () => Promise<void>): () => Promise<void> {
  let ended: Promise<void> | undefined;
  return () => {
    ended ??= end();
    return ended;
  };
}
