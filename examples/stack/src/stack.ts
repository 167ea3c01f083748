// The whole of it, running: a checkout under load, Prometheus with our rules, Alertmanager with our routes, and a receiver.
// Plays an outage and an own bad deploy, and prints who is told what. Needs Debian's prometheus and prometheus-alertmanager.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  fault,
  freePort,
  OK,
  PROVIDERS,
  startFaultServer,
  startMonitoringStack,
  type ToldAlert,
} from '@faultline/test/kit';
import { startCheckout } from './checkout-process.ts';

/** Orders a second. */
const ORDERS = 10;
const started = Date.now();

function say(line: string): void {
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`${String(seconds).padStart(4)} s  ${line}`);
}

function tell({ receiver, status, labels, annotations }: ToldAlert): void {
  const mark = status === 'firing' ? '!' : '✓';
  say(`${mark} ${labels.alertname} ${status} (${labels.severity}, blame ${labels.blame}) → ${receiver}`);
  if (status === 'firing') {
    say(`    ${annotations.summary}`);
    say(`    ${annotations.description}`);
  }
}

const providers = await startFaultServer();
const metricsPort = await freePort();
let checkout = await startCheckout(providers, PROVIDERS, '1.4.2', metricsPort);
const stack = await startMonitoringStack([{ job: 'checkout', address: `127.0.0.1:${metricsPort}` }], tell);
const load = setInterval(() => checkout.order(), 1000 / ORDERS);

async function deploy(version: string): Promise<void> {
  await checkout.stop();
  checkout = await startCheckout(providers, PROVIDERS, version, metricsPort);
}

say(`Prometheus ${stack.prometheus.url}, Alertmanager ${stack.alertmanager.url}`);
say('Short windows: a minute of the rules lasts three seconds.');
say('All is well.');
await sleep(50_000);

say('— payments goes down: 503 everywhere');
await providers.set('payments', fault.answer(503));
await sleep(50_000);
say('— payments is back');
await providers.set('payments', OK);
await sleep(50_000);

say('— version 1.4.3 is deployed; mail rejects what it sends');
await providers.set('mail', fault.answer(422, { body: { error: 'unknown template' } }));
await deploy('1.4.3');
await sleep(50_000);
say('— rolled back to 1.4.2');
await providers.set('mail', OK);
await deploy('1.4.2');
await sleep(50_000);

clearInterval(load);
await stack.stop();
await checkout.stop();
await providers.close();
say('Done.');
