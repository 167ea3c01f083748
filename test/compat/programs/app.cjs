// The same service as CommonJS: see app.mjs.
const { connect } = require('node:net');

const { UPSTREAM, REFUSED, SDK, FAULTLINE } = process.env;

if (FAULTLINE === 'first-in-code') require('faultline').register();
if (SDK) require(SDK);
const { get } = require('node:http');

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

async function main() {
  const faultline = FAULTLINE === 'none' ? undefined : require('faultline').register();
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
  const { trace } = require('@opentelemetry/api');
  const provider = trace.getTracerProvider();
  await (provider.getDelegate?.() ?? provider).forceFlush?.();
  await globalThis.flush?.();
  console.log(JSON.stringify({ saw, mode: faultline?.mode, counts, spans: globalThis.exportedSpans }));
  await faultline?.shutdown();
  await globalThis.shutdown?.();
}

main();
