// Calls a server of its own, and fails unless the exchange is counted with category and blame.
import assert from 'node:assert';
import { createServer } from 'node:http';

/** @param {{ ready: Promise<void>, readonly metricsUrl: string | undefined, shutdown(): Promise<void> }} faultline */
export async function exercise(faultline) {
  await faultline.ready;
  const server = createServer((_request, response) => response.writeHead(429, { 'retry-after': '3' }).end());
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const response = await fetch(`http://127.0.0.1:${server.address().port}/v1/things/7`);
  await response.text();
  const metrics = await (await fetch(faultline.metricsUrl)).text();
  assert.match(
    metrics,
    /faultline_requests_total\{.*endpoint="GET \/v1\/things\/\{id\}".*category="rate_limit".*\} 1\n/,
  );
  server.close();
  server.closeAllConnections();
  await faultline.shutdown();
}
