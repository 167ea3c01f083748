const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `Sun, 06 Nov 1994 08:49:37 GMT`. Senders also write UTC, `+0000`, one-digit days and a missing day name. */
const IMF_FIXDATE =
  /^(?:[a-z]{3,9}, ?)?(\d{1,2}) ([a-z]{3}) (\d{4}) (\d\d):(\d\d):(\d\d)(?: (?:gmt|utc|\+0000))?$/;
/** `Sunday, 06-Nov-94 08:49:37 GMT`; cookies' variant has four digits. */
const RFC_850 = /^[a-z]{3,9}, (\d\d)-([a-z]{3})-(\d\d|\d{4}) (\d\d):(\d\d):(\d\d) (?:gmt|utc)$/;
/** `Sun Nov  6 08:49:37 1994` */
const ASCTIME = /^[a-z]{3} ([a-z]{3}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})$/;

/** No HTTP-date is longer: Wednesday in the obsolete form, with some room. */
const MAX_LENGTH = 48;

/**
 * Epoch milliseconds of an HTTP-date in any of the three forms of RFC 9110 section 5.6.7, or `undefined`.
 *
 * `Date.parse` is no substitute: it takes the local zone where GMT is missing, and takes `1` for the year 2001.
 *
 * @param nowMs - epoch milliseconds that decide the century of a two-digit year: never more than 50 years ahead
 */
export function parseHttpDate(text: string, nowMs: number): number | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const date = text.trim().toLowerCase();
  const fixed = IMF_FIXDATE.exec(date);
  if (fixed !== null) return utc(fixed[3], fixed[2], fixed[1], fixed, 4);
  const obsolete = RFC_850.exec(date);
  if (obsolete !== null) return utc(yearOf(obsolete[3], nowMs), obsolete[2], obsolete[1], obsolete, 4);
  const asctime = ASCTIME.exec(date);
  if (asctime !== null) return utc(asctime[6], asctime[1], asctime[2], asctime, 3);
  return undefined;
}

function yearOf(digits: string | undefined, nowMs: number): number {
  const year = Number(digits);
  if (digits?.length !== 2) return year;
  const thisYear = new Date(nowMs).getUTCFullYear();
  const near = Math.floor(thisYear / 100) * 100 + year;
  if (near > thisYear + 50) return near - 100;
  return near < thisYear - 50 ? near + 100 : near;
}

function utc(
  year: string | number | undefined,
  monthName: string | undefined,
  day: string | undefined,
  match: RegExpExecArray,
  timeAt: number,
): number | undefined {
  const month = MONTHS.indexOf(monthName ?? '');
  const hours = Number(match[timeAt]);
  const minutes = Number(match[timeAt + 1]);
  const seconds = Number(match[timeAt + 2]);
  // 60 is a leap second.
  if (month === -1 || hours > 23 || minutes > 59 || seconds > 60) return undefined;
  const midnight = Date.UTC(Number(year), month, Number(day));
  // A day that its month does not have would silently become one of the next month.
  if (new Date(midnight).getUTCMonth() !== month) return undefined;
  return midnight + ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
