import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type FaultServer,
  type OtlpCollector,
  spawnApp,
  startFaultServer,
  startOtlpCollector,
} from '@faultline/test/kit';
import { PARTIES, type Settings } from './parties.ts';

/** Everything that the demo needs, running: providers, the checkout, and a collector of its spans. */
export interface Stage {
  readonly providers: FaultServer;
  readonly collector: OtlpCollector;
  /** Where the checkout serves its metrics. */
  readonly metricsUrl: string;
  /** Points providers elsewhere; without an argument, back to where they are. */
  point(settings?: Settings): void;
  /** Places an order, and resolves with the trace id of what came of it. @param patienceMs after which the customer leaves */
  order(patienceMs?: number): Promise<string>;
  close(): Promise<void>;
}

/** Starts the providers and the checkout, each in a process of its own, and a collector in this one. */
export async function startStage(env: Readonly<Record<string, string>> = {}): Promise<Stage> {
  const [providers, collector] = await Promise.all([startFaultServer(PARTIES), startOtlpCollector()]);
  const folder = mkdtempSync(join(tmpdir(), 'checkout-'));
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, providers.ca);
  const homes = Object.fromEntries(PARTIES.map((party) => [party, { origin: providers.origin(party) }]));

  const app = spawnApp(new URL('./checkout.ts', import.meta.url), {
    env: {
      ...collector.env,
      CHECKOUT_SETTINGS: JSON.stringify(homes),
      // Made-up providers have a made-up authority; trusting it lets each certificate show the one fault it has.
      NODE_EXTRA_CA_CERTS: authority,
      // A demo should not wait five seconds for its spans.
      OTEL_BSP_SCHEDULE_DELAY: '50',
      OTEL_METRICS_EXPORTER: 'none',
      ...env,
    },
  });
  const said = JSON.parse((await app.shows(/^\{.*\}$/m))[0]) as { checkout: string; metrics?: string };
  let orders = 1_000;

  return {
    providers,
    collector,
    metricsUrl: said.metrics ?? 'nowhere',
    point(settings = homes) {
      app.child.send(settings);
    },
    async order(patienceMs = 10_000) {
      const traceId = (++orders).toString(16).padStart(32, 'f');
      await fetch(said.checkout, {
        method: 'POST',
        headers: { traceparent: `00-${traceId}-${'1'.repeat(16)}-01` },
        body: JSON.stringify({ id: orders }),
        signal: AbortSignal.timeout(patienceMs),
      }).then(
        (response) => response.text(),
        () => {},
      );
      return traceId;
    },
    async close() {
      app.kill();
      await app.ended;
      await Promise.all([providers.close(), collector.close()]);
      rmSync(folder, { recursive: true });
    },
  };
}
