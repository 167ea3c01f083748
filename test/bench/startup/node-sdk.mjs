import module, { createRequire } from 'node:module';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeSDK } from '@opentelemetry/sdk-node';

new NodeSDK({ instrumentations: [new UndiciInstrumentation(), new HttpInstrumentation()] }).start();
// What OTel's own documents leave to a loader hook, which is slower: http and https as ES imports see them.
const load = createRequire(import.meta.url);
load('http');
load('https');
module.syncBuiltinESMExports();
process.stdout.write(String(performance.now()));
process.exit();
