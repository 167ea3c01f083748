import { createEngine, createMetrics, METRIC, type Sink } from '@faultline/core';
import { installTaps } from '@faultline/http';
import { diagnosticSink } from './diagnostic-sink.ts';
import type { Faultline } from './faultline.ts';
import type { ResolvedOptions } from './options.ts';
import { publishMetrics } from './publish-metrics.ts';
import { VERSION } from './version.ts';

/**
 * Puts the parts together: taps → engine → sinks, and metrics out.
 *
 * @param onShutdown called when the application shuts it down
 * @throws OptionError when the given registry refuses our metrics
 */
export function wire(options: ResolvedOptions, onShutdown: () => void): Faultline {
  const metrics = createMetrics();
  metrics.addGauge(METRIC.buildInfo, () => [
    { labels: [VERSION, options.serviceVersion ?? 'unknown'], value: 1 },
  ]);
  const published = publishMetrics(options.metrics, metrics);
  const sinks: readonly Sink[] = [metrics.sink, diagnosticSink()];
  const engine = createEngine({ sinks });

  // Before any instrumentation: what subscribes later ends its spans later, so that they can be tagged.
  const taps = installTaps({
    record: (exchange) => engine.record(exchange),
    amend: (finding, failure) => engine.amend(finding, failure),
    onInternalError(where, error) {
      for (const sink of sinks) sink.internalError?.(where, error);
    },
  });

  let metricsUrl: string | undefined;
  const ready = published.url.then((url) => {
    metricsUrl = url;
  });
  return {
    mode: 'metrics-only',
    ready,
    get metricsUrl() {
      return metricsUrl;
    },
    shutdown: once(async () => {
      onShutdown();
      taps.uninstall();
      await published.stop();
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
