import type { Split, View } from './view.ts';

/** Groups of signs that can be switched off together, to see what each is worth. */
export const SIGN_GROUPS = [
  'label',
  'endpoints',
  'credentials',
  'shapes',
  'changes',
  'sockets',
  'neighbours',
  'vitals',
  'rate',
  'latency',
  'reported',
] as const;
/** One of {@link SIGN_GROUPS}. */
export type SignGroup = (typeof SIGN_GROUPS)[number];

/** One observation that speaks for or against a hypothesis. Pure: it reads the view and nothing else. */
export interface Sign {
  /** Stable name: the key of its weights, and the first word of its evidence. */
  readonly code: string;
  readonly group: SignGroup;
  /** How strongly it is seen, 0–1. */
  strength(view: View): number;
  /** What was observed, for a person, after the code; empty when the code says it all. */
  observed(view: View): string;
}

/** 0 up to `from`, 1 from `to` on, straight between. */
export function ramp(value: number, from: number, to: number): number {
  if (!(value > from)) return 0;
  return value >= to ? 1 : (value - from) / (to - from);
}

/** How far a number of observations carries: half at `half`, nearly all at ten times that. */
export function enough(count: number, half: number): number {
  return count <= 0 ? 0 : count / (count + half);
}

/** A duration for a person: `850ms`, `2s`, `4min`, `3h`, `2d`. */
export function ago(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)}ms`;
  if (ms < 120_000) return `${Math.round(ms / 1000)}s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)}min`;
  return ms < 172_800_000 ? `${Math.round(ms / 3_600_000)}h` : `${Math.round(ms / 86_400_000)}d`;
}

/**
 * How far a contrast is left to be explained: an own change that fits explains also why a key or a payload passes and fails,
 * so that the contrast says no more than that not everything is hit.
 */
export function unexplained({ changeFit }: View): number {
  return 1 - 0.8 * changeFit;
}

/** How far something passes and fails, 0–1: a straggler or two beside many failures are no contrast. */
export function passesAndFails({ ok, failed }: Split): number {
  return ok === 0 ? 0 : enough(ok, 2) * ramp(ok / (ok + failed), 0.02, 0.12);
}
