import type { Finding } from '@faultline/core';
import { type Context, SpanKind, trace } from '@opentelemetry/api';
import type { SdkSpan } from './sdk-span.ts';

/** Endpoints that one incoming request remembers as failing. */
const MAX_FAILING = 20;

/**
 * Remembers which outgoing failures an incoming request met, to say whose fault it is when the incoming one fails too.
 *
 * Spans know the SERVER span they descend from by reference, so that requests which share a trace are told apart and
 * everything is collected with its span.
 */
export class ServerFailures {
  /** Findings by endpoint, latest last; the same map for a SERVER span and all its descendants. */
  readonly #failing = new WeakMap<object, Map<string, Finding>>();

  /** A span starts. */
  spanStarted(span: SdkSpan, parentContext: Context): void {
    const parent = trace.getSpan(parentContext);
    const inherited = parent === undefined ? undefined : this.#failing.get(parent);
    if (inherited !== undefined) this.#failing.set(span, inherited);
    else if (span.kind === SpanKind.SERVER) this.#failing.set(span, new Map());
  }

  /** A request starts: inside of what is active now. */
  requestStarted(request: object): void {
    const active = trace.getActiveSpan();
    const failing = active === undefined ? undefined : this.#failing.get(active);
    if (failing !== undefined) this.#failing.set(request, failing);
  }

  /** What became of a request. An endpoint that answered after all, as to a retry, made nothing fail. */
  settled(request: object, finding: Finding): void {
    const failing = this.#failing.get(request);
    if (failing === undefined) return;
    const key = `${finding.provider} ${finding.endpoint}`;
    if (finding.blame !== 'none') {
      failing.delete(key);
      failing.set(key, finding);
      if (failing.size > MAX_FAILING) failing.delete(failing.keys().next().value as string);
    } else if (finding.outcome === 'answered') {
      failing.delete(key);
    }
  }

  /** The last failure below a SERVER span that was not made good. */
  of(span: SdkSpan): Finding | undefined {
    return span.kind === SpanKind.SERVER ? [...(this.#failing.get(span)?.values() ?? [])].at(-1) : undefined;
  }
}
