import type { Flow, Result, Running } from '../traffic.ts';
import { SEEN } from '../traffic.ts';

/** The minute at which something happens, after two quiet hours. */
export const START = 120;

/** The only version, in the only instance, all the time. */
export const ONE_VERSION: readonly Running[] = [{ version: '1.0.0', from: 0, to: 10_000 }];

/** Healthy attempts all the time. */
export function healthy(provider: string, endpoint: string, perMinute: number, instance?: string): Flow {
  return failing(provider, endpoint, perMinute, SEEN.ok, { instance });
}

/** Healthy until {@link START}, then some share of another result. */
export function failing(
  provider: string,
  endpoint: string,
  perMinute: number,
  result: Result,
  options: {
    readonly share?: number;
    readonly from?: number;
    readonly to?: number;
    readonly instance?: string | undefined;
    /** First minute with any traffic. */
    readonly born?: number;
  } = {},
): Flow {
  const { share = 1, from = START, to = 10_000, born = 0 } = options;
  const bad = [[result, perMinute * share] as const];
  return {
    provider,
    endpoint,
    ...(options.instance === undefined ? {} : { instance: options.instance }),
    phases: [
      { from: born, to: from, perMinute: [[SEEN.ok, perMinute]] },
      { from, to, perMinute: share === 1 ? bad : [...bad, [SEEN.ok, perMinute * (1 - share)]] },
      { from: to, to: 10_000, perMinute: [[SEEN.ok, perMinute]] },
    ],
  };
}
