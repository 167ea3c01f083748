import { SpanKind, trace } from '@opentelemetry/api';
import { type SdkSpan, sdkSpanOf } from './sdk-span.ts';

/** A request under way, as the taps tell of it. */
export interface OpenRequest {
  /** Which machinery carries it: `undici` (Node's fetch too) or `node:http`/`node:https`. */
  readonly client: 'undici' | 'http';
  /** The client's own object: a key, nothing is read from it. */
  readonly request: object;
  /** Upper-case HTTP method. */
  readonly method: string;
  /** Absolute URL. */
  readonly url: string;
}

/**
 * Finds the client span of each request without help from the instrumentation, so that it works beside any of them.
 *
 * Request and span start in one synchronous turn, in either order: an instrumentation on undici's channels starts its
 * span while the request is announced, before or after the taps hear of it, and one that wraps `http.request` starts
 * its span first and makes it active. What found no partner is forgotten at the end of the turn.
 */
export class Pairing {
  readonly #spans = new WeakMap<object, SdkSpan>();
  /** Spans whose instrumentation hears of everything after the taps do. */
  readonly #after = new WeakSet<SdkSpan>();
  #request: OpenRequest | undefined;
  #span: SdkSpan | undefined;
  #clearing = false;

  /** The span of a request, if it has one that records. */
  spanOf(request: object): SdkSpan | undefined {
    return this.#spans.get(request);
  }

  /**
   * Whether the taps hear of everything before the instrumentation of this span does: on undici's channels whoever
   * subscribed first, on node:http always, where the taps stand in front of the events.
   */
  isTappedFirst(span: SdkSpan): boolean {
    return this.#after.has(span);
  }

  /** A client creates a request. */
  requestStarted(open: OpenRequest): void {
    const waiting = this.#span;
    if (waiting !== undefined && matches(waiting, open)) {
      this.#span = undefined;
      this.#pair(open, waiting, open.client === 'http');
      return;
    }
    const active = sdkSpanOf(trace.getActiveSpan());
    if (active !== undefined && isHttpClient(active) && matches(active, open)) {
      this.#pair(open, active, open.client === 'http');
    }
    // A span that starts inside the active one, in this turn, stands closer to the request.
    this.#request = open;
    this.#clearLater();
  }

  /** A span starts. */
  spanStarted(span: SdkSpan): void {
    if (!isHttpClient(span)) return;
    const waiting = this.#request;
    if (waiting !== undefined && matches(span, waiting)) {
      this.#request = undefined;
      this.#pair(waiting, span, true);
      return;
    }
    this.#span = span;
    this.#clearLater();
  }

  #pair({ request }: OpenRequest, span: SdkSpan, tappedFirst: boolean): void {
    this.#spans.set(request, span);
    if (tappedFirst) this.#after.add(span);
  }

  #clearLater(): void {
    if (this.#clearing) return;
    this.#clearing = true;
    queueMicrotask(() => {
      this.#clearing = false;
      this.#request = undefined;
      this.#span = undefined;
    });
  }
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
