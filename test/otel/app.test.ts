import { fileURLToPath } from 'node:url';
import { ATTRIBUTE, EVENT, METRIC } from '@faultline/core';
import {
  type FaultServer,
  fault,
  type OtlpCollector,
  spawnApp,
  startFaultServer,
  startOtlpCollector,
} from '@faultline/test/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** One line of what the app prints. */
type Line = Readonly<Record<string, unknown>>;

interface Run {
  readonly lines: readonly Line[];
  readonly collector: OtlpCollector;
  readonly code: number | null;
  readonly stderr: string;
}

let provider: FaultServer;
beforeAll(async () => {
  provider = await startFaultServer(['payments']);
  await provider.set('payments', fault.answer(503));
});
afterAll(() => provider.close());

/** Runs the app to its end, with a collector to export to. */
async function run(env: Readonly<Record<string, string | undefined>>, preload?: string): Promise<Run> {
  const collector = await startOtlpCollector();
  const app = spawnApp(new URL('./app.ts', import.meta.url), {
    env: { ...collector.env, UPSTREAM: provider.origin('payments'), ...env },
    ...(preload === undefined
      ? {}
      : { nodeArgs: ['--import', fileURLToPath(new URL(preload, import.meta.url))] }),
  });
  const { code } = await app.ended;
  await collector.close();
  const lines = app
    .stdout()
    .split('\n')
    .filter((text) => text.startsWith('{'))
    .map((text) => JSON.parse(text) as Line);
  return { lines, collector, code, stderr: app.stderr() };
}

function modesOf({ lines }: Run): unknown[] {
  return lines.filter((line) => 'mode' in line).map(({ mode }) => mode);
}

/** What each run must have, whatever the mode: the same counts, a clean end, no failure of ours. */
function expectSound({ lines, code, stderr }: Run): void {
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(lines.filter((line) => 'internalError' in line)).toEqual([]);
  expect(lines.at(-1)).toEqual({ ended: true });
  const host = new URL(provider.origin('payments')).host;
  expect(lines.find((line) => 'counted' in line)?.counted).toEqual([
    { labels: [host, 'GET /by/fetch', 'answered', '503', 'overloaded', 'provider'], value: 1 },
    { labels: [host, 'GET /by/http', 'answered', '503', 'overloaded', 'provider'], value: 1 },
  ]);
}

describe.each(['own', 'auto'])('an application without an SDK, in mode %s', (mode) => {
  let ran: Run;
  beforeAll(async () => {
    ran = await run({ MODE: mode, LOGS: 'true' });
  });

  it('runs soundly in an SDK of our own', () => {
    expectSound(ran);
    expect(modesOf(ran)).toEqual(['own']);
  });

  it('has a span for each request, the incoming one above the outgoing ones', () => {
    const { spans } = ran.collector;
    const server = spans.find(({ kind }) => kind === 2);
    const clients = spans.filter(({ kind }) => kind === 3);
    expect(spans).toHaveLength(3);
    expect(clients.map(({ parentSpanId }) => parentSpanId)).toEqual([server?.spanId, server?.spanId]);
    expect(clients.map(({ attributes }) => attributes[ATTRIBUTE.rule])).toEqual(['status.503', 'status.503']);
  });

  it('carries on the failed SERVER span whose fault it was', () => {
    const server = ran.collector.spans.find(({ kind }) => kind === 2);
    expect(server?.statusCode).toBe(2);
    expect(server?.attributes).toMatchObject({
      [ATTRIBUTE.provider]: new URL(provider.origin('payments')).host,
      [ATTRIBUTE.category]: 'overloaded',
      [ATTRIBUTE.blame]: 'provider',
    });
  });

  it('lets no query string out', () => {
    const { spans, points, logs } = ran.collector;
    expect(JSON.stringify([spans, points, logs])).not.toContain('s3cret');
  });

  it('names its version', () => {
    expect(ran.collector.spans[0]?.resource['service.version']).toBe('1.4.3');
  });

  it('sends the counts of /metrics over OTLP, under their OpenTelemetry names', () => {
    const { name, unit } = METRIC.requests.otel;
    const points = ran.collector.points.filter(({ metric }) => metric === name);
    expect(
      points.map(({ attributes, value, kind }) => ({ endpoint: attributes.endpoint, value, kind })),
    ).toEqual([
      { endpoint: 'GET /by/fetch', value: 1, kind: 'sum' },
      { endpoint: 'GET /by/http', value: 1, kind: 'sum' },
    ]);
    expect(points[0]?.unit).toBe(unit);
    const durations = ran.collector.points.filter(
      ({ metric }) => metric === METRIC.requestDuration.otel.name,
    );
    expect(durations.map(({ value, kind }) => ({ value, kind }))).toEqual([
      { value: 1, kind: 'histogram' },
      { value: 1, kind: 'histogram' },
    ]);
  });

  it('writes a log record for each failure, in its trace', () => {
    const { logs, spans } = ran.collector;
    expect(logs.map(({ eventName, severity }) => ({ eventName, severity }))).toEqual([
      { eventName: EVENT.finding, severity: 13 },
      { eventName: EVENT.finding, severity: 13 },
    ]);
    const clients = spans.filter(({ kind }) => kind === 3).map(({ spanId }) => spanId);
    expect(logs.map(({ spanId }) => spanId).sort()).toEqual(clients.sort());
    expect(logs[0]?.attributes).toMatchObject({
      [ATTRIBUTE.blame]: 'provider',
      [ATTRIBUTE.rule]: 'status.503',
    });
  });
});

describe('what OpenTelemetry is told by its own variables', () => {
  it.each([
    ['no log records and no metrics unless asked', { OTEL_METRICS_EXPORTER: 'none' }, 3],
    ['no spans', { OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none' }, 0],
    [
      'a sampler that drops everything',
      { OTEL_TRACES_SAMPLER: 'always_off', OTEL_METRICS_EXPORTER: 'none' },
      0,
    ],
    ['/metrics is served elsewhere', { OTEL_METRICS_EXPORTER: 'prometheus' }, 3],
  ])('%s', async (_what, env, spans) => {
    const ran = await run({ MODE: 'own', ...env });
    expectSound(ran);
    expect(modesOf(ran)).toEqual(['own']);
    expect(ran.collector.spans).toHaveLength(spans);
    expect(ran.collector.points).toEqual([]);
    expect(ran.collector.logs).toEqual([]);
  });

  it('no SDK at all', async () => {
    const ran = await run({ MODE: 'own', OTEL_SDK_DISABLED: 'true' });
    expectSound(ran);
    expect(ran.lines[0]).toEqual({
      mode: 'metrics-only',
      line: 'Faultline keeps to metrics: OTEL_SDK_DISABLED is true.',
    });
  });
});

describe('metrics-only mode', () => {
  it('counts the same and starts nothing', async () => {
    const ran = await run({ MODE: 'metrics-only' });
    expectSound(ran);
    expect(ran.lines[0]).toEqual({
      mode: 'metrics-only',
      line: 'Faultline keeps to metrics: it was told to.',
    });
    expect(ran.collector.spans).toEqual([]);
  });
});

describe('without an optional package', () => {
  it('keeps to metrics without the SDK, and says what to install', async () => {
    const ran = await run({ MODE: 'own', MISSING: '@opentelemetry/sdk-node' }, './missing.mjs');
    expectSound(ran);
    expect(ran.lines.slice(0, 2)).toEqual([
      {
        warning:
          'Faultline makes no traces without @opentelemetry/sdk-node. To add: npm install @opentelemetry/sdk-node@0.301 @opentelemetry/instrumentation-undici@0.34 @opentelemetry/instrumentation-http@0.301',
      },
      {
        mode: 'metrics-only',
        line: 'Faultline keeps to metrics: no OpenTelemetry SDK is registered or installed.',
      },
    ]);
  });

  it('traces what it can without an instrumentation', async () => {
    const ran = await run({ MODE: 'own', MISSING: '@opentelemetry/instrumentation-undici' }, './missing.mjs');
    expectSound(ran);
    expect(ran.lines[0]).toEqual({
      warning:
        'Faultline traces without @opentelemetry/instrumentation-undici. To add: npm install @opentelemetry/instrumentation-undici@0.34',
    });
    expect(modesOf(ran)).toEqual(['own']);
    expect(ran.collector.spans.map(({ kind }) => kind).sort()).toEqual([2, 3]);
  });
});

describe('beside a tracer provider that takes no processor', () => {
  it('keeps to metrics and names it', async () => {
    const ran = await run({ MODE: 'auto' }, './closed-provider.mjs');
    expectSound(ran);
    expect(ran.lines[0]).toEqual({
      mode: 'metrics-only',
      line: 'Faultline keeps to metrics: the registered ClosedTracerProvider takes no span processor.',
    });
  });
});
