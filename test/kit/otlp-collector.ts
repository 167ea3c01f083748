import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import {
  type CollectedLog,
  type CollectedPoint,
  type CollectedSpan,
  logsOf,
  pointsOf,
  spansOf,
} from './otlp-json.ts';

/** An OTLP receiver on loopback that keeps what it gets. */
export interface OtlpCollector {
  /** Environment that makes an OTel SDK export here, as JSON. */
  readonly env: Readonly<Record<string, string>>;
  readonly spans: readonly CollectedSpan[];
  readonly points: readonly CollectedPoint[];
  readonly logs: readonly CollectedLog[];
  /** Takes the spans out, for who collects without end. */
  takeSpans(): CollectedSpan[];
  /** Resolves when `condition` holds, looked at after each arrival; rejects after `withinMs`. */
  until(condition: (collector: OtlpCollector) => boolean, withinMs?: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a collector for OTLP over HTTP with JSON bodies (OTLP 1.x, section "JSON Protobuf Encoding"): the SDK speaks it,
 * and it needs no protobuf here.
 */
export async function startOtlpCollector(): Promise<OtlpCollector> {
  const spans: CollectedSpan[] = [];
  const points: CollectedPoint[] = [];
  const logs: CollectedLog[] = [];
  const watchers = new Set<() => void>();

  const server = http.createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    try {
      const bytes = Buffer.concat(pieces);
      const body = JSON.parse(
        String(request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes),
      );
      spans.push(...spansOf(body));
      points.push(...pointsOf(body));
      logs.push(...logsOf(body));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    } catch (error) {
      // A client error is not retried by exporters: a test sees its failure at once.
      response.writeHead(400).end(String(error));
    }
    for (const look of watchers) look();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const collector: OtlpCollector = {
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' },
    spans,
    points,
    logs,
    takeSpans: () => spans.splice(0),
    until(condition, withinMs = 10_000) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          watchers.delete(look);
          reject(new Error(`Not within ${withinMs} ms; ${spans.length} spans, ${logs.length} logs came.`));
        }, withinMs);
        function look(): void {
          if (!condition(collector)) return;
          clearTimeout(timer);
          watchers.delete(look);
          resolve();
        }
        watchers.add(look);
        look();
      });
    },
    close() {
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
  return collector;
}
