import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEngine, createMetrics } from '@faultline/core';
import { installTaps } from '@faultline/http';
import { createTracing, type TracingMode } from '@faultline/otel';

/**
 * A service that asks a provider for each incoming request, by fetch and by a named ES import of node:http, and answers
 * 502 when the provider fails. It prints what it was told, one JSON object a line.
 *
 * UPSTREAM is the provider's URL, MODE the mode, LOGS whether to write log records.
 */
function print(line: object): void {
  console.log(JSON.stringify(line));
}

const { UPSTREAM = '', MODE = 'auto', LOGS } = process.env;
const metrics = createMetrics();
const tell = (where: string, error: unknown): void => print({ internalError: where, error: String(error) });
const tracing = createTracing({
  mode: MODE as TracingMode,
  metrics,
  logs: LOGS === 'true',
  serviceVersion: '1.4.3',
  ignoreIncoming: (request) => request.url === '/metrics',
  onMode: (mode, line) => print({ mode, line }),
  warn: (warning) => print({ warning }),
  onInternalError: tell,
});
const engine = createEngine({ sinks: [metrics.sink, tracing.sink] });
const taps = installTaps({
  ...tracing.taps,
  record: (exchange) => engine.record(exchange),
  amend: (finding, failure) => engine.amend(finding, failure),
  onInternalError: tell,
});
tracing.start();

function viaHttp(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    }).on('error', reject);
  });
}

const server = createServer(async (request, response) => {
  if (request.url === '/metrics') {
    response.end();
    return;
  }
  const statuses = [
    (await fetch(`${UPSTREAM}/by/fetch?key=s3cret`)).status,
    await viaHttp(`${UPSTREAM}/by/http?key=s3cret`),
  ];
  response.statusCode = Math.max(...statuses) >= 500 ? 502 : 200;
  response.end();
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
// Raw, so that only the service's own calls are calls.
const { connect } = await import('node:net');
async function visit(path: string): Promise<void> {
  await new Promise((resolve) => {
    const socket = connect(Number(new URL(base).port), '127.0.0.1');
    socket.on('close', resolve).resume();
    socket.write(`GET ${path} HTTP/1.1\r\nhost: shop.example\r\nconnection: close\r\n\r\n`);
  });
}
await visit('/checkout?card=s3cret');
await visit('/metrics');
await new Promise((resolve) => server.close(resolve));
taps.uninstall();
const requests = metrics.snapshot().find(({ metric }) => metric.prometheus === 'faultline_requests_total');
print({
  counted: requests?.points.map((point) => ({
    labels: point.labels,
    value: 'value' in point ? point.value : 0,
  })),
});
await tracing.shutdown();
print({ ended: true });
