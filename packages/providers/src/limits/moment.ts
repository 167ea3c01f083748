import { parseHttpDate } from '@faultline/core';

/** The unit in which a header or field states a delay or a reset. `any` tells by size and form. */
export type WaitUnit = 'ms' | 's' | 'minutes' | 'any';

const NUMBER = /^-?\d{1,15}(?:\.\d{1,12})?$/;
const DURATION = /^(?:\d{1,9}(?:\.\d{1,12})?(?:ms|us|µs|ns|[dhms]))+$/;
const PART = /(\d{1,9}(?:\.\d{1,12})?)(ms|us|µs|ns|[dhms])/g;
const ISO_DATE = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z| ?UTC|[+-]\d\d:?\d\d)?$/;

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

/**
 * Milliseconds from `nowMs` that a text states, before any bound; `undefined` for junk. May be negative for moments past.
 *
 * A number in unit `any` is epoch milliseconds above 1e12, epoch seconds above 1e9, else a delta in seconds. Go and protobuf
 * durations (`6m0s`, `120ms`, `39.5s`), ISO 8601 and HTTP dates are read in every unit, because they say their own.
 */
export function waitOf(text: string, unit: WaitUnit, nowMs: number): number | undefined {
  if (text.length > 64) return undefined;
  if (NUMBER.test(text)) return waitOfNumber(Number(text), unit, nowMs);
  if (DURATION.test(text)) return durationMs(text);
  const date = ISO_DATE.test(text) ? isoMs(text) : parseHttpDate(text, nowMs);
  return date === undefined || Number.isNaN(date) ? undefined : date - nowMs;
}

function waitOfNumber(value: number, unit: WaitUnit, nowMs: number): number | undefined {
  if (value < 0) return undefined;
  if (value > EPOCH_MS) return value - nowMs;
  // A moment in a field of deltas is a common mistake of servers.
  if (value > EPOCH_S && unit !== 'ms') return value * 1000 - nowMs;
  if (unit === 'ms') return value;
  return unit === 'minutes' ? value * 60_000 : value * 1000;
}

function durationMs(text: string): number {
  let sum = 0;
  for (const [, digits, unit] of text.matchAll(PART)) sum += Number(digits) * (UNIT_MS[unit ?? ''] ?? 0);
  return sum;
}

/** A date without a zone is UTC: servers do not know ours. */
function isoMs(text: string): number {
  const utc = text.replace(' UTC', 'Z').replace(' ', 'T');
  return Date.parse(/Z$|[+-]\d\d:?\d\d$/.test(utc) ? utc : `${utc}Z`);
}
