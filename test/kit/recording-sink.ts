import type { CircuitChange, Finding, Sink, VerdictChange } from '@faultline/core';

/** A sink that keeps everything it hears, in order. */
export interface RecordingSink extends Required<Sink> {
  readonly findings: Finding[];
  readonly amendments: { readonly finding: Finding; readonly before: Finding }[];
  readonly verdicts: VerdictChange[];
  readonly circuits: CircuitChange[];
  readonly rejections: { readonly provider: string; readonly enforced: boolean }[];
  readonly internalErrors: { readonly where: string; readonly error: unknown }[];
}

/** Creates a {@link RecordingSink}. */
export function recordingSink(): RecordingSink {
  const sink: RecordingSink = {
    findings: [],
    amendments: [],
    verdicts: [],
    circuits: [],
    rejections: [],
    internalErrors: [],
    finding(finding) {
      sink.findings.push(finding);
    },
    amended(finding, before) {
      sink.amendments.push({ finding, before });
    },
    verdict(change) {
      sink.verdicts.push(change);
    },
    circuit(change) {
      sink.circuits.push(change);
    },
    rejection(provider, enforced) {
      sink.rejections.push({ provider, enforced });
    },
    internalError(where, error) {
      sink.internalErrors.push({ where, error });
    },
  };
  return sink;
}
