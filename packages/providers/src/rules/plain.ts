import type { HeaderBag } from '@faultline/core';
import { EXACT_DELAYS, LIMIT_HEADERS, OTHER_DELAYS } from '../limits/limit-headers.ts';

/** Headers by which an answer without a body can say more than its status; `Retry-After` is core's. */
const TELLING: readonly string[] = [
  'cf-mitigated',
  'grpc-status',
  'proxy-status',
  'ratelimit',
  'stripe-should-retry',
  'sunset',
  'www-authenticate',
  'x-amzn-errortype',
  'x-business-use-case-usage',
  'x-ratelimit-reset-after',
  'x-sentry-rate-limits',
  'x-should-retry',
  'x-amzn-waf-action',
  'x-squid-error',
  'x-vercel-mitigated',
  ...[...EXACT_DELAYS, ...OTHER_DELAYS].map(([name]) => name).filter((name) => name !== 'retry-after'),
  ...LIMIT_HEADERS.flatMap(({ reset }) => (reset === undefined ? [] : [reset])),
];

/** Filed by length: most headers of an answer are refused by their length alone. */
const BY_LENGTH: (readonly string[] | undefined)[] = [];
for (const name of TELLING) BY_LENGTH[name.length] = [...(BY_LENGTH[name.length] ?? []), name];

/** Statuses whose meaning depends on who answered: balancers and edges (`server`), redirects (`location`). */
const BY_SENDER: Uint8Array = new Uint8Array(1000);
for (const status of [207, 302, 303, 307, 460, 463, 464, 502, 503, 504, 561]) BY_SENDER[status] = 1;

/**
 * Whether an answer without a body says no more than its status. Cheap, because most failures come so; errs on the side of a closer
 * look, for names that are not in lower case too.
 */
export function isPlain(status: number, headers: HeaderBag | undefined): boolean {
  if (status >= 520 && status <= 530) return false;
  if (headers === undefined) return true;
  if (BY_SENDER[status] === 1 && (headers.server !== 'cloudflare' || status < 400)) return false;
  if (status < 400) return headers['grpc-status'] === undefined;
  if (!isUsualWait(headers['retry-after'])) return false;
  for (const name in headers) {
    const telling = BY_LENGTH[name.length];
    if (telling !== undefined && isOneOf(name, telling)) return false;
    if (name.charCodeAt(0) < 97) return false;
  }
  return true;
}

/** Whether core reads this `Retry-After`: seconds, or a date that ends in GMT or a year. Others are `30s`, ISO 8601, milliseconds. */
function isUsualWait(value: HeaderBag[string]): boolean {
  if (typeof value !== 'string') return true;
  const last = value.charCodeAt(value.length - 1);
  return value.length < 13 ? last >= 48 && last <= 57 : last === 84 || value.charCodeAt(0) > 57;
}

/** Faster than `includes` for the handful of names of one length. */
function isOneOf(name: string, names: readonly string[]): boolean {
  for (let i = 0; i < names.length; i++) if (names[i] === name) return true;
  return false;
}
