import type { Mode } from './options.ts';

/** What runs in this process, as {@link register} returns it. */
export interface Faultline {
  /** How it met OpenTelemetry; `auto` until the first traffic has settled it, `off` when it is not enabled. */
  readonly mode: Mode | 'off';
  /** Resolves when `/metrics` is served, or cannot be. Never rejects. */
  readonly ready: Promise<void>;
  /** Where `/metrics` is served, `http://127.0.0.1:9464/metrics`; `undefined` until `ready`, and when the application serves it. */
  readonly metricsUrl: string | undefined;
  /** Flushes what waits for export and takes every hook off again; {@link register} may then start anew. Never rejects. */
  shutdown(): Promise<void>;
}
