import type { Checkpoint, Scenario } from '../scenario.ts';
import type { Flow, Result, Running } from '../traffic.ts';
import { SEEN } from '../traffic.ts';

/** The minute at which something happens, after two quiet hours. */
export const START = 120;
/** The same in stories whose past does not matter. */
export const SOON = 40;

/** The only version, in the only instance, all the time. */
export const ONE_VERSION: readonly Running[] = [{ version: '1.0.0', from: 0, to: 10_000 }];

/** A new version in the only instance. */
export function deployedAt(minute: number): readonly Running[] {
  return [
    { version: '1.0.0', from: 0, to: minute },
    { version: '1.1.0', from: minute, to: 10_000 },
  ];
}

/** Healthy attempts all the time. */
export function healthy(provider: string, endpoint: string, perMinute: number, instance?: string): Flow {
  return failing(provider, endpoint, perMinute, SEEN.ok, { instance });
}

/** What happens to a flow, and when. */
export interface FlowOptions {
  readonly from?: number;
  readonly to?: number;
  readonly instance?: string | undefined;
  /** First minute with any traffic. */
  readonly born?: number;
}

/** Healthy until {@link START}, then some share of another result. */
export function failing(
  provider: string,
  endpoint: string,
  perMinute: number,
  result: Result,
  options: FlowOptions & { readonly share?: number } = {},
): Flow {
  const { share = 1, ...rest } = options;
  return mixed(provider, endpoint, perMinute, [[result, share]], rest);
}

/** Healthy until {@link START}, then some shares of other results. */
export function mixed(
  provider: string,
  endpoint: string,
  perMinute: number,
  shares: readonly (readonly [Result, number])[],
  options: FlowOptions = {},
): Flow {
  const { from = START, to = 10_000, born = 0 } = options;
  const left = 1 - shares.reduce((sum, [, share]) => sum + share, 0);
  const wrong = shares.map(([result, share]) => [result, perMinute * share] as const);
  return {
    provider,
    endpoint,
    ...(options.instance === undefined ? {} : { instance: options.instance }),
    phases: [
      { from: born, to: from, perMinute: [[SEEN.ok, perMinute]] },
      // Below a thousandth is what is left of the arithmetic.
      { from, to, perMinute: left < 0.001 ? wrong : [...wrong, [SEEN.ok, perMinute * left]] },
      { from: to, to: 10_000, perMinute: [[SEEN.ok, perMinute]] },
    ],
  };
}

/**
 * A story in one version and instance unless told otherwise, in which evidence moves no blame.
 *
 * @param firing what fires, by the minute
 */
export function told(
  name: string,
  flows: readonly Flow[],
  firing: Readonly<Record<number, readonly string[]>>,
  more: Partial<Scenario> = {},
): Scenario {
  const prior: Checkpoint[] = Object.entries(firing).map(([at, alerts]) => ({
    at: Number(at),
    firing: alerts,
  }));
  const minutes = Math.ceil(Math.max(...prior.map(({ at }) => at))) + 1;
  return { name, minutes, running: ONE_VERSION, flows, prior, ...more };
}
