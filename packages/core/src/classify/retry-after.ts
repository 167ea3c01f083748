import type { Exchange } from '../exchange.ts';
import { headerOf } from './header.ts';
import { parseHttpDate } from './http-date.ts';

/**
 * The longest wait that is believed, 31 days: a monthly quota is the longest that a provider states. Larger values are
 * mistakes of unit or attacks, and a wait of hours is a quota rather than a pause, so whoever waits caps it again by its own patience.
 */
export const MAX_RETRY_AFTER_MS: number = 31 * 24 * 3_600_000;

/** A number of seconds from here on is a moment, not a wait: a common mistake of servers. 30 years would be no wait. */
const EPOCH_SECONDS = 1e9;

const SECONDS = /^\d{1,15}(?:\.\d{1,9})?$/;

/**
 * How long the answer asks to wait by its `Retry-After` header (RFC 9110 section 10.2.3), in whole milliseconds from the end
 * of the exchange, 0 to {@link MAX_RETRY_AFTER_MS}; `undefined` when there is none that can be believed.
 *
 * Seconds may have a fraction, as some providers send it; a date counts from the answer's own `Date` header, since the local
 * clock may be wrong. A date in the past means now. Negative numbers, junk and waits beyond the cap are no statement at all.
 */
export function retryAfterMsOf(exchange: Exchange): number | undefined {
  const headers = exchange.response?.headers;
  const value = headerOf(headers, 'retry-after');
  if (value === undefined) return undefined;
  if (SECONDS.test(value)) {
    const seconds = Number(value);
    return boundedWaitMs(seconds * 1000 - (seconds < EPOCH_SECONDS ? 0 : answeredAtMs(exchange)));
  }
  const nowMs = answeredAtMs(exchange);
  const until = parseHttpDate(value, nowMs);
  return until === undefined ? undefined : boundedWaitMs(Math.max(0, until - nowMs));
}

/** When the answer was made, epoch milliseconds: its own `Date` header, else the local clock at the end of the exchange. */
export function answeredAtMs(exchange: Exchange): number {
  const localMs = exchange.startedAt + exchange.durationMs;
  const date = headerOf(exchange.response?.headers, 'date');
  const serverMs = date === undefined ? undefined : parseHttpDate(date, localMs);
  return serverMs ?? localMs;
}

/** A wait in whole milliseconds, rounded up so that nobody is early; `undefined` for what cannot be believed. */
export function boundedWaitMs(waitMs: number): number | undefined {
  // Also taken for NaN.
  if (!(waitMs >= 0 && waitMs <= MAX_RETRY_AFTER_MS)) return undefined;
  // The thousandth absorbs the binary fraction of values like 4.35 s; adding 0 turns -0 into 0.
  return Math.ceil(waitMs - 0.001) + 0;
}
