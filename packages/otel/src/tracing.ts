import type { IncomingMessage } from 'node:http';
import type { Exchange, Finding, MetricSource, Sink } from '@faultline/core';
import type { SpanTaps } from './span-tagger.ts';

/** How Faultline meets OpenTelemetry. */
export type TracingMode = 'auto' | SettledMode;
/** What {@link TracingMode} comes down to. */
export type SettledMode = 'own' | 'attach' | 'metrics-only';

/** Options of {@link createTracing}. */
export interface TracingOptions {
  /**
   * `own` starts an OpenTelemetry SDK at once, `attach` adds to the one that runs, now or later, `metrics-only` leaves
   * traces alone. `auto` attaches where an SDK runs; else it waits for the first HTTP traffic, so that an SDK that the
   * application starts later wins, and owns one then.
   * @defaultValue `'auto'`
   */
  readonly mode?: TracingMode;
  /** Name of this service, for an SDK of our own. @defaultValue `OTEL_SERVICE_NAME`, else OpenTelemetry's own default */
  readonly serviceName?: string | undefined;
  /** Version of this service, for an SDK of our own. @defaultValue what `OTEL_RESOURCE_ATTRIBUTES` says */
  readonly serviceVersion?: string | undefined;
  /** The metrics that go out over OTLP. @defaultValue none */
  readonly metrics?: MetricSource;
  /** Whether failures, verdicts and circuit changes become log records. @defaultValue `false` */
  readonly logs?: boolean;
  /** Judges a span whose exchange the taps did not hand over; must count nothing. @defaultValue an engine with core's tables */
  readonly judge?: (exchange: Exchange) => Finding;
  /** Incoming requests that make no span in an SDK of our own, such as scrapes of `/metrics`. @defaultValue none */
  readonly ignoreIncoming?: (request: IncomingMessage) => boolean;
  /** Told in one line which mode was taken and why; told again if an SDK turns up later. @defaultValue nobody */
  readonly onMode?: (mode: SettledMode, line: string) => void;
  /** Told what to install when an optional package is missing. @defaultValue nobody */
  readonly warn?: (line: string) => void;
  /** Told when code of ours failed and was caught. @defaultValue nobody */
  readonly onInternalError?: (where: string, error: unknown) => void;
}

/** Faultline's side of OpenTelemetry in one process. */
export interface Tracing {
  /** Goes into the options of the HTTP taps, which are to be installed before {@link Tracing.start}. */
  readonly taps: SpanTaps & { isSuppressed(): boolean };
  /** Goes into the sinks of the engine: log records, when they are wanted. */
  readonly sink: Sink;
  /** `auto` until it is settled. */
  readonly mode: TracingMode;
  /** Looks for an SDK, and starts or attaches as the mode says. Never throws. */
  start(): void;
  /** Sends what waits for export in an SDK of our own. Never rejects. */
  forceFlush(): Promise<void>;
  /** Ends an SDK of our own, and lets go of one of the application's. Never rejects. */
  shutdown(): Promise<void>;
}
