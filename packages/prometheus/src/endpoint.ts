import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MetricSource } from '@faultline/core';
import { CONTENT_TYPE, type ExpositionFormat, writeExposition } from './exposition.ts';
import { nodeModule } from './node-module.ts';

/** Where {@link startEndpoint} listens. */
export interface EndpointOptions {
  /** Address to listen on. */
  readonly host: string;
  /** TCP port, 0–65535; 0 takes any free one. */
  readonly port: number;
  /** Told once why the endpoint cannot listen, or that a scrape failed. */
  readonly onError: (error: Error) => void;
}

/** A running `/metrics` endpoint. */
export interface Endpoint {
  /** `http://127.0.0.1:9464/metrics`, once it listens; `undefined` when it cannot. */
  readonly url: Promise<string | undefined>;
  /** Stops listening and drops open connections. */
  close(): Promise<void>;
}

/**
 * Serves `GET /metrics`, in OpenMetrics to a scraper that accepts it (Prometheus does), so that exemplars get through.
 *
 * It never keeps the process alive, and a port in use costs one call of `onError`: the application goes on.
 */
export function startEndpoint(source: MetricSource, options: EndpointOptions): Endpoint {
  const server = nodeModule('node:http').createServer((request, response) => {
    try {
      answer(source, request, response);
    } catch (error) {
      options.onError(error instanceof Error ? error : new Error(String(error)));
      response.destroy();
    }
  });
  // OTel's instrumentation patches the prototype's `emit`: scrapes would fill the application's traces.
  server.emit = EventEmitter.prototype.emit;
  server.unref();
  server.on('connection', (socket) => socket.unref());
  const url = new Promise<string | undefined>((resolve) => {
    server.on('error', (error) => {
      options.onError(error);
      resolve(undefined);
    });
    server.listen(options.port, options.host, () => {
      resolve(urlOf(server.address() as AddressInfo));
    });
  });
  return {
    url,
    async close() {
      // A server that is closed while it looks up its host would listen all the same.
      await url;
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}

function answer(source: MetricSource, request: IncomingMessage, response: ServerResponse): void {
  const path = request.url?.split('?', 1)[0];
  if (path !== '/metrics') {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Metrics are at /metrics\n');
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const format = formatOf(request.headers.accept);
  const body = writeExposition(source.snapshot(), format);
  response.writeHead(200, { 'content-type': CONTENT_TYPE[format] }).end(body);
}

/** A scraper that names OpenMetrics at all prefers it; a browser or curl gets plain text. */
function formatOf(accept: string | undefined): ExpositionFormat {
  return accept?.includes('application/openmetrics-text') === true ? 'openmetrics' : 'text';
}

function urlOf({ address, family, port }: AddressInfo): string {
  const host = family === 'IPv6' ? `[${address}]` : address;
  return `http://${host}:${port}/metrics`;
}
