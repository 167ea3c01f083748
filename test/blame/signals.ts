import type { Signal } from '@faultline/core';
import type { World, WorldProvider, WorldSignal } from './world.ts';

/** A signal and the moment at which the process learns of it. */
export interface TimedSignal {
  readonly atMs: number;
  readonly signal: Signal;
}

/** Own vitals are sampled once a second, as the sources of `@faultline/signals` do. */
const SAMPLE_S = 1;

/** Healthy values of the vitals outside of their signals. */
const HEALTHY = { event_loop_delay: 20, pool_pending: 0, open_files_ratio: 0.1 } as const;

/** Everything that the process hears in a world, in the order of time. Traffic and clock skew act on the exchanges instead. */
export function signalPlan(world: World): TimedSignal[] {
  const plan: TimedSignal[] = [
    {
      atMs: 0,
      signal: {
        kind: 'deploy',
        version: world.service.version,
        startedMs: world.service.started_s * 1000,
      },
    },
  ];
  for (const signal of world.signals) {
    if (signal.kind === 'deploy') {
      const atMs = signal.t_s * 1000;
      plan.push({ atMs, signal: { kind: 'deploy', version: signal.version, startedMs: atMs } });
    } else if (signal.kind === 'config_change') {
      plan.push({ atMs: signal.t_s * 1000, signal: { kind: 'change', what: signal.what } });
    } else if (signal.kind === 'status_page') {
      plan.push(...statusPage(world.providers, signal, world.duration_s));
    }
  }
  for (let s = 0; s < world.duration_s; s += SAMPLE_S) {
    for (const vital of ['event_loop_delay', 'pool_pending', 'open_files_ratio'] as const) {
      plan.push({ atMs: s * 1000, signal: { kind: 'vital', vital, value: vitalAt(world, vital, s) } });
    }
  }
  return plan.sort((a, b) => a.atMs - b.atMs);
}

function vitalAt(world: World, vital: keyof typeof HEALTHY, s: number): number {
  let value: number = HEALTHY[vital];
  for (const signal of world.signals) {
    if (signal.kind !== vital || s < signal.from_s || s >= signal.to_s) continue;
    value = Math.max(value, signal.kind === 'event_loop_delay' ? signal.p99_ms : signal.value);
  }
  return value;
}

function statusPage(
  providers: readonly WorldProvider[],
  signal: Extract<WorldSignal, { kind: 'status_page' }>,
  endS: number,
): TimedSignal[] {
  const host = providers.find((provider) => provider.id === signal.provider)?.host ?? signal.provider;
  const told: TimedSignal[] = [
    {
      atMs: Math.max(0, signal.from_s) * 1000,
      signal: { kind: 'status_page', provider: host, indicator: signal.indicator },
    },
  ];
  if (signal.to_s < endS) {
    told.push({
      atMs: signal.to_s * 1000,
      signal: { kind: 'status_page', provider: host, indicator: 'none' },
    });
  }
  return told;
}

/** How far the own clock is ahead at `t` seconds, in milliseconds. */
export function skewAt(world: World, t: number): number {
  let skew = 0;
  for (const signal of world.signals) {
    if (signal.kind === 'clock_skew' && signal.from_s <= t && t < signal.to_s) skew += signal.ms;
  }
  return skew;
}
