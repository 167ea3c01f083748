// Says how much CPU all providers take to load over core, until the first answer of one with rules is classified, and how much heap they keep.
import '@faultline/core';

globalThis.gc();
const heapBefore = process.memoryUsage().heapUsed;
const before = process.cpuUsage();
const { createClassifier } = await import('@faultline/providers');
const { classify } = createClassifier();
classify({
  method: 'GET',
  url: 'https://api.stripe.com/v1/charges',
  startedAt: 0,
  durationMs: 1,
  response: { status: 402, headers: {}, body: '{"error":{"type":"card_error"}}' },
});
const { user, system } = process.cpuUsage(before);
globalThis.gc();
process.stdout.write(
  JSON.stringify({ ms: (user + system) / 1000, bytes: process.memoryUsage().heapUsed - heapBefore }),
);
