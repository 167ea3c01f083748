import type { Finding } from './finding.ts';
import type { Sink } from './sink.ts';
import type { VerdictChange } from './verdict.ts';

/** Tells a settled exchange. Like all here: a sink that throws is reported, and the next one is told all the same. */
export function tellFinding(sinks: readonly Sink[], finding: Finding): void {
  for (const sink of sinks) {
    try {
      sink.finding?.(finding);
    } catch (error) {
      tellInternalError(sinks, 'sink.finding', error);
    }
  }
}

/** Tells a body that failed after its exchange had settled. */
export function tellAmended(sinks: readonly Sink[], finding: Finding, before: Finding): void {
  for (const sink of sinks) {
    try {
      sink.amended?.(finding, before);
    } catch (error) {
      tellInternalError(sinks, 'sink.amended', error);
    }
  }
}

/** Tells a verdict that changed. For `onVerdict` of a diagnosis. */
export function tellVerdict(sinks: readonly Sink[], change: VerdictChange): void {
  for (const sink of sinks) {
    try {
      sink.verdict?.(change);
    } catch (error) {
      tellInternalError(sinks, 'sink.verdict', error);
    }
  }
}

/** Tells a failure of our own or of a sink. */
export function tellInternalError(
  sinks: readonly Pick<Sink, 'internalError'>[],
  where: string,
  error: unknown,
): void {
  for (const sink of sinks) {
    try {
      sink.internalError?.(where, error);
    } catch {
      // Who cannot even hear of errors has nobody left to tell.
    }
  }
}
