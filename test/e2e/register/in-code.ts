// register() in code, after the application's own imports: late is fine.
import { register } from 'faultline';
import { callBoth, requestSeries } from './call.ts';

const faultline = register(JSON.parse(process.env.OPTIONS ?? '{"metrics":{"port":0}}'));
await faultline.ready;
await callBoth(process.env.CALL_URL ?? '');
console.log(
  JSON.stringify({
    mode: faultline.mode,
    url: faultline.metricsUrl,
    series: faultline.metricsUrl === undefined ? [] : await requestSeries(faultline.metricsUrl),
  }),
);
