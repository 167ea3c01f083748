import type { Exchange, ExchangeResponse } from '../exchange.ts';
import type { Classification } from './classification.ts';
import { headerOf } from './header.ts';
import { retryAfterMsOf } from './retry-after.ts';
import type { StatusRow } from './status/status-row.ts';
import { statusRowOf } from './status/status-table.ts';
import { EXCHANGE_REDIRECT, NOT_A_STATUS } from './status/unlisted-statuses.ts';

/** Statuses that a vendor listed go up to 999. */
const STATUS_COUNT = 1000;

// Classifications of plain statuses are made once: the hot path allocates nothing.
const PLAIN: readonly Classification[] = Array.from({ length: STATUS_COUNT }, (_, status) =>
  classificationOf(statusRowOf(status)),
);
/** 1 where `Retry-After` matters, so that the headers of all other answers need not be looked at. */
const HEEDS_RETRY_AFTER: Uint8Array = Uint8Array.from({ length: STATUS_COUNT }, (_, status) =>
  heedsRetryAfter(statusRowOf(status)) ? 1 : 0,
);
const NO_STATUS: Classification = classificationOf(NOT_A_STATUS);
const MOVED_MAILBOX: Classification = classificationOf(EXCHANGE_REDIRECT);

/** Classifies an answer by its status, and by `Retry-After` where a repeat can help. Never throws for plain headers. */
export function classifyStatus(exchange: Exchange, response: ExchangeResponse): Classification {
  const status = response.status;
  // Exchanges are also made by hand: any other type would read a property of the array.
  const plain = typeof status === 'number' ? PLAIN[status] : undefined;
  if (plain === undefined) return NO_STATUS;
  if (HEEDS_RETRY_AFTER[status] === 1) {
    const retryAfterMs = retryAfterMsOf(exchange);
    return retryAfterMs === undefined ? plain : delayed(plain, retryAfterMs);
  }
  if (status === 451 && headerOf(response.headers, 'x-ms-location') !== undefined) return MOVED_MAILBOX;
  return plain;
}

/** The classification of a row alone. */
export function classificationOf(row: StatusRow): Classification {
  return Object.freeze({
    category: row.category,
    blame: row.blame,
    confidence: row.confidence,
    // Nobody stated a delay, so there is nothing to wait for but one's own backoff.
    retry: row.retry === 'after_delay' ? 'backoff' : row.retry,
    rule: `status.${row.status}`,
    hint: `${row.meaning}: ${row.fix}`,
  });
}

function delayed(plain: Classification, retryAfterMs: number): Classification {
  // Work that may have been done stays a question of idempotence, however long one waits.
  const retry = plain.retry === 'if_idempotent' ? plain.retry : 'after_delay';
  return { ...plain, retry, retryAfterMs };
}

function heedsRetryAfter(row: StatusRow): boolean {
  return (
    row.heedsRetryAfter === true ||
    row.retry === 'after_delay' ||
    row.retry === 'backoff' ||
    (row.retry === 'if_idempotent' && row.blame !== 'none')
  );
}
