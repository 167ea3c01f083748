import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { METRIC } from '@faultline/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type App,
  type FaultServer,
  fault,
  type OtlpCollector,
  spawnApp,
  startFaultServer,
  startOtlpCollector,
} from '../kit/index.ts';

let server: FaultServer;
let collector: OtlpCollector;
beforeAll(async () => {
  [server, collector] = await Promise.all([startFaultServer(['payments']), startOtlpCollector()]);
  await server.set('payments', fault.answer(503));
});
afterAll(() => Promise.all([server.close(), collector.close()]));

interface Run {
  /** Its metrics at the end. */
  readonly text: string;
  /** What its status page was asked. */
  readonly asked: readonly { readonly url: string | undefined; readonly headers: readonly string[] }[];
  /** Milliseconds from the first question to the end of the process. */
  readonly endedMs: number;
}

/** Runs a program whose provider answers nothing but 503, and whose provider's status page is `listener`. */
async function run(env: NodeJS.ProcessEnv, listener: (app: App) => RequestListener): Promise<Run> {
  const asked: Run['asked'][number][] = [];
  let askedMs = 0;
  const page = createServer((request, response) => {
    askedMs ||= performance.now();
    asked.push({ url: request.url, headers: Object.keys(request.headers).sort() });
    listener(app)(request, response);
  });
  await new Promise<void>((resolve) => {
    page.listen(0, '127.0.0.1', resolve);
  });
  const { port } = page.address() as AddressInfo;
  const app = spawnApp(new URL('apps/status-pages.ts', import.meta.url), {
    env: {
      ...collector.env,
      CALL_URL: server.origin('payments'),
      PAGE_URL: `http://127.0.0.1:${port}`,
      FAULTLINE_STATUS_PAGES: 'true',
      FAULTLINE_MODE: 'metrics-only',
      OTEL_METRICS_EXPORTER: 'none',
      ...env,
    },
  });
  const { code } = await app.ended;
  const endedMs = performance.now() - askedMs;
  page.closeAllConnections();
  page.close();
  expect([app.stderr(), code]).toEqual(['', 0]);
  return { text: app.stdout(), asked, endedMs };
}

const major = (): RequestListener => (_, response) => {
  response.end('{"page":{"name":"Payments"},"status":{"indicator":"major","description":"Partial outage"}}');
};

function seriesOf(text: string, name: string): readonly string[] {
  return text.split('\n').filter((line) => line.startsWith(`${name}{`));
}

// A verdict takes its time: they wait for it together.
describe.concurrent('the status page of a provider in trouble', { timeout: 60_000 }, () => {
  it.each(['metrics-only', 'own'])(
    'is a gauge, and its reading no exchange and no span, in mode %s',
    async (FAULTLINE_MODE) => {
      const { text, asked } = await run({ FAULTLINE_MODE, UNTIL: 'claimed' }, major);
      expect(asked).toEqual([
        { url: '/api/v2/status.json', headers: ['accept', 'connection', 'host', 'user-agent'] },
      ]);
      expect(seriesOf(text, METRIC.providerStatus.prometheus)).toEqual(
        ['none', 'minor', 'major', 'critical', 'maintenance', 'unknown'].map(
          (each) =>
            `faultline_provider_status{provider="payments",indicator="${each}"} ${each === 'major' ? 1 : 0}`,
        ),
      );
      const requests = seriesOf(text, METRIC.requests.prometheus);
      expect(requests.length).toBeGreaterThan(0);
      expect(requests.filter((line) => !line.includes('endpoint="GET /charges"'))).toEqual([]);
      if (FAULTLINE_MODE !== 'own') return;
      const urls = new Set(collector.spans.map(({ attributes }) => attributes['url.full']));
      expect([...urls]).toEqual([`${server.origin('payments')}/charges`]);
    },
  );

  it('is never asked unless the user wants it', async () => {
    const { text, asked } = await run({ FAULTLINE_STATUS_PAGES: undefined, UNTIL: 'late' }, major);
    expect(text).toMatch(/^faultline_verdict\{provider="payments",kind="(?!healthy).*\} 1$/m);
    expect(seriesOf(text, METRIC.providerStatus.prometheus)).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('does not hold up the end of the process when it never answers', async () => {
    const { asked, endedMs } = await run({ UNTIL: 'told' }, (app) => () => app.child.send('asked'));
    expect(asked).toHaveLength(1);
    // The deadline of a reading is 5 s.
    expect(endedMs).toBeLessThan(4500);
  });
});
