import { boundedWaitMs } from '@faultline/core';
import { waitOf } from './moment.ts';

/** Words that say that what stands behind them is a wait: "try again in", "retry after", "available in", "Reset in". */
const LEAD =
  /\b(?:timed out for|again|retry|retry_after|wait|available|resets?|reset_in|backoff|expected|replenished|refresh(?:es|ed)?|refills?|renews?|lifted|unblocked|banned for|blocked for|cool ?down|(?<!timed out )after)\b[^0-9]{0,40}/gi;
/** "resets every 60 seconds", "wait: 10 requests per minute": a window, not a wait. */
const WINDOW = /\b(?:every|each|per|within)\b/i;
/** "9m38.016s", "14m 56s", "2 hours and 5 minutes", "831.0 seconds", or a bare number. */
const PARTS =
  /(\d{1,9}(?:\.\d{1,9})?) ?(ms|millis(?:econds?)?|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)?(?![a-z])(?:,? (?:and )?)?/iy;
/** A bare number at the end of its sentence: "retry after 35", not "retry after 3 attempts". */
const ENDS = /^[\d.]{1,12}(?:$|[^\w\s]| ?[)\]}"])/;
/** "Quota will be replenished in 00:12:44." */
const CLOCK = /^(?:\d{1,3}\.)?\d{1,2}:\d\d:\d\d\b/;
/** "banned until 1700000000000", "The ban expires at 1668424216000." */
const MOMENT = /\b(?:until|till|at|on|after)[: ]{1,2}(\d{10}|\d{13})\b/;
const ON_DATE =
  /\b(\d{4}-\d\d-\d\d)(?: at |T| )(\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(?: ?(UTC|GMT|Z)\b|([+-]\d\d:?\d\d))?/;
const ON_DAY =
  /\b[A-Z][a-z]{2},? [A-Z\d][a-z\d]{1,2} [A-Z\d][a-z\d]{1,2} \d{4} \d\d:\d\d:\d\d (?:GMT(?:[+-]\d{4})?|UTC)/;

const UNIT_MS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * The wait that a sentence states, in whole milliseconds: "Please try again in 9m38.016s", "retry after 35", "banned until
 * 1700000000000", "try after 2025-09-09T17:03:57Z". A date that has passed is one of something else.
 *
 * @param nowMs - when the answer was made, epoch milliseconds
 */
export function delayInMessage(message: string, nowMs: number): number | undefined {
  for (const lead of message.matchAll(LEAD)) {
    if (WINDOW.test(lead[0])) continue;
    const rest = message.slice(lead.index + lead[0].length, lead.index + lead[0].length + 48);
    const clock = CLOCK.exec(rest)?.[0];
    if (clock !== undefined) return bounded(waitOf(clock, 's', nowMs));
    if (/^\d{4}-\d\d-\d\d|^\d{10}/.test(rest)) break;
    const [waitMs, isBare] = sumOf(rest);
    if (waitMs === undefined) continue;
    // A bare number is a wait only right behind its word: "retry after 35", not "again after you used 35 requests".
    if (isBare && !(/^(?:retry|retry_after)\b.{0,10}$/i.test(lead[0]) && ENDS.test(rest))) continue;
    return bounded(waitMs);
  }
  return momentIn(message, nowMs);
}

function momentIn(message: string, nowMs: number): number | undefined {
  const epoch = MOMENT.exec(message)?.[1];
  if (epoch !== undefined) return ahead(waitOf(epoch, 'any', nowMs));
  const date = ON_DATE.exec(message);
  if (date !== null) return ahead(waitOf(`${date[1]}T${date[2]}${date[4] ?? 'Z'}`, 'any', nowMs));
  const day = ON_DAY.exec(message)?.[0];
  return day === undefined ? undefined : ahead(waitOf(day, 'any', nowMs));
}

function ahead(wait: number | undefined): number | undefined {
  return wait === undefined || wait < 0 ? undefined : boundedWaitMs(wait);
}

/** Sums parts of a wait as long as each has a unit; a first part without one is seconds. */
function sumOf(text: string): readonly [waitMs: number | undefined, isBare: boolean] {
  let sum: number | undefined;
  PARTS.lastIndex = 0;
  for (let parts = 0; parts < 4; parts++) {
    const part = PARTS.exec(text);
    const [, digits, unit] = part ?? [];
    if (digits === undefined || (unit === undefined && parts > 0)) break;
    sum = (sum ?? 0) + Number(digits) * unitMs(unit);
    if (unit === undefined) return [sum, true];
  }
  return [sum, false];
}

function unitMs(unit: string | undefined): number {
  if (unit === undefined) return 1000;
  const lower = unit.toLowerCase();
  return /^(?:ms|milli)/.test(lower) ? 1 : (UNIT_MS[lower.charAt(0)] ?? 1000);
}

function bounded(wait: number | undefined): number | undefined {
  return wait === undefined ? undefined : boundedWaitMs(Math.max(0, wait));
}
