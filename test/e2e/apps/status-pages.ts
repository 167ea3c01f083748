// Calls a provider that fails until what UNTIL names: its status page has been read (`claimed`), 3 s have passed since the
// verdict turned bad (`late`), or the parent says so (`told`). Then it prints its metrics, and ends by itself.
import { register } from 'faultline';
import { Registry } from 'prom-client';

const { CALL_URL = '', PAGE_URL = '', UNTIL } = process.env;
const registry = new Registry();
const statusPage = {
  kind: 'statuspage',
  url: PAGE_URL,
  api: `${PAGE_URL}/api/v2/summary.json`,
  confirmed: true,
} as const;
const faultline = register({
  metrics: { registry },
  providers: [{ id: 'payments', hosts: [new URL(CALL_URL).host], statusPage }],
});

let badMs: number | undefined;
let told = false;
faultline.on('verdict', ({ after }) => {
  badMs ??= after.kind === 'healthy' || after.kind === 'transient' ? undefined : performance.now();
});
if (UNTIL === 'told')
  process.once('message', () => {
    told = true;
  });

async function isEnough(): Promise<boolean> {
  if (UNTIL === 'claimed') return (await registry.metrics()).includes('faultline_provider_status{');
  if (UNTIL === 'late') return badMs !== undefined && performance.now() - badMs > 3000;
  return told;
}

while (!(await isEnough())) {
  await (await fetch(`${CALL_URL}/charges`)).text();
  await new Promise((resolve) => setTimeout(resolve, 50));
}
console.log(await registry.metrics());
// What ends by itself is the test of whether anything holds it up.
if (UNTIL !== 'told') await faultline.shutdown();
