import { type Classify, createDiagnosis, type DiagnosisOptions, type Finding } from '@faultline/core';
import { createClockSkew } from '@faultline/signals';
import type { Method } from '../method.ts';

/** The code under test: classification and diagnosis as the engine joins them, and the sources of signals that read exchanges. */
export function faultline(classify: Classify, options: DiagnosisOptions = {}): Method {
  return {
    name: 'faultline',
    rule: 'the evidence around the exchange',
    start: () => {
      const diagnosis = createDiagnosis(options);
      let nowMs = 0;
      const clock = createClockSkew({ observe: (signal) => diagnosis.observe(signal, nowMs) });
      return {
        record(exchange, place, atMs) {
          nowMs = atMs;
          const diagnosed = diagnosis.judge(exchange, place, classify(exchange), atMs);
          clock.finding?.({ exchange, provider: place.provider } as Finding);
          return diagnosed;
        },
        observe: (signal, atMs) => diagnosis.observe(signal, atMs),
        verdict: (provider, atMs) => diagnosis.verdict(provider, atMs),
      };
    },
  };
}
