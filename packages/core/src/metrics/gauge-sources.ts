import type { MetricDefinition } from '../catalogue/metrics.ts';
import { METRIC_CAPS, OTHER } from './caps.ts';
import type { NumberPoint } from './snapshot.ts';

/** Reads one gauge when somebody looks at it. */
export type GaugeReader = () => Iterable<NumberPoint>;

/** What {@link readGauges} asks and tells. */
export interface GaugeContext {
  /** The label value that a provider is allowed: itself, or `_other`. */
  labelOf(provider: string): string;
  /** Points were dropped because a cap was reached. */
  overflow(): void;
  /** A reader threw. */
  failed(error: unknown): void;
}

/**
 * Reads the points of one gauge from its readers. A point of a provider beyond the cap is dropped: gauges of
 * different providers do not add up. A reader that throws loses its own points only.
 */
export function readGauges(
  metric: MetricDefinition,
  readers: Iterable<GaugeReader>,
  context: GaugeContext,
): readonly NumberPoint[] {
  const provider = metric.labels.indexOf('provider');
  const points: NumberPoint[] = [];
  for (const read of readers) {
    try {
      for (const point of read()) {
        const name = point.labels[provider];
        const fits = name === undefined || context.labelOf(name) !== OTHER;
        if (!fits || points.length >= METRIC_CAPS.gaugePoints) context.overflow();
        else points.push(point);
        // An endless iterable must not hang a scrape.
        if (points.length >= METRIC_CAPS.gaugePoints) break;
      }
    } catch (error) {
      context.failed(error);
    }
  }
  return points;
}
