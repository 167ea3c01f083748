import http from 'node:http';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { afterEach, describe, expect, it } from 'vitest';
import { faultlineInstrumentations, Instrumentations } from './instrumentations.ts';
import { faultlineSpanProcessor } from './span-tagger.ts';

const original = http.request;
const originalGet = http.get;
let started: Instrumentations | undefined;
afterEach(() => {
  started?.retire();
  http.request = original;
});

describe('the instrumentations', () => {
  it('are those of undici and node:http, for an SDK that the application starts', () => {
    const instrumentations = faultlineInstrumentations();
    // Never started: that it compiles is the point.
    const sdk = new NodeSDK({
      instrumentations,
      spanProcessors: [faultlineSpanProcessor()],
      metricReaders: [],
      logRecordProcessors: [],
    });
    expect(sdk).toBeInstanceOf(NodeSDK);
    expect(instrumentations.map(({ instrumentationName }) => instrumentationName)).toEqual([
      '@opentelemetry/instrumentation-undici',
      '@opentelemetry/instrumentation-http',
    ]);
    for (const instrumentation of instrumentations) instrumentation.disable();
    expect(http.request).toBe(original);
  });

  it('are taken off Node again, as often as they are put on', () => {
    for (let time = 0; time < 2; time++) {
      started = new Instrumentations({});
      expect(started.missing).toEqual([]);
      expect(http.request).not.toBe(original);
      started.retire();
      expect(http.request).toBe(original);
    }
  });

  it('leave alone what another one put in their place', () => {
    started = new Instrumentations({});
    const theirs = ((...args: Parameters<typeof original>) => original(...args)) as typeof original;
    http.request = theirs;
    started.retire();
    expect(http.request).toBe(theirs);
    expect(http.get).toBe(originalGet);
  });
});
