import type { Classify } from '@faultline/core';
import { createDiagnosis, type DiagnosisOptions } from '@faultline/core';
import type { Method } from '../method.ts';

/** The code under test: classification and diagnosis, as the engine joins them. */
export function faultline(classify: Classify, options: DiagnosisOptions = {}): Method {
  return {
    name: 'faultline',
    rule: 'the evidence around the exchange',
    start: () => {
      const diagnosis = createDiagnosis(options);
      return {
        record: (exchange, place, nowMs) => diagnosis.judge(exchange, place, classify(exchange), nowMs),
        observe: (signal, nowMs) => diagnosis.observe(signal, nowMs),
        verdict: (provider, nowMs) => diagnosis.verdict(provider, nowMs),
      };
    },
  };
}
