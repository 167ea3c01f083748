// An application that does not know of Faultline: `--import faultline/register` did it all.
import { callBoth, requestSeries } from './call.ts';

await callBoth(process.env.CALL_URL ?? '');
console.log(JSON.stringify({ series: await requestSeries(process.env.METRICS_URL ?? '') }));
