// After shutdown() nothing is observed any more, and register() starts anew.
import { register } from 'faultline';
import { callBoth, requestSeries } from './call.ts';

const url = process.env.CALL_URL ?? '';
const first = register({ metrics: { port: 0 } });
await first.ready;
await callBoth(url);
await Promise.all([first.shutdown(), first.shutdown()]);
await callBoth(url);
const second = register({ metrics: { port: 0 } });
await second.ready;
await callBoth(url);
console.log(JSON.stringify({ same: first === second, series: await requestSeries(second.metricsUrl ?? '') }));
await second.shutdown();
console.log(
  await fetch(second.metricsUrl ?? '').then(
    () => 'still served',
    () => 'closed',
  ),
);
