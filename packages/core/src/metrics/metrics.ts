import { DURATION_BUCKETS, METRIC, METRICS, type MetricDefinition } from '../catalogue/metrics.ts';
import type { Sink } from '../sink.ts';
import { CounterSlots } from './counter-slots.ts';
import { type GaugeReader, readGauges } from './gauge-sources.ts';
import { RequestSlots } from './request-slots.ts';
import { SeriesBudget } from './series-budget.ts';
import type { MetricSource, NumberPoint } from './snapshot.ts';

/** The metrics of one process: a sink on one side, a source for exporters on the other. */
export interface Metrics extends MetricSource {
  /** Counts what the engine tells. */
  readonly sink: Sink;
  /**
   * Adds a gauge that is read when somebody looks, such as the breaker's states. Its points are bounded, and a reader
   * that throws is counted as an internal error. A metric may have several readers.
   *
   * @returns takes the reader away again
   */
  addGauge(metric: MetricDefinition, read: GaugeReader): () => void;
}

/** Creates the bounded slots that every metric of the catalogue is counted in. */
export function createMetrics(): Metrics {
  const budget = new SeriesBudget();
  const overflow = new CounterSlots(METRIC.overflow, budget);
  const internalErrors = new CounterSlots(METRIC.internalErrors, budget);
  const bodyFailures = new CounterSlots(METRIC.bodyFailures, budget);
  const transitions = new CounterSlots(METRIC.circuitTransitions, budget);
  const rejections = new CounterSlots(METRIC.circuitRejections, budget);
  const requests = new RequestSlots(budget, (where) => overflow.add([where]));
  const gauges = new Map<MetricDefinition, Set<GaugeReader>>();

  function add(slots: CounterSlots, provider: string, ...rest: readonly string[]): void {
    if (slots.add([requests.labelOf(provider), ...rest])) overflow.add(['series']);
  }

  function readGauge(metric: MetricDefinition): readonly NumberPoint[] {
    return readGauges(metric, gauges.get(metric) ?? [], {
      labelOf: (provider) => requests.labelOf(provider),
      overflow: () => overflow.add(['gauge']),
      failed: () => internalErrors.add([`gauge.${metric.prometheus}`]),
    });
  }

  const counted = new Map<MetricDefinition, () => readonly NumberPoint[]>([
    [METRIC.requests, () => requests.requests],
    ...[bodyFailures, transitions, rejections, internalErrors, overflow].map(
      (slots) => [slots.metric, () => slots.points] as const,
    ),
  ]);

  return {
    sink: {
      finding(finding) {
        requests.add(finding);
      },
      amended(finding) {
        add(bodyFailures, finding.provider, finding.category, finding.blame);
      },
      circuit(change) {
        add(transitions, change.provider, change.from, change.to);
      },
      rejection(provider, enforced) {
        add(rejections, provider, String(enforced));
      },
      internalError(where) {
        internalErrors.add([where]);
      },
    },
    addGauge(metric, read) {
      const readers = gauges.get(metric) ?? new Set();
      gauges.set(metric, readers);
      readers.add(read);
      return () => readers.delete(read);
    },
    snapshot() {
      // In the catalogue's order, whose last metrics count what reading the others before may have caused.
      return METRICS.map((metric) => {
        const { kind } = metric;
        if (kind === 'histogram')
          return { kind, metric, bounds: DURATION_BUCKETS, points: requests.durations };
        return { kind, metric, points: counted.get(metric)?.() ?? readGauge(metric) };
      });
    },
  };
}
