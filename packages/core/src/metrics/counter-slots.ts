import type { MetricDefinition } from '../catalogue/metrics.ts';
import { OTHER } from './caps.ts';
import type { SeriesBudget } from './series-budget.ts';
import type { NumberPoint } from './snapshot.ts';

/** One series of a counter. */
export interface CounterSlot extends NumberPoint {
  value: number;
}

/** The series of one counter of rare events. The hot counter is `RequestSlots`. */
export class CounterSlots {
  readonly metric: MetricDefinition;
  readonly #budget: SeriesBudget;
  readonly #slots: Map<string, CounterSlot> = new Map();

  constructor(metric: MetricDefinition, budget: SeriesBudget) {
    this.metric = metric;
    this.#budget = budget;
  }

  get points(): readonly CounterSlot[] {
    return [...this.#slots.values()];
  }

  /** Adds one to the series of these label values; answers whether they had to be folded for want of room. */
  add(labels: readonly string[]): boolean {
    const exact = this.#slotOf(labels, 'exact');
    if (exact !== undefined) {
      exact.value++;
      return false;
    }
    const folded = labels.map((value, i) => (this.metric.labels[i] === 'provider' ? OTHER : value));
    const slot = this.#slotOf(folded, 'other') ?? this.#slotOf(labels.map(toOther), 'last');
    if (slot !== undefined) slot.value++;
    return true;
  }

  #slotOf(labels: readonly string[], fold: 'exact' | 'other' | 'last'): CounterSlot | undefined {
    const key = labels.join('\u0000');
    const known = this.#slots.get(key);
    if (known !== undefined || !this.#budget.take(fold)) return known;
    const slot: CounterSlot = { labels: [...labels], value: 0 };
    this.#slots.set(key, slot);
    return slot;
  }
}

function toOther(): string {
  return OTHER;
}
