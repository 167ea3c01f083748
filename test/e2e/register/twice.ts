// Two calls, and two copies of the package: one registration.
import { register } from 'faultline';
import { callBoth, requestSeries } from './call.ts';

const source = import.meta.resolve('faultline').replace(/index\.ts$/, 'registration.ts');
const copy = await import(`${source}?copy`);
const first = register({ metrics: { port: 0 } });
const again = register();
const other = copy.register({ mode: 'own' });
await first.ready;
await callBoth(process.env.CALL_URL ?? '');
console.log(
  JSON.stringify({
    same: first === again && first === other,
    copies: copy.register !== register,
    series: await requestSeries(first.metricsUrl ?? ''),
  }),
);
