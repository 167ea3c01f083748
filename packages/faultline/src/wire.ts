import { installTaps, type TapOptions } from '@faultline/http';
import { createTracing, isSuppressed } from '@faultline/otel';
import { diag } from '@opentelemetry/api';
import { type Capturer, createCapturer } from './capture/capturer.ts';
import { createEvents } from './events.ts';
import type { Faultline } from './faultline.ts';
import { flushOnExit } from './flush-on-exit.ts';
import { createJudgement, monotonicMs } from './judgement.ts';
import type { ResolvedOptions } from './options.ts';
import { watchSelf } from './own-signals.ts';
import { publishMetrics } from './publish-metrics.ts';
import { watchStatusPages } from './status-pages.ts';
import { createExplainer, type Explainer } from './support/explained.ts';
import { warn } from './warning.ts';

/**
 * Connects the judgement with the process: taps in, spans and metrics out.
 *
 * @param onShutdown called when the application shuts it down
 * @throws OptionError when an option of a provider is not valid, or the given registry refuses our metrics
 */
export function wire(options: ResolvedOptions, onShutdown: () => void): Faultline {
  const { mode, serviceName, serviceVersion, logs } = options;
  const judgement = createJudgement(options);
  const { engine, aside, providers, diagnosis, breakers, metrics, addSink, onInternalError } = judgement;
  const published = publishMetrics(options.metrics, metrics);

  let stopFlushing = (): void => {};
  const tracing = createTracing({
    mode,
    serviceName,
    serviceVersion,
    metrics,
    logs,
    judge: (exchange) => aside.record(exchange),
    warn,
    onInternalError,
    onMode(settled, line) {
      diag.info(line);
      // The application flushes an SDK of its own.
      if (settled === 'own') stopFlushing = flushOnExit(() => tracing.forceFlush());
    },
  });
  const events = createEvents(onInternalError);
  addSink(tracing.sink);
  addSink(events.sink);
  const explainer = createExplainer(providers, monotonicMs);
  for (const sink of explainer.sinks) addSink(sink);
  const self = watchSelf(judgement, serviceVersion);
  const statusPages = options.statusPages ? watchStatusPages(judgement) : undefined;

  const capturer = options.captureErrors
    ? createCapturer({ tell: events.tellCapture, nowMs: monotonicMs, onInternalError })
    : undefined;

  // Before any instrumentation: what subscribes later ends its spans later, so that they can be tagged.
  const taps = installTaps({
    record: capturer === undefined ? engine.record : captured(engine.record, capturer),
    amend: (finding, failure) => engine.amend(finding, failure),
    ...tied(mode === 'metrics-only' ? { isSuppressed } : tracing.taps, explainer.tie),
    ...(isEnforced(options.breaker) ? { admit: engine.admit, isQuiet: () => breakers.quiet } : {}),
    ...(options.peek ? { peek: providers.peekOn } : {}),
    onInternalError,
  });
  tracing.start();

  let metricsUrl: string | undefined;
  const ready = published.url.then((url) => {
    metricsUrl = url;
  });
  return {
    get mode() {
      return tracing.mode;
    },
    ready,
    get metricsUrl() {
      return metricsUrl;
    },
    verdict: (provider) => diagnosis.verdict(String(provider), monotonicMs()),
    markChange: self.markChange,
    breakers,
    guardFetch: taps.guardFetch,
    execute: taps.execute,
    explain: explainer.explain,
    on: events.on,
    shutdown: once(async () => {
      onShutdown();
      taps.uninstall();
      self.stop();
      statusPages?.stop();
      stopFlushing();
      await Promise.all([tracing.shutdown(), published.stop()]);
    }),
  };
}

type Record = TapOptions['record'];

/** Lets a capturer see each exchange as it comes: a finding has no body any more. */
function captured(record: Record, capturer: Capturer): Record {
  return (exchange) => {
    const finding = record(exchange);
    capturer.take(exchange, finding);
    return finding;
  };
}

type Spans = Omit<TapOptions, 'record' | 'amend'>;

/** Lets `tie` hear of requests too, before what `spans` does for them. */
function tied(spans: Spans, tie: Explainer['tie']): Spans {
  return {
    ...spans,
    settled(open, finding) {
      tie(open, finding);
      spans.settled?.(open, finding);
    },
    amended(open, finding) {
      tie(open, finding);
      spans.amended?.(open, finding);
    },
  };
}

/** Guards stand in the way of a call, so they are there only where they may reject one. */
function isEnforced({ mode, providers }: ResolvedOptions['breaker']): boolean {
  return [mode, ...Object.values(providers)].includes('enforce');
}

function once(end: () => Promise<void>): () => Promise<void> {
  let ended: Promise<void> | undefined;
  return () => {
    ended ??= end();
    return ended;
  };
}
