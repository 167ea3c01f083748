import type { Category } from '@faultline/core';

const SELF = 'authentication permission plan billing rate_limit quota gone client_config';
const PROVIDER = 'overloaded provider_error timeout';
const STATE = 'conflict precondition lock not_found validation';

/**
 * Which categories a body may claim under which status. A `404` whose text speaks of an internal error is a 404; a `500` that speaks of a
 * missing parameter failed at the provider. Statuses that are absent take the line of their class.
 */
const HEARD: Readonly<Record<string, ReadonlySet<string>>> = {
  200: set(`${SELF} ${PROVIDER} ${STATE}`),
  400: set(`${SELF} ${PROVIDER} ${STATE}`),
  401: set('authentication permission plan billing rate_limit quota client_config'),
  402: set('billing plan quota rate_limit validation'),
  403: set(SELF),
  404: set('authentication permission plan billing gone client_config'),
  408: set(`${PROVIDER} rate_limit`),
  409: set('conflict precondition lock rate_limit quota client_config billing'),
  410: set('gone billing plan authentication'),
  412: set('precondition conflict lock billing'),
  413: set('rate_limit quota plan'),
  422: set(`${SELF} ${STATE}`),
  423: set('lock billing plan permission'),
  424: set(PROVIDER),
  429: set(`rate_limit quota billing plan lock ${PROVIDER}`),
  '4xx': set('rate_limit quota billing plan authentication permission lock'),
  '5xx': set(`rate_limit quota billing client_config lock ${PROVIDER}`),
};

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

const NOTHING: ReadonlySet<string> = new Set();
/** The line of each status that was seen, 200 to 999. */
const lines: (ReadonlySet<string> | undefined)[] = new Array(1000).fill(undefined);

/** Whether a body is believed when it claims this category under this status. */
export function isHeard(category: Category, status: number): boolean {
  let line = lines[status];
  if (line === undefined) {
    line = HEARD[status < 400 ? 200 : status] ?? HEARD[status < 500 ? '4xx' : '5xx'] ?? NOTHING;
    lines[status] = line;
  }
  return line.has(category);
}

/** Whether words that only restate a status are heard: where the status itself says little. */
export function saysLittle(status: number): boolean {
  return status < 400 || status === 400 || status === 422 || status === 500;
}
