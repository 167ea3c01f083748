import { ATTRIBUTE } from '@faultline/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type CollectedSpan,
  type FaultServer,
  fault,
  type OtlpCollector,
  spawnApp,
  startFaultServer,
  startOtlpCollector,
} from '../../kit/index.ts';

const GUARDS = ['fetch', 'http', 'guardFetch', 'execute'];

let server: FaultServer;
let collector: OtlpCollector;
let checkout: { readonly rejected: string[]; readonly traceId: string; readonly spanId: string };
let below: CollectedSpan[];
beforeAll(async () => {
  [server, collector] = await Promise.all([startFaultServer(['payments']), startOtlpCollector()]);
  await server.set('payments', fault.answer(503));
  const app = spawnApp(new URL('rejections.ts', import.meta.url), {
    env: { ...collector.env, OTEL_METRICS_EXPORTER: 'none', CALL_URL: server.origin('payments') },
  });
  const { code } = await app.ended;
  expect([app.stderr(), code]).toEqual(['', 0]);
  checkout = JSON.parse(app.stdout());
  below = collector.spans.filter(({ parentSpanId }) => parentSpanId === checkout.spanId);
}, 60_000);
afterAll(() => Promise.all([server.close(), collector.close()]));

it('rejects through every guard, and each rejected call is one span below the span of its caller', () => {
  expect(checkout.rejected).toEqual(GUARDS);
  // One after another, then all at once.
  expect(below).toHaveLength(2 * GUARDS.length);
  expect(collector.spans.filter(({ traceId }) => traceId === checkout.traceId)).toHaveLength(9);
});

it('says what the conventions want of a client span, why nothing was sent, and whose fault that is', () => {
  const { host, hostname, port } = new URL(server.origin('payments'));
  for (const span of below) {
    expect(span).toMatchObject({
      name: 'GET',
      kind: 3,
      statusCode: 2,
      attributes: {
        'http.request.method': 'GET',
        'url.full': `http://${host}/failing?REDACTED`,
        'server.address': hostname,
        'server.port': Number(port),
        'error.type': 'ERR_CIRCUIT_OPEN',
        [ATTRIBUTE.category]: 'circuit_open',
        [ATTRIBUTE.blame]: 'provider',
        [ATTRIBUTE.rule]: 'circuit.open',
        [ATTRIBUTE.circuitState]: 'open',
        [ATTRIBUTE.retryAfterMs]: expect.any(Number),
      },
    });
  }
});
