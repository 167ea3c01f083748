import { createEngine, type Exchange, type Finding, type SpanReference } from '@faultline/core';
import { type Context, type Span, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api';
import { dropNotes, Notes, notesOn, putNotes } from './notes.ts';
import { isHttpClient, type OpenRequest, Pairing } from './pairing.ts';
import { redactSpan } from './redact-url.ts';
import { startRejectionSpan } from './rejection-span.ts';
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
  /** Whether the SDK calls `onEnding`: those before 2.3 and some bridges do not. Supposed until a span ends without it. */
  #hearsEnding = true;
  /** The spans that were started for calls that a guard rejected. */
  readonly #rejected = new WeakMap<OpenRequest, Span>();
  /** The span that `onEnding` was called for last. */
  #ending: SdkSpan | undefined;

  started(open: OpenRequest): void {
    try {
      this.#pairing.requestStarted(open);
    } catch (error) {
      this.#report('span.started', error);
    }
  }

  /** Starts the span of a call that a guard rejected, in the turn of `started`, unless the application made one around it. */
  rejected(open: OpenRequest): void {
    try {
      // The two meet as any others do.
      if (notesOn(open)?.span === undefined) this.#rejected.set(open, startRejectionSpan(open));
      this.#pairing.forget(open);
    } catch (error) {
      this.#report('span.rejected', error);
    }
  }

  settled(open: OpenRequest, finding: Finding): void {
    try {
      this.#take(open, finding);
      if (open.rejection !== undefined) this.#rejected.get(open)?.end();
    } catch (error) {
      this.#report('span.settled', error);
    }
  }

  amended(open: OpenRequest, finding: Finding): void {
    this.settled(open, finding);
  }

  spanOf(open: OpenRequest): SpanReference | undefined {
    const context = notesOn(open)?.span?.spanContext();
    if (context === undefined) return undefined;
    const { traceId, spanId, traceFlags } = context;
    return { traceId, spanId, sampled: (traceFlags & TraceFlags.SAMPLED) !== 0 };
  }

  onStart(span: SdkSpan, parentContext: Context): void {
    try {
      inheritFailures(span, parentContext);
      this.#pairing.spanStarted(span);
      if (isHttpClient(span) || (this.redactsIncoming && span.kind === SpanKind.SERVER)) redactSpan(span);
    } catch (error) {
      this.#report('span.onStart', error);
    }
  }

  onEnding(span: SdkSpan): void {
    this.#ending = span;
    this.#finish(span, 'span.onEnding');
  }

  onEnd(span: object): void {
    if (this.#ending !== span) {
      this.#hearsEnding = false;
      this.#finish(span as SdkSpan, 'span.onEnd');
    }
    this.#ending = undefined;
  }

  forceFlush(): Promise<void> {
    return Promise.resolve();
  }

  shutdown(): Promise<void> {
    return Promise.resolve();
  }

  #take(open: OpenRequest, finding: Finding): void {
    const notes = notesOn(open);
    if (notes === undefined) return;
    notes.finding = finding;
    notes.failures?.add(finding);
    const { span } = notes;
    // Too late for `onEnding`, or nobody will call it: what is written now still reaches most exporters.
    if (span !== undefined && (!this.#hearsEnding || !span.isRecording())) {
      tagSpan(span, finding, notes.isTappedFirst);
    }
  }

  #finish(span: SdkSpan, where: string): void {
    try {
      const notes = notesOn(span);
      if (isHttpClient(span)) {
        // Hooks of the application may have set URLs of their own since the start.
        redactSpan(span);
        tagSpan(span, notes?.finding ?? this.judge(exchangeOf(span)), notes?.isTappedFirst === true);
        if (notes !== undefined) dropNotes(span);
      } else if (span.kind === SpanKind.SERVER && span.status.code === SpanStatusCode.ERROR) {
        const failure = notes?.failures?.last;
        if (failure !== undefined) tagServerSpan(span, failure);
      }
    } catch (error) {
      this.#report(where, error);
    }
  }

  #report(where: string, error: unknown): void {
    try {
      this.onInternalError(where, error);
    } catch {
      // Nobody is left to tell.
    }
  }
}

/**
 * A SERVER span and all that descends from it in this process share what failed below it, by reference: incoming requests
 * of one trace are told apart, and nothing outlives its spans.
 */
function inheritFailures(span: SdkSpan, parentContext: Context): void {
  const parent = trace.getSpan(parentContext);
  const inherited = parent === undefined ? undefined : notesOn(parent)?.failures;
  if (inherited === undefined && span.kind !== SpanKind.SERVER) return;
  const notes = new Notes();
  notes.failures = inherited ?? new ServerFailures();
  putNotes(span, notes);
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
