// An SDK as OpenTelemetry's documentation starts it for CommonJS, with hooks of the application.
const { HttpInstrumentation } = require('@opentelemetry/instrumentation-http');
const { UndiciInstrumentation } = require('@opentelemetry/instrumentation-undici');
const { NodeSDK } = require('@opentelemetry/sdk-node');

const requestHook = (span) => span.setAttribute('application.hook', true);
const sdk = new NodeSDK({
  instrumentations: [new UndiciInstrumentation({ requestHook }), new HttpInstrumentation({ requestHook })],
  metricReaders: [],
  logRecordProcessors: [],
});
sdk.start();
globalThis.shutdown = () => sdk.shutdown();
