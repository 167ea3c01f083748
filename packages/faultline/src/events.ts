import type { CircuitChange, Finding, Sink, VerdictChange } from '@faultline/core';
import type { Capture } from './capture/capture.ts';

/** What an application may listen to, and what its listener is told. */
export interface FaultlineEvents {
  /** An exchange settled. On the path of every exchange: be quick. */
  readonly finding: Finding;
  /** The body of a settled exchange failed: the finding that replaces the one told before. */
  readonly amended: Finding;
  /** The standing verdict on a provider changed. */
  readonly verdict: VerdictChange;
  /** A circuit breaker changed its state. */
  readonly circuit: CircuitChange;
  /** An answer failed: with the option `captureErrors` alone, 10 a second at most. */
  readonly capture: Capture;
}

/** Adds a listener; returns what takes it away again. A listener that throws is counted, and harms nobody. */
export type Listen = <Name extends keyof FaultlineEvents>(
  name: Name,
  listener: (event: FaultlineEvents[Name]) => void,
) => () => void;

/** The engine's side and the application's side of the events. */
export interface Events {
  readonly sink: Sink;
  readonly on: Listen;
  /** Tells a capture; returns whether anybody listens. */
  readonly tellCapture: (capture: Capture) => boolean;
}

/**
 * Hands what the engine tells to the listeners of the application.
 *
 * @param onInternalError told when a listener threw
 */
export function createEvents(onInternalError: (where: string, error: unknown) => void): Events {
  const finding = new Set<(event: Finding) => void>();
  const amended = new Set<(event: Finding) => void>();
  const verdict = new Set<(event: VerdictChange) => void>();
  const circuit = new Set<(event: CircuitChange) => void>();
  const capture = new Set<(event: Capture) => void>();
  const listeners = { finding, amended, verdict, circuit, capture };

  function tell<Event>(name: string, to: ReadonlySet<(event: Event) => void>, event: Event): void {
    if (to.size === 0) return;
    for (const listener of to) {
      try {
        listener(event);
      } catch (error) {
        onInternalError(`listener.${name}`, error);
      }
    }
  }

  return {
    sink: {
      finding: (event) => tell('finding', finding, event),
      amended: (event) => tell('amended', amended, event),
      verdict: (event) => tell('verdict', verdict, event),
      circuit: (event) => tell('circuit', circuit, event),
    },
    tellCapture(event) {
      tell('capture', capture, event);
      return capture.size > 0;
    },
    on(name, listener) {
      const set = listeners[name] as Set<typeof listener> | undefined;
      if (set === undefined || typeof listener !== 'function') {
        throw new TypeError(
          `Faultline tells nothing of ${JSON.stringify(name)} to ${typeof listener}: write on('finding' | 'amended' | 'verdict' | 'circuit' | 'capture', listener).`,
        );
      }
      set.add(listener);
      return () => set.delete(listener);
    },
  };
}
