import { METRIC } from '@faultline/core';
import { runSuppressed } from '@faultline/otel';
import { createStatusPages, type StatusPages } from '@faultline/signals';
import { type Judgement, monotonicMs } from './judgement.ts';

/** Lets the status pages of providers in trouble be asked, tells the engine what they claim, and shows it as a gauge. */
export function watchStatusPages(judgement: Judgement): Pick<StatusPages, 'stop'> {
  const { engine, diagnosis, providers, metrics, addSink, onInternalError } = judgement;
  const pages = createStatusPages({
    pageOf: providers.statusPageOf,
    verdictOf: (provider) => diagnosis.verdict(provider, monotonicMs()).kind,
    observe: engine.observe,
    runSuppressed,
    onError: (error) => onInternalError('status_pages', error),
  });
  addSink(pages);
  metrics.addGauge(METRIC.providerStatus, pages.points);
  return pages;
}
