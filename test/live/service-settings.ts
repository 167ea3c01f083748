import type { RegisterOptions } from 'faultline';

/** One call that a service repeats. */
export interface RepeatedCall {
  readonly url: string;
  /** @defaultValue `GET` */
  readonly method?: string;
  readonly everyMs: number;
  /** Deadline of the caller. @defaultValue 2000 */
  readonly timeoutMs?: number;
  /** Bearer tokens, used in turn. @defaultValue one */
  readonly keys?: readonly string[];
}

/** What a service of a story is told on its command line. */
export interface ServiceSettings {
  readonly job: string;
  readonly version: string;
  readonly metricsPort: number;
  readonly calls: readonly RepeatedCall[];
  readonly options?: RegisterOptions;
}
