import { createEngine, type Exchange, type Finding, type SpanReference } from '@faultline/core';
import { type Context, SpanKind, SpanStatusCode, TraceFlags } from '@opentelemetry/api';
import { isHttpClient, type OpenRequest, Pairing } from './pairing.ts';
import { redactSpan } from './redact-url.ts';
import type { SdkSpan } from './sdk-span.ts';
import { ServerFailures } from './server-failures.ts';
import { exchangeOf } from './span-exchange.ts';
import { tagServerSpan, tagSpan } from './tag-span.ts';

/** A span processor by shape: fits `SpanProcessor` of every OTel JS SDK since 1.x. */
export interface FaultlineSpanProcessor {
  onStart(span: SdkSpan, parentContext: Context): void;
  onEnding(span: SdkSpan): void;
  /** The same object as at its start, which SDKs type by what may be read of it. */
  onEnd(span: object): void;
  forceFlush(): Promise<void>;
  shutdown(): Promise<void>;
}

/** What the HTTP taps call, so that spans learn what became of their requests. */
export interface SpanTaps {
  started(open: OpenRequest): void;
  settled(open: OpenRequest, finding: Finding): void;
  amended(open: OpenRequest, finding: Finding): void;
  /** The client span of a request, for exemplars and log records. */
  spanOf(open: OpenRequest): SpanReference | undefined;
}

/**
 * Brings findings onto spans: hears of requests from the taps and of spans from the SDK, and writes to each span when
 * it ends, or as soon as it can be.
 *
 * Nothing that it does throws: an exception in a span processor would surface inside a diagnostics channel and end
 * the process.
 */
export class SpanTagger implements FaultlineSpanProcessor, SpanTaps {
  /** Judges a span whose exchange the taps did not hand over; must count nothing. */
  judge: (exchange: Exchange) => Finding = createEngine().record;
  /** Told when code of ours failed and was caught. */
  onInternalError: (where: string, error: unknown) => void = () => {};
  /** Whether the URLs of incoming requests are redacted too: in an SDK of our own, not in the application's. */
  redactsIncoming = false;

  readonly #pairing = new Pairing();
  readonly #failures = new ServerFailures();
  readonly #findings = new WeakMap<SdkSpan, Finding>();
  /** Whether the SDK calls `onEnding`: those before 2.3 and some bridges do not. Supposed until a span ends without it. */
  #hearsEnding = true;
  /** The span that `onEnding` was called for last. */
  #ending: SdkSpan | undefined;

  started(open: OpenRequest): void {
    this.#guard('span.started', () => {
      this.#pairing.requestStarted(open);
      this.#failures.requestStarted(open.request);
    });
  }

  settled(open: OpenRequest, finding: Finding): void {
    this.#guard('span.settled', () => {
      this.#failures.settled(open.request, finding);
      const span = this.#pairing.spanOf(open.request);
      if (span === undefined) return;
      this.#findings.set(span, finding);
      // Too late for `onEnding`, or nobody will call it: what is written now still reaches most exporters.
      if (!this.#hearsEnding || !span.isRecording()) this.#tag(span, finding);
    });
  }

  amended(open: OpenRequest, finding: Finding): void {
    this.settled(open, finding);
  }

  spanOf(open: OpenRequest): SpanReference | undefined {
    const context = this.#pairing.spanOf(open.request)?.spanContext();
    if (context === undefined) return undefined;
    const { traceId, spanId, traceFlags } = context;
    return { traceId, spanId, sampled: (traceFlags & TraceFlags.SAMPLED) !== 0 };
  }

  onStart(span: SdkSpan, parentContext: Context): void {
    this.#guard('span.onStart', () => {
      this.#pairing.spanStarted(span);
      this.#failures.spanStarted(span, parentContext);
      if (isHttpClient(span) || (this.redactsIncoming && span.kind === SpanKind.SERVER)) redactSpan(span);
    });
  }

  onEnding(span: SdkSpan): void {
    this.#ending = span;
    this.#guard('span.onEnding', () => this.#finish(span));
  }

  onEnd(span: object): void {
    if (this.#ending !== span) {
      this.#hearsEnding = false;
      this.#guard('span.onEnd', () => this.#finish(span as SdkSpan));
    }
    this.#ending = undefined;
  }

  forceFlush(): Promise<void> {
    return Promise.resolve();
  }

  shutdown(): Promise<void> {
    return Promise.resolve();
  }

  #finish(span: SdkSpan): void {
    if (isHttpClient(span)) {
      // Hooks of the application may have set URLs of their own since the start.
      redactSpan(span);
      this.#tag(span, this.#findings.get(span) ?? this.judge(exchangeOf(span)));
    } else if (span.status.code === SpanStatusCode.ERROR) {
      const failure = this.#failures.of(span);
      if (failure !== undefined) tagServerSpan(span, failure);
    }
  }

  #tag(span: SdkSpan, finding: Finding): void {
    tagSpan(span, finding, this.#pairing.isTappedFirst(span));
  }

  #guard(where: string, act: () => void): void {
    try {
      act();
    } catch (error) {
      try {
        this.onInternalError(where, error);
      } catch {
        // Nobody is left to tell.
      }
    }
  }
}

/** Where the tagger of a process is kept: the ESM and the CJS copy of this package find the same. */
const TAGGER = Symbol.for('faultline.otel.tagger');
const shared: { [TAGGER]?: SpanTagger | undefined } = globalThis as object;

/** The one tagger of this process, which the taps and whatever SDK runs share. */
export function spanTagger(): SpanTagger {
  shared[TAGGER] ??= new SpanTagger();
  return shared[TAGGER];
}

/**
 * The span processor that writes findings onto spans, for those who start their SDK themselves:
 * `new NodeSDK({ spanProcessors: [faultlineSpanProcessor(), new BatchSpanProcessor({ exporter })] })`.
 *
 * There is one a process, and it works with `register()` in any order. Registered first, it serves SDKs without
 * `onEnding` (before 2.3) as well.
 */
export function faultlineSpanProcessor(): FaultlineSpanProcessor {
  return spanTagger();
}
