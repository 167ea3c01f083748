import { createEngine, type Exchange, type Finding } from '@faultline/core';
import { type Attributes, SpanKind, type Tracer } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  type SpanLimits,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { SdkSpan } from '../sdk-span.ts';
import type { FaultlineSpanProcessor } from '../span-tagger.ts';

/** A client span that the application can end. */
export type ClientSpan = SdkSpan & { end(): void; recordException(error: unknown): void };

/** A real SDK that keeps what it exports. */
export interface TestSdk {
  readonly exporter: InMemorySpanExporter;
  readonly tracer: Tracer;
  /** Starts a span as the instrumentations do. */
  clientSpan(attributes?: Attributes): ClientSpan;
}

/** Starts an SDK. It is not registered: what is, a whole process shares. */
export function startSdk(processor?: FaultlineSpanProcessor, spanLimits?: SpanLimits): TestSdk {
  const exporter = new InMemorySpanExporter();
  const exporting = new SimpleSpanProcessor({ exporter });
  const provider = new TracerProvider({
    spanProcessors: processor === undefined ? [exporting] : [processor, exporting],
    ...(spanLimits === undefined ? {} : { spanLimits }),
  });
  const tracer = provider.getTracer('test');
  return {
    exporter: exporter,
    tracer: tracer,
    clientSpan(attributes = {}) {
      return tracer.startSpan('GET', {
        kind: SpanKind.CLIENT,
        attributes: { 'http.request.method': 'GET', 'server.address': 'api.example.com', ...attributes },
      }) as unknown as ClientSpan;
    },
  };
}

/** The finding of an exchange by core's own tables. */
export function findingOf(exchange: Partial<Exchange>): Finding {
  return createEngine().record({
    method: 'GET',
    url: 'https://api.example.com/v1/charges',
    startedAt: 1_700_000_000_000,
    durationMs: 120,
    ...exchange,
  });
}

/** An error with a code, as Node gives it. */
export function coded(code: string, message: string = code): Error {
  return Object.assign(new Error(message), { code });
}
