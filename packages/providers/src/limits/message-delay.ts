import { boundedWaitMs } from '@faultline/core';
import { waitOf } from './moment.ts';

/** Words that say that the number behind them is a wait: "try again in", "retry after", "available in", "Reset in". */
const LEAD = /\b(?:again|retry|retry_after|wait|available|resets?|backoff|expected)\b[^0-9]{0,40}/gi;
/** "9m38.016s", "14m 56s", "2 hours and 5 minutes", "831.0 seconds", or a bare number. */
const PARTS =
  /(\d{1,9}(?:\.\d{1,9})?) ?(ms|millis(?:econds?)?|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)?(?![a-z])(?:,? (?:and )?)?/iy;
const BANNED_UNTIL = /\buntil (\d{10,13})\b/;
const ON_DATE = /\b(\d{4}-\d\d-\d\d)(?: at |T| )(\d\d:\d\d(?::\d\d)?)(?: ?UTC|Z)/;

const UNIT_MS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The wait that a sentence states, in whole milliseconds: "Please try again in 9m38.016s", "retry after 35", "banned until 1700000000000". */
export function delayInMessage(message: string, nowMs: number): number | undefined {
  for (const lead of message.matchAll(LEAD)) {
    const rest = message.slice(lead.index + lead[0].length, lead.index + lead[0].length + 48);
    const [waitMs, isBare] = sumOf(rest);
    if (waitMs === undefined) continue;
    // A bare number is a wait only right behind its word: "retry after 35", not "again after you used 35 requests".
    if (isBare && !/^(?:retry|retry_after)\b.{0,10}$/i.test(lead[0])) continue;
    return bounded(waitMs);
  }
  const until = BANNED_UNTIL.exec(message)?.[1];
  if (until !== undefined) return bounded(waitOf(until, 'any', nowMs));
  const date = ON_DATE.exec(message);
  return date === null ? undefined : bounded(waitOf(`${date[1]}T${date[2]}Z`, 'any', nowMs));
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
