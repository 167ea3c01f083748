import { context, createContextKey } from '@opentelemetry/api';

/** The key that every SDK marks suppressed tracing with: keys are `Symbol.for` their description. */
const SUPPRESSED = createContextKey('OpenTelemetry SDK Context Key SUPPRESS_TRACING');

/** How many {@link runSuppressed} are running: without a context manager, as without an SDK, no context is ever active. */
let running = 0;

/** Whether tracing is suppressed in the active context, as it is for what an exporter sends itself. */
export function isSuppressed(): boolean {
  return running > 0 || context.active().getValue(SUPPRESSED) === true;
}

/**
 * Runs what sends a request of our own: nobody traces it and no tap takes it, with an SDK or without one. Without one that
 * holds for what is called before `send` returns, such as `request` of `node:http`.
 */
export function runSuppressed<T>(send: () => T): T {
  running += 1;
  try {
    return context.with(context.active().setValue(SUPPRESSED, true), send);
  } finally {
    running -= 1;
  }
}
