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
import type { Label } from './observe.ts';
import { PARTIES, type Party, type Settings } from './parties.ts';

/** An order, as the customer sees it. */
export interface Order {
  readonly traceId: string;
  /** 0 when the customer left before the answer. */
  readonly status: number;
  /** Milliseconds. */
  readonly tookMs: number;
}

/** Everything that the demo needs, running: providers, the checkout, and a collector of its spans. */
export interface Stage {
  readonly providers: FaultServer;
  readonly collector: OtlpCollector;
  /** Where the checkout serves its metrics. */
  readonly metricsUrl: string;
  /** What each exchange meant by itself, in the order in which they settled. */
  readonly labels: readonly Label[];
  /** Points providers elsewhere; without an argument, back to where they are. */
  point(settings?: Settings): void;
  /** Places an order, and resolves with what came of it. @param patienceMs after which the customer leaves */
  order(patienceMs?: number): Promise<Order>;
  close(): Promise<void>;
}

/** More than one order makes. */
const MOST_LABELS = 1_000;

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
      CHECKOUT_PROVIDERS: JSON.stringify(
        PARTIES.map((party) => ({ id: party, hosts: hostsOf(providers, party) })),
      ),
      // Made-up providers have a made-up authority; trusting it lets each certificate show the one fault it has.
      NODE_EXTRA_CA_CERTS: authority,
      // A demo should not wait five seconds for its spans.
      OTEL_BSP_SCHEDULE_DELAY: '50',
      OTEL_METRICS_EXPORTER: 'none',
      ...env,
    },
  });
  const said = JSON.parse((await app.shows(/^\{.*\}$/m))[0]) as { checkout: string; metrics?: string };
  const labels: Label[] = [];
  app.child.on('message', (label: Label) => {
    labels.push(label);
    if (labels.length > MOST_LABELS) labels.shift();
  });
  let orders = 1_000;

  return {
    providers,
    collector,
    metricsUrl: said.metrics ?? 'nowhere',
    labels,
    point(settings = homes) {
      app.child.send(settings);
    },
    async order(patienceMs = 10_000) {
      const traceId = (++orders).toString(16).padStart(32, 'f');
      const startMs = performance.now();
      const status = await fetch(said.checkout, {
        method: 'POST',
        headers: { traceparent: `00-${traceId}-${'1'.repeat(16)}-01` },
        body: JSON.stringify({ id: orders }),
        signal: AbortSignal.timeout(patienceMs),
      }).then(
        (response) => response.text().then(() => response.status),
        () => 0,
      );
      return { traceId, status, tookMs: performance.now() - startMs };
    },
    async close() {
      app.kill();
      await app.ended;
      await Promise.all([providers.close(), collector.close()]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Every address of a provider: Faultline knows a provider by its hosts, with their ports where these tell it apart. */
function hostsOf(providers: FaultServer, party: Party): string[] {
  const listeners = ['plain', 'tls', 'expired', 'self_signed', 'wrong_host'] as const;
  return listeners.map((listener) => new URL(providers.origin(party, listener)).host);
}
