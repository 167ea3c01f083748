import type { Verdict } from '../verdict.ts';
import type { NumberPoint } from './snapshot.ts';

interface VerdictPoint extends NumberPoint {
  value: number;
}

/**
 * The standing verdict of each provider as gauges. A kind that stood once stays at 0, so that a query sees the change;
 * confidence is there for the standing kind alone. Bounded by the caller's providers and the closed sets.
 */
export class VerdictGauges {
  readonly #points: Map<string, VerdictPoint[]> = new Map();
  readonly #confidences: Map<string, NumberPoint> = new Map();

  /** Takes the verdict that stands from now on. */
  set(verdict: Verdict): void {
    const { provider, kind, owner, confidence } = verdict;
    const points = this.#points.get(provider) ?? [];
    this.#points.set(provider, points);
    for (const point of points) point.value = 0;
    let current = points.find((point) => point.labels[1] === kind && point.labels[2] === owner);
    if (current === undefined) {
      current = { labels: [provider, kind, owner], value: 1 };
      points.push(current);
    }
    current.value = 1;
    this.#confidences.set(provider, { labels: current.labels, value: confidence });
  }

  /** Points of `faultline_verdict`. */
  get points(): readonly NumberPoint[] {
    return [...this.#points.values()].flat();
  }

  /** Points of `faultline_verdict_confidence`. */
  get confidences(): readonly NumberPoint[] {
    return [...this.#confidences.values()];
  }
}
