import { type App, type FaultServer, spawnApp } from '@faultline/test/kit';

/** The checkout service of `examples/checkout`, as one version runs it. */
export interface CheckoutProcess {
  /** Places one order. Never rejects: what fails is for the monitoring to see. */
  order(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a version of the checkout that serves its metrics on a fixed port, so that each version takes the place of the last. */
export async function startCheckout(
  providers: FaultServer,
  parties: readonly string[],
  version: string,
  metricsPort: number,
): Promise<CheckoutProcess> {
  const settings = Object.fromEntries(parties.map((party) => [party, { origin: providers.origin(party) }]));
  const app: App = spawnApp(new URL('../../checkout/src/checkout.ts', import.meta.url), {
    env: {
      CHECKOUT_SETTINGS: JSON.stringify(settings),
      FAULTLINE_MODE: 'metrics-only',
      FAULTLINE_SERVICE_VERSION: version,
      OTEL_EXPORTER_PROMETHEUS_PORT: String(metricsPort),
    },
  });
  const { checkout } = JSON.parse((await app.shows(/^\{.*\}$/m))[0]) as { checkout: string };
  let orders = 0;
  return {
    async order() {
      await fetch(checkout, { method: 'POST', body: JSON.stringify({ id: ++orders }) }).then(
        (response) => response.text(),
        () => '',
      );
    },
    async stop() {
      app.kill('SIGTERM');
      await app.ended;
    },
  };
}
