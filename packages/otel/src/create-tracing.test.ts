import { channel } from 'node:diagnostics_channel';
import { createMetrics } from '@faultline/core';
import { context, metrics, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { afterEach, describe, expect, it } from 'vitest';
import { createTracing } from './create-tracing.ts';
import { faultlineSpanProcessor } from './span-tagger.ts';
import type { Tracing, TracingOptions } from './tracing.ts';

const INCOMING = channel('http.server.request.start');

let tracing: Tracing | undefined;
let lines: string[] = [];
let errors: unknown[] = [];
afterEach(async () => {
  await tracing?.shutdown();
  trace.disable();
  metrics.disable();
  context.disable();
  lines = [];
  expect(errors).toEqual([]);
});

function start(options: TracingOptions): Tracing {
  errors = [];
  tracing = createTracing({
    onMode: (_mode, line) => lines.push(line),
    onInternalError: (where, error) => errors.push({ where, error }),
    ...options,
  });
  tracing.start();
  return tracing;
}

function request(): void {
  tracing?.taps.started({ client: 'http', request: {}, method: 'GET', url: 'https://api.example.com/' });
}

function registerSdk(): { processors: unknown[] } {
  const processors: unknown[] = [new SimpleSpanProcessor({ exporter: new InMemorySpanExporter() })];
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: processors as never }));
  return { processors };
}

describe('attach mode', () => {
  it('puts the processor in front of those that are there', () => {
    const { processors } = registerSdk();
    expect(start({ mode: 'attach' }).mode).toBe('attach');
    expect(processors).toHaveLength(2);
    expect(processors[0]).toBe(faultlineSpanProcessor());
  });

  it('does not add it twice where the application added it by hand', () => {
    const spanProcessors = [faultlineSpanProcessor()];
    trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors }));
    start({ mode: 'attach' });
    expect(spanProcessors).toEqual([faultlineSpanProcessor()]);
  });

  it('uses the public method of SDKs before 2.0', () => {
    const added: unknown[] = [];
    trace.setGlobalTracerProvider({
      getTracer: (name: string) => trace.getTracer(name),
      addSpanProcessor: (processor: unknown) => added.push(processor),
    } as never);
    start({ mode: 'attach' });
    expect(added).toEqual([faultlineSpanProcessor()]);
  });

  it('finds an SDK that starts later, at a request', () => {
    start({ mode: 'attach' });
    expect(lines).toEqual([]);
    const { processors } = registerSdk();
    request();
    expect(processors[0]).toBe(faultlineSpanProcessor());
    expect(lines).toEqual([
      'Faultline adds to the OpenTelemetry SDK that runs: one was registered by the time of a request.',
    ]);
  });

  it('gives up looking after a hundred requests, and says so', () => {
    start({ mode: 'attach' });
    for (let i = 0; i < 100; i++) request();
    expect(lines).toEqual(['Faultline keeps to metrics: no SDK was registered in time.']);
    const { processors } = registerSdk();
    request();
    expect(processors).toHaveLength(1);
    expect(INCOMING.hasSubscribers).toBe(false);
  });

  it('lets go at shutdown', async () => {
    const { processors } = registerSdk();
    await start({ mode: 'attach' }).shutdown();
    expect(processors).toHaveLength(1);
    expect(INCOMING.hasSubscribers).toBe(false);
  });

  it("joins the metrics of the application's reader, and leaves it at shutdown", async () => {
    const exporter = new InMemoryMetricExporter(1);
    const provider = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter })] });
    const counted = createMetrics();
    counted.sink.internalError?.('anywhere', new Error('one to count'));
    registerSdk();
    start({ mode: 'attach', metrics: counted });
    metrics.setGlobalMeterProvider(provider);
    request();
    await provider.forceFlush();
    const names = (): string[] =>
      exporter
        .getMetrics()
        .flatMap(({ scopeMetrics }) =>
          scopeMetrics.flatMap((scope) => scope.metrics.map(({ descriptor }) => descriptor.name)),
        );
    expect(names()).toEqual(['faultline.internal_errors']);
    await tracing?.shutdown();
    exporter.reset();
    await provider.forceFlush();
    expect(names()).toEqual([]);
    await provider.shutdown();
  });
});

describe('metrics-only mode', () => {
  it('touches no SDK', () => {
    const { processors } = registerSdk();
    expect(start({ mode: 'metrics-only' }).mode).toBe('metrics-only');
    request();
    expect(processors).toHaveLength(1);
    expect(INCOMING.hasSubscribers).toBe(false);
  });
});

describe('own mode', () => {
  it('attaches where an SDK runs: there is never a second one', () => {
    registerSdk();
    expect(start({ mode: 'own' }).mode).toBe('attach');
  });

  it('frees the API at shutdown, so that it can start anew', async () => {
    process.env.OTEL_METRICS_EXPORTER = 'none';
    for (let time = 0; time < 2; time++) {
      expect(start({ mode: 'own' }).mode).toBe('own');
      const span = trace.getTracer('test').startSpan('work');
      expect(span.isRecording()).toBe(true);
      await tracing?.shutdown();
      expect(trace.getTracer('test').startSpan('work').isRecording()).toBe(false);
    }
    delete process.env.OTEL_METRICS_EXPORTER;
  });
});

describe('auto mode', () => {
  it('starts nothing before the first traffic, so that an SDK of the application can', () => {
    start({ mode: 'auto' });
    expect(trace.getTracer('test').startSpan('work').isRecording()).toBe(false);
    const { processors } = registerSdk();
    request();
    expect(tracing?.mode).toBe('attach');
    expect(processors[0]).toBe(faultlineSpanProcessor());
  });

  it.each([
    [
      'Sentry',
      () => Object.assign(globalThis, { __SENTRY__: {} }),
      () => Reflect.deleteProperty(globalThis, '__SENTRY__'),
    ],
    [
      'Datadog',
      () => Object.assign(globalThis, { [Symbol.for('dd-trace')]: {} }),
      () => Reflect.deleteProperty(globalThis, Symbol.for('dd-trace')),
    ],
    [
      'an OpenTelemetry SDK that is starting',
      () => context.setGlobalContextManager(new AsyncLocalStorageContextManager()),
      () => context.disable(),
    ],
  ])('starts no SDK beside %s', (name, begin, end) => {
    start({ mode: 'auto' });
    begin();
    request();
    end();
    expect(lines).toEqual([`Faultline keeps to metrics: ${name} traces this process.`]);
    expect(trace.getTracer('test').startSpan('work').isRecording()).toBe(false);
  });

  it('still attaches to an SDK that was starting when the first request came', () => {
    start({ mode: 'auto' });
    context.setGlobalContextManager(new AsyncLocalStorageContextManager());
    request();
    const { processors } = registerSdk();
    request();
    expect(tracing?.mode).toBe('attach');
    expect(processors[0]).toBe(faultlineSpanProcessor());
  });
});
