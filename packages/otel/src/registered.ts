/** The APIs that providers register themselves under, as `@opentelemetry/api` 1.x keeps them for all its copies. */
export type Registry = Partial<
  Record<'trace' | 'metrics' | 'logs' | 'context' | 'propagation', object | undefined>
>;

/**
 * What is registered with OpenTelemetry's API in this process, by whatever version of it: a copy that is older than the
 * one that registered answers as if nobody had.
 */
export function registry(): Registry {
  return (globalThis as Record<symbol, Registry | undefined>)[Symbol.for('opentelemetry.js.api.1')] ?? {};
}

/** The tracer provider that is registered, behind the API's proxy; `undefined` when there is none. */
export function registeredTracerProvider(): object | undefined {
  const { trace } = registry();
  return (trace as { getDelegate?(): object } | undefined)?.getDelegate?.() ?? trace;
}
