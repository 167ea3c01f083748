import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Sink } from '@faultline/core';
import {
  attachMetricProducer,
  attachSpanProcessor,
  detachMetricProducer,
  detachSpanProcessor,
} from './attach.ts';
import { foreignTracer } from './foreign-tracer.ts';
import { HttpDoor } from './http-door.ts';
import { createLogSink } from './log-sink.ts';
import { type SlotProducer, slotProducer } from './metric-producer.ts';
import { type OwnSdk, startOwnSdk } from './own-sdk.ts';
import type { OpenRequest } from './pairing.ts';
import { installCommand, isInstalled } from './peers.ts';
import { registeredTracerProvider } from './registered.ts';
import { type SpanTagger, spanTagger } from './span-tagger.ts';
import { isSuppressed } from './suppression.ts';
import type { SettledMode, Tracing, TracingMode, TracingOptions } from './tracing.ts';

/** Requests, incoming and outgoing, at whose start an SDK is looked for that was not there before. */
const MAX_LOOKS = 100;

/** Published when a server takes a request, before the application hears of it. */
const INCOMING = 'http.server.request.start';

/**
 * Creates Faultline's side of OpenTelemetry: findings onto spans, metrics over OTLP, log records.
 *
 * Install the HTTP taps with its `taps`, then call `start()`: what subscribes to a request later ends its span later, so
 * that the finding is there in time.
 */
export function createTracing(options: TracingOptions = {}): Tracing {
  return new ProcessTracing(options);
}

/** How a mode is told, before the reason. */
const TOLD: Readonly<Record<SettledMode, string>> = {
  own: 'Faultline started an OpenTelemetry SDK',
  attach: 'Faultline adds to the OpenTelemetry SDK that runs',
  'metrics-only': 'Faultline keeps to metrics',
};

class ProcessTracing implements Tracing {
  readonly taps: Tracing['taps'];
  readonly sink: Sink;
  mode: TracingMode;
  readonly #options: TracingOptions;
  readonly #tagger: SpanTagger = spanTagger();
  readonly #producer: SlotProducer = slotProducer();
  #sdk: OwnSdk | undefined;
  /** Whether spans reach the tagger. */
  #isTracing = false;
  /** Whether the metrics have a reader, or need none. */
  #isRead: boolean;
  /** Whether an SDK of our own starts at the first traffic that finds none. */
  #ownsNext = false;
  /** Stands while that is open. */
  #door: HttpDoor | undefined;
  /** How often something is still looked for. */
  #looks = 0;

  constructor(options: TracingOptions) {
    const tagger = this.#tagger;
    this.#options = options;
    this.mode = options.mode ?? 'auto';
    this.#isRead = options.metrics === undefined;
    this.sink = this.#createSink();
    this.taps = {
      started: (open) => this.#started(open),
      settled: (open, finding) => tagger.settled(open, finding),
      amended: (open, finding) => tagger.amended(open, finding),
      spanOf: (open) => tagger.spanOf(open),
      isSuppressed,
    };
  }

  start(): void {
    const { judge, onInternalError } = this.#options;
    if (judge !== undefined) this.#tagger.judge = judge;
    if (onInternalError !== undefined) this.#tagger.onInternalError = onInternalError;
    this.#producer.read(this.#options.metrics);
    const { mode } = this;
    if (mode === 'metrics-only') {
      this.#settle('metrics-only', 'it was told to');
      return;
    }
    this.#guard('tracing.start', () => {
      const isRegistered = this.#attach('one was registered already');
      if (!isRegistered && mode === 'own') this.#own('it was told to');
      this.#attachMetrics();
      if (this.#isTracing && this.#isRead) return;
      this.#looks = MAX_LOOKS;
      subscribe(INCOMING, this.#onTraffic);
      this.#ownsNext = !isRegistered && mode === 'auto';
      if (this.#ownsNext && isInstalled('@opentelemetry/sdk-node')) {
        this.#door = new HttpDoor(this.#onTraffic);
      }
    });
  }

  async forceFlush(): Promise<void> {
    const sdk = this.#sdk;
    if (sdk !== undefined) await this.#quietly('tracing.forceFlush', () => sdk.forceFlush());
  }

  async shutdown(): Promise<void> {
    const sdk = this.#sdk;
    this.#stopLooking();
    this.#takeDoorAway();
    this.#sdk = undefined;
    // An SDK of our own still tags and reads while it sends what is left.
    if (sdk !== undefined) await this.#quietly('tracing.shutdown', () => sdk.shutdown());
    this.#guard('tracing.detach', () => {
      detachSpanProcessor(this.#tagger);
      detachMetricProducer(this.#producer);
      this.#producer.read(undefined);
    });
    this.#tagger.redactsIncoming = false;
  }

  #started(open: OpenRequest): void {
    const before = this.#sdk;
    this.#look();
    this.#tagger.started(open);
    if (open.rejection !== undefined && this.#isTracing) this.#tagger.rejected(open);
    // The SDK that this very request started has not heard of it.
    if (this.#sdk !== before && open.client === 'undici') {
      this.#guard('tracing.catchUp', () => this.#sdk?.catchUp(open.request));
    }
  }

  readonly #onTraffic = (): void => {
    // An exporter's own requests say nothing about the application.
    if (!isSuppressed()) this.#look();
  };

  #look(): void {
    if (this.#looks === 0) return;
    this.#looks--;
    this.#guard('tracing.look', () => {
      const isRegistered = this.#isTracing || this.#attach('one was registered by the time of a request');
      if (!isRegistered && this.#ownsNext) this.#ownUnlessTraced();
      this.#ownsNext = false;
      this.#takeDoorAway();
      this.#attachMetrics();
    });
    if (this.#isTracing && this.#isRead) this.#stopLooking();
    if (this.#looks > 0) return;
    this.#stopLooking();
    if (this.mode === 'attach' && !this.#isTracing)
      this.#settle('metrics-only', 'no SDK was registered in time');
  }

  #takeDoorAway(): void {
    this.#door?.takeAway();
    this.#door = undefined;
  }

  #stopLooking(): void {
    this.#looks = 0;
    unsubscribe(INCOMING, this.#onTraffic);
  }

  /** Attaches to the SDK that is registered; answers whether one is. */
  #attach(reason: string): boolean {
    const attachment = attachSpanProcessor(this.#tagger);
    if (attachment === 'attached') {
      this.#isTracing = true;
      this.#settle('attach', reason);
    } else if (attachment === 'closed') {
      const name = registeredTracerProvider()?.constructor.name;
      this.#settle('metrics-only', `the registered ${name} takes no span processor`);
    }
    return attachment !== 'none';
  }

  #attachMetrics(): void {
    if (!this.#isRead) this.#isRead = attachMetricProducer(this.#producer);
  }

  #ownUnlessTraced(): void {
    const tracer = foreignTracer();
    if (tracer === undefined) this.#own('none was registered by the time of the first request');
    else this.#settle('metrics-only', `${tracer} traces this process`);
  }

  #own(reason: string): void {
    if (process.env.OTEL_SDK_DISABLED?.trim().toLowerCase() === 'true') {
      this.#settle('metrics-only', 'OTEL_SDK_DISABLED is true');
      return;
    }
    try {
      this.#door?.lead();
      this.#door = undefined;
      this.#sdk = startOwnSdk({ ...this.#options, metricProducer: this.#producer });
    } catch (error) {
      this.#options.onInternalError?.('tracing.own', error);
      this.#settle('metrics-only', `the OpenTelemetry SDK did not start (${String(error)})`);
      return;
    }
    if (this.#sdk === undefined) {
      this.#settle('metrics-only', 'no OpenTelemetry SDK is registered or installed');
      return;
    }
    this.#isRead = true;
    this.#isTracing = true;
    this.#tagger.redactsIncoming = true;
    const makesSpans = attachSpanProcessor(this.#tagger) === 'attached';
    this.#settle('own', makesSpans ? reason : `${reason}, and makes no spans, as OTEL_TRACES_EXPORTER says`);
  }

  #settle(mode: SettledMode, reason: string): void {
    this.mode = mode;
    this.#guard('tracing.onMode', () => this.#options.onMode?.(mode, `${TOLD[mode]}: ${reason}.`));
  }

  #createSink(): Sink {
    if (this.#options.logs !== true) return {};
    const sink = createLogSink();
    if (sink === undefined) {
      this.#options.warn?.(
        `Faultline writes no log records. To add: ${installCommand(['@opentelemetry/api-logs'])}`,
      );
    }
    return sink ?? {};
  }

  #guard(where: string, act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#options.onInternalError?.(where, error);
    }
  }

  async #quietly(where: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.#options.onInternalError?.(where, error);
    }
  }
}
