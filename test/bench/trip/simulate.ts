import { randomOf } from '../kit.ts';
import type { NamedRule } from './rules.ts';

/** How calls come: at random, `perSecond` on average. */
export interface Arrivals {
  readonly perSecond: number;
  readonly seed: number;
}

const HOUR_MS = 3_600_000;
/** Calls of one hour at the rates where an hour would be more: those rules that have not opened by then never do. */
const CALLS_MAX = 200_000;
const DAY_MS = 24 * HOUR_MS;

/** How long after an onset a rule opened, in milliseconds, and after how many failures. */
export interface Trip {
  readonly afterMs: number;
  readonly failures: number;
}

/** Good times, then a share of the calls fails: when each rule opens, within an hour and {@link CALLS_MAX} calls. */
export function timeToTrip(rule: NamedRule, { perSecond, seed }: Arrivals, share: number): Trip {
  const random = randomOf(seed);
  const heard = rule.create();
  // Good times fill any window that matters at this rate, and end anywhere in a slice.
  const goodMs = (perSecond < 20 ? 300_000 : 40_000) + random() * 15_000;
  const endMs = goodMs + Math.min(HOUR_MS, (CALLS_MAX / perSecond) * 1000);
  let failures = 0;
  for (let nowMs = gap(perSecond, random); nowMs < endMs; nowMs += gap(perSecond, random)) {
    const failed = nowMs >= goodMs && random() < share;
    if (failed) failures += 1;
    if (heard.hear(failed, nowMs)) return { afterMs: nowMs - goodMs, failures };
  }
  return { afterMs: Number.POSITIVE_INFINITY, failures: Number.POSITIVE_INFINITY };
}

/** How often a rule opens in a day at a steady share of failures, over `calls` calls. */
export function falseTripsADay(
  rule: NamedRule,
  { perSecond, seed }: Arrivals,
  share: number,
  calls: number,
): number {
  const random = randomOf(seed);
  const heard = rule.create();
  let nowMs = 0;
  let trips = 0;
  for (let i = 0; i < calls; i++) {
    nowMs += gap(perSecond, random);
    if (heard.hear(random() < share, nowMs)) trips += 1;
  }
  return trips / (nowMs / DAY_MS);
}

/** Whether a rule opens when all calls fail for `blipMs` in good times. */
export function tripsOnBlip(rule: NamedRule, { perSecond, seed }: Arrivals, blipMs: number): boolean {
  const random = randomOf(seed);
  const heard = rule.create();
  const blipAtMs = 60_000 + random() * 15_000;
  for (let nowMs = gap(perSecond, random); nowMs < blipAtMs + 30_000; nowMs += gap(perSecond, random)) {
    if (heard.hear(nowMs >= blipAtMs && nowMs < blipAtMs + blipMs, nowMs)) return true;
  }
  return false;
}

/** Milliseconds to the next of calls that come at random. */
export function gap(perSecond: number, random: () => number): number {
  return (-Math.log(1 - random()) / perSecond) * 1000;
}
