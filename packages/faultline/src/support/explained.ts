import type { Finding, Sink } from '@faultline/core';
import type { OpenExchange } from '@faultline/http';
import type { Providers } from '@faultline/providers';
import { FailureCounts } from './failure-counts.ts';
import { createKnownFailures } from './known-failures.ts';
import { type SupportPacket, supportPacket } from './support-packet.ts';

/** What is known of a failure that the application caught. */
export interface Explained {
  readonly finding: Finding;
  /** For the provider's support. */
  readonly packet: SupportPacket;
}

/** Explains errors after the fact. */
export interface Explainer {
  readonly sinks: readonly Sink[];
  /** Hears from the taps of a request that settled, or whose body failed. */
  readonly tie: (open: OpenExchange, finding: Finding) => void;
  explain(failure: unknown): Explained | undefined;
}

/** @param nowMs the clock of the taps */
export function createExplainer(providers: Pick<Providers, 'nameOf'>, nowMs: () => number): Explainer {
  const known = createKnownFailures();
  const counts = new FailureCounts();
  return {
    sinks: [known.sink, counts],
    tie: known.tie,
    explain(failure) {
      const finding = known.find(failure);
      if (finding === undefined) return undefined;
      const packet = supportPacket(
        finding,
        providers.nameOf(finding.provider),
        counts.like(finding, nowMs()),
      );
      return { finding, packet };
    },
  };
}
