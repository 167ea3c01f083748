import { boundedWaitMs } from '@faultline/core';
import { waitOf } from './moment.ts';

/** Words that say that the number behind them is a wait: "try again in", "retry after", "available in", "Reset in". */
const LEAD = /\b(?:again|retry|retry_after|wait|available|resets?|backoff|expected)\b[^0-9]{0,40}/gi;
const NUMBER_AND_UNIT =
  /^(\d{1,9}(?:\.\d{1,9})?) ?(ms|millis(?:econds?)?|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|days?)?\b/i;
const GO_DURATION = /^(?:\d{1,9}(?:\.\d{1,9})?(?:ms|[hms])){1,4}(?![a-z0-9])/;
const BANNED_UNTIL = /\buntil (\d{10,13})\b/;
const ON_DATE = /\b(\d{4}-\d\d-\d\d)(?: at |T| )(\d\d:\d\d(?::\d\d)?)(?: ?UTC|Z)/;

const UNIT_MS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The wait that a sentence states, in whole milliseconds: "Please try again in 9m38.016s", "retry after 35", "banned until 1700000000000". */
export function delayInMessage(message: string, nowMs: number): number | undefined {
  for (const lead of message.matchAll(LEAD)) {
    const rest = message.slice(lead.index + lead[0].length, lead.index + lead[0].length + 48);
    const duration = GO_DURATION.exec(rest)?.[0];
    if (duration !== undefined) return bounded(waitOf(duration, 'any', nowMs));
    const number = NUMBER_AND_UNIT.exec(rest);
    if (number === null) continue;
    const [, digits, unit] = number;
    // A bare number is a wait only right behind its word: "retry after 35", not "again after you used 35 requests".
    if (unit === undefined && !/^(?:retry|retry_after)\b.{0,10}$/i.test(lead[0])) continue;
    return bounded(Number(digits) * unitMs(unit));
  }
  const until = BANNED_UNTIL.exec(message)?.[1];
  if (until !== undefined) return bounded(waitOf(until, 'any', nowMs));
  const date = ON_DATE.exec(message);
  return date === null ? undefined : bounded(waitOf(`${date[1]}T${date[2]}Z`, 'any', nowMs));
}

function unitMs(unit: string | undefined): number {
  if (unit === undefined) return 1000;
  const lower = unit.toLowerCase();
  return /^(?:ms|milli)/.test(lower) ? 1 : (UNIT_MS[lower.charAt(0)] ?? 1000);
}

function bounded(wait: number | undefined): number | undefined {
  return wait === undefined ? undefined : boundedWaitMs(Math.max(0, wait));
}
