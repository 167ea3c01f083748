// A service that calls a provider through fetch and node:http, and prints what it saw as one line of JSON.
// UPSTREAM and REFUSED are origins; SDK is the module that starts an SDK in code; FAULTLINE says where Faultline starts.
import { get } from 'node:http';
import { connect } from 'node:net';

const { UPSTREAM, REFUSED, SDK, FAULTLINE } = process.env;

function viaHttp(url) {
  return new Promise((resolve) => {
    get(url, (response) => response.resume().on('end', () => resolve(response.statusCode))).on(
      'error',
      (error) => resolve(error.code),
    );
  });
}

const viaFetch = (url) =>
  fetch(url).then(
    async (response) => {
      await response.text();
      return response.status;
    },
    (error) => error.cause.code ?? String(error.cause),
  );

/** Raw, so that reading the counts is no exchange. */
function readRaw(url) {
  const { port, pathname } = new URL(url);
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(Number(port), '127.0.0.1');
    socket.setEncoding('utf8').on('data', (more) => (text += more));
    socket.on('close', () => resolve(text));
    socket.write(`GET ${pathname} HTTP/1.0\r\n\r\n`);
  });
}

if (FAULTLINE === 'first-in-code') (await import('faultline')).register();
if (SDK) await import(SDK);
// A second call returns what a preload started.
const faultline = FAULTLINE === 'none' ? undefined : (await import('faultline')).register();
await faultline?.ready;

const within = globalThis.within ?? ((work) => work());
const saw = await within(async () => [
  await viaFetch(`${UPSTREAM}/busy`),
  await viaHttp(`${UPSTREAM}/busy`),
  await viaFetch(`${UPSTREAM}/fine`),
  await viaFetch(REFUSED),
]);
const metrics = faultline?.metricsUrl === undefined ? '' : await readRaw(faultline.metricsUrl);
const counts = metrics.split('\n').filter((line) => line.startsWith('faultline_requests_total{'));
const { trace } = await import('@opentelemetry/api');
const provider = trace.getTracerProvider();
await (provider.getDelegate?.() ?? provider).forceFlush?.();
await globalThis.flush?.();
console.log(JSON.stringify({ saw, mode: faultline?.mode, counts, spans: globalThis.exportedSpans }));
await faultline?.shutdown();
await globalThis.shutdown?.();
