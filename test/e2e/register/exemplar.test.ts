import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type FaultServer,
  fault,
  type OtlpCollector,
  spawnApp,
  startFaultServer,
  startOtlpCollector,
} from '../../kit/index.ts';

let server: FaultServer;
let collector: OtlpCollector;
beforeAll(async () => {
  [server, collector] = await Promise.all([startFaultServer(['payments']), startOtlpCollector()]);
  await server.set('payments', fault.answer(503));
});
afterAll(() => Promise.all([server.close(), collector.close()]));

it('leads from a bucket of the histogram to the trace, and scrapes make no spans', async () => {
  const env = { ...collector.env, CALL_URL: `${server.origin('payments')}/charges/42` };
  const app = spawnApp(new URL('serves.ts', import.meta.url), { env });
  const [, metricsUrl = ''] = await app.shows(/metrics: (\S+)/);

  const accept = 'application/openmetrics-text; version=1.0.0';
  const text = await (await fetch(metricsUrl, { headers: { accept } })).text();
  const exemplars = [
    ...text.matchAll(/_bucket\{.*\} \d+ # \{trace_id="(\w{32})",span_id="(\w{16})"\} [\d.]+ [\d.]+$/gm),
  ];
  expect(exemplars).toHaveLength(1);
  const [[, traceId, spanId] = []] = exemplars;

  app.kill('SIGTERM');
  await app.ended;
  expect(app.stderr()).toBe('');
  expect(collector.spans.map((span) => [span.traceId, span.spanId])).toEqual([[traceId, spanId]]);
});
