import type { Breakers } from '../breaker/breakers.ts';
import { METRIC } from '../catalogue/metrics.ts';
import { CIRCUIT_STATES } from '../closed-sets.ts';
import type { Metrics } from './metrics.ts';
import type { NumberPoint } from './snapshot.ts';

/**
 * Publishes what the breakers stand at: the origin's state, and the keys in each state but closed.
 *
 * @param clock monotonic milliseconds, read at each scrape
 */
export function publishCircuits(metrics: Metrics, breakers: Breakers, clock: () => number): void {
  metrics.addGauge(METRIC.circuitState, () =>
    breakers
      .read(clock())
      .flatMap(({ provider, state }) =>
        CIRCUIT_STATES.map(
          (each): NumberPoint => ({ labels: [provider, each], value: each === state ? 1 : 0 }),
        ),
      ),
  );
  metrics.addGauge(METRIC.circuitOpenKeys, () =>
    breakers
      .read(clock())
      .flatMap(({ provider, keys }) =>
        CIRCUIT_STATES.filter((state) => state !== 'closed').map(
          (state): NumberPoint => ({ labels: [provider, state], value: keys[state] }),
        ),
      ),
  );
}
