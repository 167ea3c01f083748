// An SDK as OpenTelemetry's documentation starts it for an application of ES modules, with hooks of the application.
import { register } from 'node:module';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeSDK } from '@opentelemetry/sdk-node';

register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);
const requestHook = (span) => span.setAttribute('application.hook', true);
const sdk = new NodeSDK({
  instrumentations: [new UndiciInstrumentation({ requestHook }), new HttpInstrumentation({ requestHook })],
  metricReaders: [],
  logRecordProcessors: [],
});
sdk.start();
globalThis.shutdown = () => sdk.shutdown();
