import { METRIC, type Signal, type Vital } from '@faultline/core';
import { createClockSkew, createOwnChanges, createVitals } from '@faultline/signals';
import { type Judgement, monotonicMs } from './judgement.ts';

/** What the process knows of itself, on its way to the engine. */
export interface OwnSignals {
  /** Says that own configuration, a flag or a secret changed just now. */
  markChange(what: string): void;
  stop(): void;
}

/** Tells the engine of this process: its vitals, its clock, its version, its changes; and shows the vitals as a gauge. */
export function watchSelf(judgement: Judgement, version: string | undefined): OwnSignals {
  const { engine, metrics, addSink, onInternalError } = judgement;
  const vitals = new Map<Vital, number>();
  function observe(signal: Signal, nowMs: number): void {
    // A start without a version may be any restart: taken for a deploy, it would put the blame for an outage on ourselves.
    if (signal.kind === 'deploy' && version === undefined) return;
    if (signal.kind === 'vital') vitals.set(signal.vital, signal.value);
    engine.observe(signal, nowMs);
  }
  metrics.addGauge(METRIC.ownHealth, () => [...vitals].map(([vital, value]) => ({ labels: [vital], value })));

  const watch = createVitals({ observe, onError: (error) => onInternalError('vitals', error) });
  addSink(createClockSkew({ observe: (signal) => observe(signal, monotonicMs()) }));
  const changes = createOwnChanges({ observe, ...(version === undefined ? {} : { version }) });
  watch.start();
  return { markChange: changes.markChange, stop: watch.stop };
}
