import { SpanKind, trace } from '@opentelemetry/api';
import { Notes, notesOn, putNotes } from './notes.ts';
import { type SdkSpan, sdkSpanOf } from './sdk-span.ts';

/** A request under way, as the taps tell of it: one object a request. */
export interface OpenRequest {
  /** Which machinery carries it: `undici` (Node's fetch too) or `node:http`/`node:https`. */
  readonly client: 'undici' | 'http';
  /** The client's own object, from which nothing is read. */
  readonly request: object;
  /** Upper-case HTTP method. */
  readonly method: string;
  /** Absolute URL. */
  readonly url: string;
  /** The error of a guard that rejected the request before its client heard of it. */
  readonly rejection?: object | undefined;
}

/**
 * Finds the client span of each request without help from the instrumentation, so that it works beside any of them.
 *
 * Request and span start in one synchronous turn, in either order: an instrumentation on undici's channels starts its
 * span while the request is announced, before or after the taps hear of it, and one that wraps `http.request` starts
 * its span first and makes it active. What found no partner is forgotten at the end of the turn.
 */
export class Pairing {
  #request: OpenRequest | undefined;
  #span: SdkSpan | undefined;
  #clearing = false;
  readonly #clear = (): void => {
    this.#clearing = false;
    this.#request = undefined;
    this.#span = undefined;
  };

  /** A client creates a request. */
  requestStarted(open: OpenRequest): void {
    const waiting = this.#span;
    const active = trace.getActiveSpan();
    if (waiting !== undefined && matches(waiting, open)) {
      this.#span = undefined;
      meet(open, waiting, open.client === 'http');
      return;
    }
    const around = sdkSpanOf(active);
    if (around !== undefined && isHttpClient(around) && matches(around, open)) {
      meet(open, around, open.client === 'http');
    } else if (active !== undefined) {
      follow(open, active);
    }
    // A span that starts inside the active one, in this turn, stands closer to the request.
    this.#request = open;
    this.#clearLater();
  }

  /** A request will have no span of another's, nor any that is still to start. */
  forget(open: OpenRequest): void {
    if (this.#request === open) this.#request = undefined;
  }

  /** A span starts. */
  spanStarted(span: SdkSpan): void {
    if (!isHttpClient(span)) return;
    const waiting = this.#request;
    if (waiting !== undefined && matches(span, waiting)) {
      this.#request = undefined;
      meet(waiting, span, true);
      return;
    }
    this.#span = span;
    this.#clearLater();
  }

  #clearLater(): void {
    if (this.#clearing) return;
    this.#clearing = true;
    queueMicrotask(this.#clear);
  }
}

/**
 * @param isTappedFirst on undici's channels whoever subscribed first hears first; on node:http the taps stand in front of
 * the events
 */
function meet(open: OpenRequest, span: SdkSpan, isTappedFirst: boolean): void {
  const notes = notesOn(span) ?? new Notes();
  notes.span = span;
  notes.isTappedFirst ||= isTappedFirst;
  putNotes(span, notes);
  putNotes(open, notes);
}

/** A request without a span still belongs to the incoming request around it. */
function follow(open: OpenRequest, active: object): void {
  const failures = notesOn(active)?.failures;
  if (failures === undefined) return;
  const notes = new Notes();
  notes.failures = failures;
  putNotes(open, notes);
}

/** Whether the span stands for an HTTP request that this process sends, by the conventions of today or before 1.20. */
export function isHttpClient(span: SdkSpan): boolean {
  return span.kind === SpanKind.CLIENT && methodOf(span) !== undefined;
}

function methodOf({ attributes }: SdkSpan): unknown {
  return attributes['http.request.method'] ?? attributes['http.method'];
}

/** Loose on purpose: within one turn it has to tell apart what one caller started, not every two requests. */
function matches(span: SdkSpan, open: OpenRequest): boolean {
  const method = methodOf(span);
  if (method !== open.method && method !== '_OTHER') return false;
  const address = span.attributes['server.address'] ?? span.attributes['net.peer.name'];
  return typeof address !== 'string' || open.url.includes(address);
}
