import { answeredAtMs, boundedWaitMs, type Exchange, type ExchangeResponse, headerOf } from '@faultline/core';
import { LIMIT_HEADERS, type LimitHeaders } from './limit-headers.ts';
import { waitOf } from './moment.ts';
import { rateLimitFieldOf } from './rate-limit-field.ts';

/** How much of a limit is left. */
export interface Limit {
  /** Requests, tokens or points in the window. */
  readonly limit: number;
  /** What is left of them, 0 to `limit`. */
  readonly remaining: number;
  /** Milliseconds from the answer to the reset of the window, when the provider says so. */
  readonly resetMs?: number;
}

/** Larger numbers are no limit of anybody. */
const MAX_LIMIT = 1e12;
/** `32/40` of Shopify, Gorgias; `api-usage=18/5000` of Salesforce: used of all. */
const USED_OF_ALL = /(\d{1,9})\/(\d{1,9})/;
const USED_OF_ALL_HEADERS: readonly string[] = [
  'x-shopify-shop-api-call-limit',
  'x-gorgias-account-api-call-limit',
  'sforce-limit-info',
];

/**
 * The tightest limit that an answer tells of, in any of the dialects that are known: the least left in proportion.
 * `undefined` when it tells of none, or of none that can be believed (negative, not a number, absurdly large).
 */
export function limitOf(exchange: Exchange): Limit | undefined {
  const { response } = exchange;
  if (response === undefined || !tellsOfLimit(response)) return undefined;
  const { headers } = response;
  let tightest = tighter(undefined, fieldLimit(exchange));
  for (const family of LIMIT_HEADERS) tightest = tighter(tightest, familyLimit(exchange, family));
  for (const name of USED_OF_ALL_HEADERS) {
    const [, used, all] = USED_OF_ALL.exec(headerOf(headers, name) ?? '') ?? [];
    if (used !== undefined) tightest = tighter(tightest, limitFrom(Number(all), Number(all) - Number(used)));
  }
  return tightest;
}

/** What each dialect cannot do without, so that one look over the names settles most answers: they tell of no limit. */
const TELLING: ReadonlySet<string> = new Set([
  'ratelimit',
  ...LIMIT_HEADERS.map(({ remaining }) => remaining),
  ...USED_OF_ALL_HEADERS,
]);

function tellsOfLimit(response: ExchangeResponse): boolean {
  const { headerNames } = response;
  if (headerNames !== undefined) return headerNames.some(isTelling);
  for (const name in response.headers) if (TELLING.has(name.toLowerCase())) return true;
  return false;
}

function isTelling(name: string): boolean {
  return TELLING.has(name);
}

function fieldLimit(exchange: Exchange): Limit | undefined {
  const headers = exchange.response?.headers;
  const field = rateLimitFieldOf(headerOf(headers, 'ratelimit'));
  if (field === undefined) return undefined;
  const policy = /(?:;|,|\s|^)q=(\d{1,12})/.exec(headerOf(headers, 'ratelimit-policy') ?? '')?.[1];
  const limit = field.limit ?? (policy === undefined ? Number.NaN : Number(policy));
  return limitFrom(limit, field.remaining, field.resetS === undefined ? undefined : field.resetS * 1000);
}

function familyLimit(exchange: Exchange, family: LimitHeaders): Limit | undefined {
  const headers = exchange.response?.headers;
  const remaining = headerOf(headers, family.remaining);
  const limit = family.limit === undefined ? undefined : headerOf(headers, family.limit);
  if (remaining === undefined || limit === undefined) return undefined;
  const reset = family.reset === undefined ? undefined : headerOf(headers, family.reset);
  const resetMs = reset === undefined ? undefined : waitOf(reset, family.unit, answeredAtMs(exchange));
  // `100;w=21600` of Docker Hub, `5000, 5000;w=3600` of others: the number in front counts.
  return limitFrom(Number.parseFloat(limit), Number.parseFloat(remaining), resetMs);
}

function limitFrom(limit: number, remaining: number, resetMs?: number): Limit | undefined {
  // Also refused for NaN.
  if (!(limit > 0 && limit <= MAX_LIMIT && remaining >= 0)) return undefined;
  const bounded = resetMs === undefined ? undefined : boundedWaitMs(Math.max(0, resetMs));
  const left = Math.min(remaining, limit);
  return bounded === undefined ? { limit, remaining: left } : { limit, remaining: left, resetMs: bounded };
}

function tighter(a: Limit | undefined, b: Limit | undefined): Limit | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return b.remaining / b.limit < a.remaining / a.limit ? b : a;
}
