// Preloaded before Faultline: an SDK that hooks ES modules and the older kind, as its documentation says.
import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { NodeSDK } from '@opentelemetry/sdk-node';

const { resolve } = createRequire(import.meta.resolve('@opentelemetry/instrumentation-http'));
register(pathToFileURL(resolve('@opentelemetry/instrumentation/hook.mjs')));
new NodeSDK({ instrumentations: [new HttpInstrumentation()] }).start();
