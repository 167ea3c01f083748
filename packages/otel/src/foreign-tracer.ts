import { registry } from './registered.ts';

/** Tracers that instrument HTTP without being an OpenTelemetry SDK, by the name that they leave on the global object. */
const TRACERS: readonly (readonly [name: string, mark: PropertyKey])[] = [
  ['Sentry', '__SENTRY__'],
  ['Datadog', Symbol.for('dd-trace')],
];

/**
 * Who traces this process, or is about to, without a tracer provider that could be asked: beside them an SDK of our own
 * would be a second one.
 */
export function foreignTracer(): string | undefined {
  const tracer = TRACERS.find(([, mark]) => mark in globalThis);
  if (tracer !== undefined) return tracer[0];
  // An SDK that starts registers these first, and its resource detectors may send requests before the rest.
  const { context, propagation } = registry();
  return context === undefined && propagation === undefined
    ? undefined
    : 'an OpenTelemetry SDK that is starting';
}
