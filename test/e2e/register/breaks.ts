// A provider that fails every call: with breakers enforced it is soon not called any more.
import { CircuitOpenError, register } from 'faultline';

const url = process.env.CALL_URL ?? '';
const faultline = register({ metrics: { port: 0 } });
await faultline.ready;
const changes: string[] = [];
faultline.on('circuit', ({ from, to }) => changes.push(`${from} → ${to}`));

let rejected = 0;
for (let i = 0; i < 200; i++) {
  try {
    await (await fetch(url)).text();
  } catch (error) {
    if ((error as Error).cause instanceof CircuitOpenError) rejected++;
  }
  // Failures over more than a second open a circuit.
  await new Promise((resolve) => setTimeout(resolve, 10));
}
const text = await (await fetch(faultline.metricsUrl ?? '')).text();
/** Evidence may move the blame on the way: the sum over all series. */
const count = (pattern: RegExp): number =>
  [...text.matchAll(pattern)].reduce((sum, [, value]) => sum + Number(value), 0);
console.log(
  JSON.stringify({
    rejected,
    changes,
    answered: count(/faultline_requests_total\{.*outcome="answered".*\} (\d+)/g),
    countedAsRejected: count(/faultline_requests_total\{.*outcome="rejected".*\} (\d+)/g),
    wouldReject: count(/faultline_circuit_rejections_total\{[^}]*enforced="false"\} (\d+)/g),
    enforced: count(/faultline_circuit_rejections_total\{[^}]*enforced="true"\} (\d+)/g),
  }),
);
