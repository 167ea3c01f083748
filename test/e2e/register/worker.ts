// A worker thread observes its own exchanges; only the main thread serves /metrics unless code says otherwise.
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { register } from 'faultline';
import { callBoth, requestSeries } from './call.ts';

const faultline = register(isMainThread ? { metrics: { port: 0 } } : {});
await faultline.ready;
if (isMainThread) {
  const inWorker = await new Promise((resolve) => {
    new Worker(new URL(import.meta.url)).once('message', resolve);
  });
  await callBoth(process.env.CALL_URL ?? '');
  console.log(JSON.stringify({ inWorker, series: await requestSeries(faultline.metricsUrl ?? '') }));
} else {
  await callBoth(process.env.CALL_URL ?? '');
  parentPort?.postMessage({ mode: faultline.mode, url: faultline.metricsUrl ?? null });
}
