import type { MetricSource } from '@faultline/core';
import { type RegistryLike, registerMetrics, startEndpoint } from '@faultline/prometheus';
import { OptionError } from './option-error.ts';
import type { ResolvedOptions } from './options.ts';
import { warn } from './warning.ts';

/** Metrics that can be scraped. */
export interface PublishedMetrics {
  /** Where they are served, once they are; `undefined` when the application serves them, or nobody can. */
  readonly url: Promise<string | undefined>;
  /** Ends it. Never rejects. */
  stop(): Promise<void>;
}

/**
 * Puts the metrics where the options say.
 *
 * @throws OptionError when the registry refuses them
 */
export function publishMetrics(where: ResolvedOptions['metrics'], source: MetricSource): PublishedMetrics {
  const url = Promise.resolve(undefined);
  if (where === false) return { url, stop: () => url };
  if ('registry' in where) {
    const unregister = registerOrExplain(where.registry, source);
    return { url, stop: async () => unregister() };
  }
  const { host, port } = where;
  const onError = (error: Error): void => {
    warn(
      `Faultline cannot serve metrics at ${host}:${port} (${error.message}): set OTEL_EXPORTER_PROMETHEUS_PORT to a free port.`,
    );
  };
  const endpoint = startEndpoint(source, { host, port, onError });
  return { url: endpoint.url, stop: () => endpoint.close() };
}

function registerOrExplain(registry: RegistryLike, source: MetricSource): () => void {
  try {
    return registerMetrics(registry, source);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OptionError([`metrics.registry does not work, ${reason}.`]);
  }
}
