import module, { createRequire } from 'node:module';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeSDK } from '@opentelemetry/sdk-node';
import type { ApplicationSdk } from './play-spans.ts';

/** An SDK as an application starts it by the documentation of OpenTelemetry, with no word of Faultline. */
export function createApplicationSdk(): ApplicationSdk {
  const sdk = new NodeSDK({
    instrumentations: [new UndiciInstrumentation(), new HttpInstrumentation()],
    metricReaders: [],
    logRecordProcessors: [],
  });
  return {
    start() {
      sdk.start();
      // In place of the loader hook that an application starts Node with.
      const load = createRequire(import.meta.url);
      load('http');
      load('https');
      module.syncBuiltinESMExports();
    },
    shutdown: () => sdk.shutdown(),
  };
}
