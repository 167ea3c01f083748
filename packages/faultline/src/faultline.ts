import type { Breakers, Verdict } from '@faultline/core';
import type { Taps } from '@faultline/http';
import type { Listen } from './events.ts';
import type { Mode } from './options.ts';
import type { Explained } from './support/explained.ts';

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
  /**
   * Says that own configuration, a flag or a secret changed just now: what fails from then on may be our own doing.
   * `what` names the thing (`credentials`, `config`, a flag), never its value.
   */
  markChange(what: string): void;
  /** The circuit breakers: what state they are in, and what a hand may do to them. */
  readonly breakers: Pick<Breakers, 'stateOf' | 'forceOpen' | 'forceClosed' | 'disable' | 'reset'>;
  /** A `fetch` that asks the breakers first, for one with a dispatcher of its own; others are asked for where breakers are enforced. */
  readonly guardFetch: Taps['guardFetch'];
  /** Makes a call of any kind unless its circuit is open; see {@link Taps.execute}. */
  readonly execute: Taps['execute'];
  /**
   * What is known of a failure that the application caught: its finding, and a packet for the provider's support.
   *
   * Takes what a client threw, however often it was wrapped (`cause`, `AggregateError`), and responses too.
   * `undefined` when nothing is known for certain: for what is no failed exchange, for errors that keep no trace of the
   * wire, and for a fetch `Response` without a request id. node-fetch's `FetchError` keeps a text alone: of failures of one
   * URL that failed alike it is the last one. Never throws.
   */
  explain(failure: unknown): Explained | undefined;
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
  markChange() {},
  breakers: {
    stateOf: () => 'disabled',
    forceOpen() {},
    forceClosed() {},
    disable() {},
    reset() {},
  },
  guardFetch: (fetch) => fetch,
  execute: async (_call, make) => make(),
  explain: () => undefined,
  on: () => () => {},
  shutdown: () => Promise.resolve(),
};
