import type { Verdict } from '@faultline/core';
import type { Listen } from './events.ts';
import type { Mode } from './options.ts';

/** What runs in this process, as {@link register} returns it. */
export interface Faultline {
  /** How it met OpenTelemetry; `auto` until the first traffic has settled it, `off` when it is not enabled. */
  readonly mode: Mode | 'off';
  /** Resolves when `/metrics` is served, or cannot be. Never rejects. */
  readonly ready: Promise<void>;
  /** Where `/metrics` is served, `http://127.0.0.1:9464/metrics`; `undefined` until `ready`, and when the application serves it. */
  readonly metricsUrl: string | undefined;
  /** The standing verdict on a provider, by its id or, for an unknown one, its host; healthy where nothing is known. */
  verdict(provider: string): Verdict;
  /** Listens to findings, verdicts that change and circuits that change. */
  readonly on: Listen;
  /** Flushes what waits for export and takes every hook off again; {@link register} may then start anew. Never rejects. */
  shutdown(): Promise<void>;
}

/** Stands in where Faultline is not enabled. */
export const OFF: Faultline = {
  mode: 'off',
  ready: Promise.resolve(),
  metricsUrl: undefined,
  verdict: (provider) => ({
    provider,
    kind: 'unknown',
    owner: 'unknown',
    confidence: 0,
    evidence: [],
    sinceMs: 0,
  }),
  on: () => () => {},
  shutdown: () => Promise.resolve(),
};
