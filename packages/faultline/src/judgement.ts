import {
  type BreakerListener,
  type Breakers,
  createBreakers,
  createDiagnosis,
  createEngine,
  createMetrics,
  type Diagnosis,
  type Engine,
  METRIC,
  type Metrics,
  publishCircuits,
  publishVerdicts,
  type Sink,
  tellVerdict,
} from '@faultline/core';
import { LimitLedger, type Providers } from '@faultline/providers';
import { diagnosticSink } from './diagnostic-sink.ts';
import { knownProviders } from './known-providers.ts';
import type { ResolvedOptions } from './options.ts';
import { VERSION } from './version.ts';

/** Everything that turns exchanges into findings and metrics, before anything of the process is touched. */
export interface Judgement {
  readonly engine: Engine;
  /** Classifies and places an exchange that is nobody's: counts nothing, tells nobody. */
  readonly aside: Engine;
  readonly providers: Providers;
  readonly diagnosis: Diagnosis;
  readonly breakers: Breakers;
  readonly metrics: Metrics;
  /** Adds somebody who is told of everything. */
  addSink(sink: Sink): void;
  /** Takes a failure of our own code: counted, and told once for each place. Never throws. */
  readonly onInternalError: (where: string, error: unknown) => void;
}

/**
 * Puts the engine together.
 *
 * @throws OptionError when an option of a provider is not valid
 */
export function createJudgement(options: ResolvedOptions): Judgement {
  const metrics = createMetrics();
  const limits = new LimitLedger();
  const sinks: Sink[] = [metrics.sink, limits, diagnosticSink()];
  const onInternalError = (where: string, error: unknown): void => {
    for (const sink of sinks) sink.internalError?.(where, error);
  };

  const providers = knownProviders(options.providers, onInternalError);
  const { classify, place } = providers;
  const diagnosis = createDiagnosis({ onVerdict: (change) => tellVerdict(sinks, change) });
  const breakers = createBreakers({
    ...options.breaker,
    classify,
    clock: monotonicMs,
    listeners: [toEach(sinks)],
  });

  const { serviceVersion = 'unknown' } = options;
  metrics.addGauge(METRIC.buildInfo, () => [{ labels: [VERSION, serviceVersion], value: 1 }]);
  metrics.addGauge(METRIC.rateLimitRemaining, () => limits.remainingRatio(monotonicMs()));
  metrics.addGauge(METRIC.blocked, () => limits.blockedSeconds(monotonicMs()));
  publishVerdicts(metrics, diagnosis, monotonicMs);
  publishCircuits(metrics, breakers, monotonicMs);

  return {
    engine: createEngine({ classify, place, diagnosis, breakers, sinks }),
    aside: createEngine({ classify, place }),
    providers,
    diagnosis,
    breakers,
    metrics,
    addSink: (sink) => sinks.push(sink),
    onInternalError,
  };
}

/** Breakers keep a copy of their listeners; sinks may still be added. */
function toEach(sinks: readonly Sink[]): BreakerListener {
  return {
    circuit(change) {
      for (const sink of sinks) sink.circuit?.(change);
    },
    rejection(provider, enforced) {
      for (const sink of sinks) sink.rejection?.(provider, enforced);
    },
    internalError(where, error) {
      for (const sink of sinks) sink.internalError?.(where, error);
    },
  };
}

/** The clock of the taps. */
export function monotonicMs(): number {
  return performance.now();
}
