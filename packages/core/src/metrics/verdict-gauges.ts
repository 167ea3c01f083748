import { METRIC } from '../catalogue/metrics.ts';
import type { Diagnosis } from '../diagnose/diagnosis.ts';
import { METRIC_CAPS } from './caps.ts';
import type { Metrics } from './metrics.ts';
import type { NumberPoint } from './snapshot.ts';

/** What one provider has been, as the label values of `faultline_verdict`. */
type Past = (readonly [provider: string, kind: string, owner: string])[];

/**
 * Publishes the standing verdicts. A kind that was seen once stays at 0, so that it ends where no reader marks series as
 * stale; confidence is there for the standing kind alone.
 *
 * @param clock monotonic milliseconds, read at each scrape
 */
export function publishVerdicts(
  metrics: Metrics,
  diagnosis: Pick<Diagnosis, 'verdicts'>,
  clock: () => number,
): void {
  const pasts = new Map<string, Past>();

  metrics.addGauge(METRIC.verdict, () =>
    diagnosis.verdicts(clock()).flatMap(({ provider, kind, owner }): NumberPoint[] => {
      const isCurrent = (labels: readonly string[]): boolean => labels[1] === kind && labels[2] === owner;
      const past = pasts.get(provider) ?? [];
      if (!past.some(isCurrent)) past.push([provider, kind, owner]);
      if (pasts.size < METRIC_CAPS.providers) pasts.set(provider, past);
      return past.map((labels) => ({ labels, value: isCurrent(labels) ? 1 : 0 }));
    }),
  );
  metrics.addGauge(METRIC.verdictConfidence, () =>
    diagnosis.verdicts(clock()).map(({ provider, kind, owner, confidence }) => ({
      labels: [provider, kind, owner],
      value: confidence,
    })),
  );
}
