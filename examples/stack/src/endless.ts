// The checkout under load for as long as you like, with a fault now and then: what the compose file runs.
import { setTimeout as sleep } from 'node:timers/promises';
import { fault, OK, PROVIDERS, type Scenario, spawnApp, startFaultServer } from '@faultline/test/kit';

/** What goes wrong in turn, five minutes each with five good ones between. */
const FAULTS: readonly (readonly [provider: string, scenario: Scenario, words: string])[] = [
  ['payments', fault.answer(503), 'payments is down'],
  ['mail', fault.answer(422), 'mail rejects what we send'],
  ['shipping', fault.answer(429, { headers: { 'retry-after': '5' } }), 'shipping limits us'],
];

const providers = await startFaultServer();
const settings = Object.fromEntries(PROVIDERS.map((party) => [party, { origin: providers.origin(party) }]));
const app = spawnApp(new URL('../../checkout/src/checkout.ts', import.meta.url), {
  env: { CHECKOUT_SETTINGS: JSON.stringify(settings), OTEL_EXPORTER_PROMETHEUS_HOST: '0.0.0.0' },
});
const { checkout } = JSON.parse((await app.shows(/^\{.*\}$/m))[0]) as { checkout: string };
let orders = 0;
setInterval(() => {
  fetch(checkout, { method: 'POST', body: JSON.stringify({ id: ++orders }) }).then(
    (response) => response.text(),
    () => '',
  );
}, 200);

for (let turn = 0; ; turn++) {
  await sleep(300_000);
  const [provider, scenario, words] = FAULTS[turn % FAULTS.length] ?? ['payments', OK, ''];
  console.log(words);
  await providers.set(provider, scenario);
  await sleep(300_000);
  console.log('all is well');
  await providers.set(provider, OK);
}
