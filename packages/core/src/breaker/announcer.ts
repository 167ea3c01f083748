import type { CircuitChange, Sink } from '../sink.ts';
import { tellInternalError } from '../tell-sinks.ts';
import { SLOT_MAX } from './permit.ts';

/** Listens to breakers: the part of a {@link Sink} that concerns them. */
export type BreakerListener = Pick<Sink, 'circuit' | 'rejection' | 'internalError'>;

/** A listener that answers every change with another one is cut off after so many. */
const DELIVERIES_MAX = 4 * SLOT_MAX;

/** Tells listeners, after the state is committed; a listener that throws harms nobody. */
export class Announcer {
  readonly #listeners: readonly BreakerListener[];
  #changes: CircuitChange[] = [];
  #delivering = false;

  constructor(listeners: readonly BreakerListener[]) {
    this.#listeners = listeners;
  }

  /** Remembers a change until {@link deliver}. */
  add(change: CircuitChange): void {
    this.#changes.push(change);
  }

  /** Tells all changes, those that listeners cause meanwhile too. Call when the state is committed. */
  deliver(): void {
    if (this.#changes.length === 0 || this.#delivering) return;
    this.#delivering = true;
    let next = 0;
    for (; next < this.#changes.length && next < DELIVERIES_MAX; next++) {
      const change = this.#changes[next] as CircuitChange;
      for (const listener of this.#listeners) {
        try {
          listener.circuit?.(change);
        } catch (error) {
          this.report('breaker.circuit', error);
        }
      }
    }
    if (next < this.#changes.length) {
      this.report('breaker.circuit', new Error('a listener answers every circuit change with another one'));
    }
    this.#changes = [];
    this.#delivering = false;
  }

  /** Tells one rejection. */
  rejection(provider: string, enforced: boolean): void {
    for (const listener of this.#listeners) {
      try {
        listener.rejection?.(provider, enforced);
      } catch (error) {
        this.report('breaker.rejection', error);
      }
    }
  }

  /** Tells a failure of our own or of a listener. */
  report(where: string, error: unknown): void {
    tellInternalError(this.#listeners, where, error);
  }
}
