import { context, createContextKey } from '@opentelemetry/api';

/** The key that every SDK marks suppressed tracing with: keys are `Symbol.for` their description. */
const SUPPRESSED = createContextKey('OpenTelemetry SDK Context Key SUPPRESS_TRACING');

/** Whether tracing is suppressed in the active context, as it is for what an exporter sends itself. */
export function isSuppressed(): boolean {
  return context.active().getValue(SUPPRESSED) === true;
}
