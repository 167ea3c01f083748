import type { BodyFailure, Exchange, Finding } from '@faultline/core';
import { installTaps } from '../tap/install-taps.ts';
import type { OpenExchange, TapOptions, Taps } from '../tap/tap-options.ts';

/** What taps handed over, in order. */
export interface Recorder {
  readonly taps: Taps;
  readonly exchanges: Exchange[];
  readonly amendments: BodyFailure[];
  readonly started: OpenExchange[];
  readonly internalErrors: unknown[];
  /** Exchanges whose URL has this path. */
  at(path: string): Exchange[];
  /** Waits until `count` exchanges settled, or fails after two seconds. */
  settled(count: number): Promise<void>;
  /** Waits until `count` bodies failed, or fails after two seconds. */
  amended(count: number): Promise<void>;
}

/** Installs taps that keep what they are given. */
export function recordTaps(options: Partial<TapOptions> = {}): Recorder {
  const exchanges: Exchange[] = [];
  const amendments: BodyFailure[] = [];
  const started: OpenExchange[] = [];
  const internalErrors: unknown[] = [];
  const taps = installTaps({
    record(exchange) {
      exchanges.push(exchange);
      return { exchange } as Finding;
    },
    amend(finding, failure) {
      amendments.push(failure);
      return finding;
    },
    started: (open) => started.push(open),
    onInternalError: (where, error) => internalErrors.push(where, error),
    ...options,
  });
  return {
    taps,
    exchanges,
    amendments,
    started,
    internalErrors,
    at: (path) => exchanges.filter(({ url }) => new URL(url).pathname === path),
    settled: (count) =>
      until(
        () => exchanges.length >= count,
        () => `${exchanges.length} of ${count} settled`,
      ),
    amended: (count) =>
      until(
        () => amendments.length >= count,
        () => `${amendments.length} of ${count} amended`,
      ),
  };
}

/** Waits for `reached`, without knowing how long it takes. */
export async function until(reached: () => boolean, describe: () => string): Promise<void> {
  const deadline = Date.now() + 2_000;
  while (!reached()) {
    if (Date.now() > deadline) throw new Error(`Waited in vain: ${describe()}.`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
