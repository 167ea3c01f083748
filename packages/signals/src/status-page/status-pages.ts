import { AsyncResource } from 'node:async_hooks';
import {
  type NumberPoint,
  type Signal,
  STATUS_INDICATORS,
  type StatusIndicator,
  type VerdictChange,
  type VerdictKind,
} from '@faultline/core';
import { indicatorOf } from './indicator-of.ts';
import { readPage } from './read-page.ts';

/** Where a status page can be read by a machine. */
export interface StatusPageAddress {
  /** `statuspage`, `incidentio`, `rss` and so on. */
  readonly kind: string;
  /** For machines; a page without it is not asked. */
  readonly api?: string;
}

/** What {@link createStatusPages} needs to know. */
export interface StatusPagesOptions {
  /** The status page of a provider, or `undefined`. */
  readonly pageOf: (provider: string) => StatusPageAddress | undefined;
  /** What kind of verdict stands on a provider now. */
  readonly verdictOf: (provider: string) => VerdictKind;
  /** Told what a page claims, and the monotonic milliseconds (`performance.now()`) at which it was read. */
  readonly observe: (signal: Signal, nowMs: number) => void;
  /** Runs what sends a request of our own, so that taps and tracers leave it alone. */
  readonly runSuppressed: <T>(run: () => T) => T;
  /** Told what went wrong in our own code. @defaultValue nobody is told */
  readonly onError?: (error: unknown) => void;
  /** Gets a document, or `undefined`. @defaultValue one GET: at most 512 KiB, 5 s, no redirects */
  readonly read?: (address: string, signal: AbortSignal) => Promise<string | undefined>;
}

/** Asks status pages. */
export interface StatusPages {
  /** Takes a change of a verdict; for a sink. Asks nothing by itself: that happens later, outside of the call. */
  verdict(change: VerdictChange): void;
  /** What pages claim, for `faultline_provider_status`: 1 for the current indicator of each provider that was asked, else 0. */
  points(): readonly NumberPoint[];
  /** Asks no more, and gives up what is on its way. */
  stop(): void;
}

/** Between two looks at one page, and up to a fifth more: a page is never asked twice a minute. */
const EVERY_MS = 60_000;
const JITTER = 0.2;
/** The first look comes within this: all instances of a service see an outage in the same moment. */
const SOON_MS = 2000;
/** Pages that are read at once; others wait. */
const MOST_AT_ONCE = 4;
/** A claim that nobody checks any more is `unknown` after this. */
const KEEP_MS = 10 * 60_000;

interface Watch {
  readonly provider: string;
  readonly address: string;
  /** From the verdict turning bad to the last look after it was healthy again. */
  inTrouble: boolean;
  reading: boolean;
  /** What the page claimed last. */
  claim: StatusIndicator | undefined;
  timer: NodeJS.Timeout | undefined;
  /** Label values of its series, which stay the same arrays. */
  readonly labels: readonly (readonly [provider: string, indicator: StatusIndicator])[];
}

/**
 * Asks the status page of a provider when the verdict on it turns bad, once a minute until it is healthy, and once more
 * then. Nobody else is asked. What a page claims is a hint: it lags, and one that could not be read is `unknown`.
 *
 * It keeps one entry for each provider that has a page and was in trouble; its timers and sockets keep no process alive.
 */
export function createStatusPages(options: StatusPagesOptions): StatusPages {
  const { pageOf, verdictOf, observe, runSuppressed, onError, read = readPage } = options;
  const watches = new Map<string, Watch>();
  const stopping = new AbortController();
  // Timers would else hold on to the request in whose context a verdict changed.
  const outside = new AsyncResource('faultline.status_pages');
  let reading = 0;

  function report(error: unknown): void {
    try {
      onError?.(error);
    } catch {
      // Whoever listens may be broken too; the host must not hear of it.
    }
  }

  function later(watch: Watch, delayMs: number, run: (watch: Watch) => unknown): void {
    clearTimeout(watch.timer);
    if (stopping.signal.aborted) return;
    watch.timer = outside.runInAsyncScope(() => setTimeout(run, delayMs, watch));
    watch.timer.unref();
  }

  function isHealthy({ provider }: Watch): boolean {
    try {
      return verdictOf(provider) === 'healthy';
    } catch (error) {
      report(error);
      return true;
    }
  }

  function tell(watch: Watch, indicator: StatusIndicator): void {
    watch.claim = indicator;
    try {
      observe({ kind: 'status_page', provider: watch.provider, indicator }, performance.now());
    } catch (error) {
      report(error);
    }
  }

  async function claimOf({ address }: Watch): Promise<StatusIndicator> {
    try {
      const text = await runSuppressed(() => read(address, stopping.signal));
      return text === undefined ? 'unknown' : indicatorOf(text);
    } catch (error) {
      report(error);
      return 'unknown';
    }
  }

  async function look(watch: Watch): Promise<void> {
    if (reading >= MOST_AT_ONCE) return later(watch, soon(), look);
    reading += 1;
    watch.reading = true;
    // Asked, not remembered: without traffic a verdict ends when somebody looks at it.
    const wasHealthy = isHealthy(watch);
    const indicator = await claimOf(watch);
    reading -= 1;
    watch.reading = false;
    if (stopping.signal.aborted) return;
    tell(watch, indicator);
    const healthy = isHealthy(watch);
    if (wasHealthy && healthy) {
      watch.inTrouble = false;
      later(watch, KEEP_MS, forget);
    } else later(watch, healthy ? soon() : EVERY_MS * (1 + JITTER * Math.random()), look);
  }

  function forget(watch: Watch): void {
    tell(watch, 'unknown');
  }

  function begin(provider: string): void {
    const address = addressOf(pageOf(provider));
    if (address === undefined) return;
    const watch: Watch = watches.get(provider) ?? {
      provider,
      address,
      inTrouble: false,
      reading: false,
      claim: undefined,
      timer: undefined,
      labels: STATUS_INDICATORS.map((indicator) => [provider, indicator]),
    };
    watches.set(provider, watch);
    watch.inTrouble = true;
    later(watch, soon(), look);
  }

  return {
    verdict({ after: { provider, kind } }) {
      const watch = watches.get(provider);
      if (watch?.inTrouble) {
        if (kind === 'healthy' && !watch.reading) later(watch, soon(), look);
      } else if (kind !== 'healthy' && kind !== 'transient') begin(provider);
    },
    points: () =>
      [...watches.values()]
        .filter(({ claim }) => claim !== undefined)
        .flatMap(({ labels, claim }) =>
          labels.map((each) => ({ labels: each, value: each[1] === claim ? 1 : 0 })),
        ),
    stop() {
      stopping.abort();
      for (const { timer } of watches.values()) clearTimeout(timer);
    },
  };
}

/** A feed lists past incidents and says nothing of now; a Statuspage has a short document beside its summary. */
function addressOf(page: StatusPageAddress | undefined): string | undefined {
  if (page?.kind === 'rss') return undefined;
  if (page?.kind !== 'statuspage') return page?.api;
  return page.api?.replace(/\/api\/v2\/summary\.json$/, '/api/v2/status.json');
}

function soon(): number {
  return SOON_MS * Math.random();
}
