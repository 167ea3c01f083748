import type { Sink } from '@faultline/core';
import { diag } from '@opentelemetry/api';

/** Most places that are told of. */
const MAX_TOLD = 100;

/** Tells OpenTelemetry's diagnostic logger of failures of our own code, once for each place. */
export function diagnosticSink(): Sink {
  const told = new Set<string>();
  return {
    internalError(where, error) {
      if (told.has(where) || told.size >= MAX_TOLD) return;
      told.add(where);
      diag.error(`Faultline failed at ${where}, and went on`, error);
    },
  };
}
