import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type App,
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
  server = await startFaultServer(['payments']);
  await server.set('payments', fault.answer(503));
  await server.set('payments', fault.stall(), '/v1/traces');
});
afterAll(() => server.close());
beforeEach(async () => {
  collector = await startOtlpCollector();
});
afterEach(() => collector.close());

function start(how: string, env: NodeJS.ProcessEnv = {}): App {
  // Spans wait longer than the test: only a flush brings them out.
  return spawnApp(new URL('exits.ts', import.meta.url), {
    env: {
      ...collector.env,
      OTEL_BSP_SCHEDULE_DELAY: '60000',
      HOW: how,
      CALL_URL: `${server.origin('payments')}/charges/42`,
      ...env,
    },
  });
}

/** The call's span came, with what Faultline says of it. */
function expectTaggedSpan(): void {
  const tagged = collector.spans.filter(({ attributes }) => attributes['faultline.category'] !== undefined);
  expect(tagged).toHaveLength(1);
  expect(tagged[0]?.attributes).toMatchObject({
    'faultline.category': 'overloaded',
    'faultline.rule': 'status.503',
    'error.type': '503',
  });
}

/** Exports that reached the server, which answers none. */
async function exportCount(): Promise<number> {
  return (await server.received('payments')).filter(({ url }) => url === '/v1/traces').length;
}

/** How long the process waits for a flush, as `flush-on-exit.ts` says. */
const FLUSH_LIMIT_MS = 3000;

describe('what waits for export is flushed, and the process ends as it would have', () => {
  it('by itself, with its own exit code', async () => {
    const app = start('end');
    expect(await app.ended).toEqual({ code: 3, signal: null });
    expect(app.stderr()).toBe('');
    expectTaggedSpan();
  });

  it('by SIGTERM', async () => {
    const app = start('wait');
    await app.shows(/waiting/);
    app.kill('SIGTERM');
    expect(await app.ended).toEqual({ code: null, signal: 'SIGTERM' });
    expect(app.stderr()).toBe('');
    expectTaggedSpan();
  });

  it('by its own handler of SIGTERM, which nothing overtakes', async () => {
    const app = start('handler');
    await app.shows(/waiting/);
    app.kill('SIGTERM');
    expect(await app.ended).toEqual({ code: 7, signal: null });
    expectTaggedSpan();
  });

  it('within seconds although nobody takes the export', async () => {
    const app = start('wait', { OTEL_EXPORTER_OTLP_ENDPOINT: server.origin('payments') });
    await app.shows(/waiting/);
    const before = performance.now();
    app.kill('SIGTERM');
    expect(await app.ended).toEqual({ code: null, signal: 'SIGTERM' });
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  it('at once by a second SIGTERM', async () => {
    const app = start('wait', { OTEL_EXPORTER_OTLP_ENDPOINT: server.origin('payments') });
    await app.shows(/waiting/);
    const earlier = await exportCount();
    app.kill('SIGTERM');
    while ((await exportCount()) === earlier) await new Promise((resolve) => setImmediate(resolve));
    const before = performance.now();
    app.kill('SIGTERM');
    expect(await app.ended).toEqual({ code: null, signal: 'SIGTERM' });
    expect(performance.now() - before).toBeLessThan(FLUSH_LIMIT_MS);
  });
});
