import { parseHttpDate } from '@faultline/core';

/** The unit in which a header or field states a delay or a reset. `any` tells by size and form. */
export type WaitUnit = 'ms' | 's' | 'minutes' | 'any';

const NUMBER = /^-?\d{1,15}(?:\.\d{1,12})?$/;
const DURATION = /^(?:\d{1,9}(?:\.\d{1,12})?(?:ms|us|µs|ns|[dhms]))+$/;
const PART = /(\d{1,9}(?:\.\d{1,12})?)(ms|us|µs|ns|[dhms])/g;
/** `90 seconds`, `5 min`: a duration in words. */
const WORDED = /^(\d{1,9}(?:\.\d{1,12})?) (millisecond|second|sec|minute|min|hour|day)s?$/i;
/** `00:12:44`, `1.02:03:04`: a clock that runs down, with days before the point, as .NET writes it. */
const CLOCK = /^(?:(\d{1,3})\.)?(\d{1,2}):(\d\d):(\d\d)(?:\.\d{1,9})?$/;
/** `2024-05-05T10:00:00.123Z`; Go adds the name of the zone behind its offset. */
const ISO_DATE =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(?:(Z|UTC|GMT)|([+-]\d\d):?(\d\d)(?: [A-Z]{1,5})?)?$/;
/** `Tue Feb 16 2021 09:02:42 GMT+0100 (Central European Standard Time)`, as JavaScript writes a date. */
const JS_DATE =
  /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d\d)(\d\d)(?: \([^)]{0,60}\))?$/;
/** `Tue, 16 Feb 2021 09:02:42 +0100`, as mail writes it. */
const MAIL_DATE = /^[A-Z][a-z]{2}, (\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)$/;

const UNIT_MS: Record<string, number> = {
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
  us: 0.001,
  µs: 0.001,
  ns: 0.000001,
};

/** Numbers above are moments: epoch milliseconds, else epoch seconds. 30 years would be no delay. */
const EPOCH_MS = 1e12;
const EPOCH_S = 1e9;
/** A countdown of seconds rarely passes through a round thousand; milliseconds nearly always are one. */
const ROUND_MS = 10_000;

/**
 * Milliseconds from `nowMs` that a text states, before any bound; `undefined` for junk. May be negative for moments past.
 *
 * A number in unit `any` is epoch milliseconds above 1e12, epoch seconds above 1e9, a delta in milliseconds when it is a round
 * thousand of them and no whole hour of seconds (`30000`, `600000`), else a delta in seconds. Durations (`6m0s`, `120ms`,
 * `90 seconds`, `00:12:44`) and dates (ISO 8601, HTTP, JavaScript) are read in every unit, because they say their own.
 */
export function waitOf(text: string, unit: WaitUnit, nowMs: number): number | undefined {
  if (text.length > 96) return undefined;
  if (NUMBER.test(text)) return waitOfNumber(Number(text), unit, nowMs);
  if (DURATION.test(text)) return durationMs(text);
  const worded = WORDED.exec(text);
  if (worded !== null) return Number(worded[1]) * wordMs(worded[2] ?? '');
  const clock = CLOCK.exec(text);
  if (clock !== null) return clockMs(clock);
  const date = dateMs(text, nowMs);
  return date === undefined || Number.isNaN(date) ? undefined : date - nowMs;
}

function waitOfNumber(value: number, unit: WaitUnit, nowMs: number): number | undefined {
  if (value < 0) return undefined;
  if (value > EPOCH_MS) return value - nowMs;
  // A moment in a field of deltas is a common mistake of servers.
  if (value > EPOCH_S && unit !== 'ms') return value * 1000 - nowMs;
  if (unit === 'ms') return value;
  if (unit === 'any' && value >= ROUND_MS && value % 1000 === 0 && value % 3600 !== 0) return value;
  return unit === 'minutes' ? value * 60_000 : value * 1000;
}

function durationMs(text: string): number {
  let sum = 0;
  for (const [, digits, unit] of text.matchAll(PART)) sum += Number(digits) * (UNIT_MS[unit ?? ''] ?? 0);
  return sum;
}

function wordMs(word: string): number {
  const lower = word.toLowerCase();
  return lower.startsWith('milli') ? 1 : (UNIT_MS[lower.charAt(0)] ?? 1000);
}

function clockMs([, days = '0', hours, minutes, seconds]: RegExpExecArray): number {
  return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

/** A date without a zone is UTC: servers do not know ours. */
function dateMs(text: string, nowMs: number): number | undefined {
  const iso = ISO_DATE.exec(text);
  if (iso !== null) {
    const [, day, time, , hours, minutes] = iso;
    return Date.parse(`${day}T${time}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`);
  }
  const js = JS_DATE.exec(text);
  if (js !== null) return zoned(`${js[2]} ${js[1]} ${js[3]} ${js[4]}`, js[5], js[6], nowMs);
  const mail = MAIL_DATE.exec(text);
  if (mail !== null) return zoned(`${mail[1]} ${mail[2]} ${mail[3]} ${mail[4]}`, mail[5], mail[6], nowMs);
  return parseHttpDate(text, nowMs);
}

/** Moment of an HTTP-date without its zone, in another zone. */
function zoned(
  date: string,
  hours: string | undefined,
  minutes: string | undefined,
  nowMs: number,
): number | undefined {
  const utc = parseHttpDate(date, nowMs);
  if (utc === undefined || hours === undefined) return undefined;
  const sign = hours.startsWith('-') ? -1 : 1;
  return utc - (Number(hours) * 60 + sign * Number(minutes)) * 60_000;
}
