import type { Exchange } from '@faultline/core';

const HEADERS: Readonly<Record<string, string>> = {
  date: 'Mon, 02 Mar 2026 10:00:00 GMT',
  'content-type': 'application/json',
  'content-length': '312',
  server: 'cloudflare',
  'cache-control': 'no-store',
  vary: 'Accept-Encoding',
  'x-request-id': '3f2a7c1e9b',
  'x-ratelimit-remaining': '4711',
};

/** An answer with the headers that most APIs send. */
function answered(status: number, more: Record<string, string> = {}, body?: string): Exchange {
  return {
    method: 'GET',
    url: 'https://api.example.com/v1/customers/cus_9s6XKzkNRiz8i3',
    startedAt: Date.UTC(2026, 2, 2, 10),
    durationMs: 42,
    response: { status, headers: { ...HEADERS, ...more }, ...(body === undefined ? {} : { body }) },
  };
}

/** An error of 4 KiB, as a validating API sends it: the code comes first, the fields after. */
const LONG_BODY = JSON.stringify({
  error: { type: 'invalid_request_error', code: 'parameter_invalid', message: 'Several fields are wrong.' },
  fields: Array.from({ length: 40 }, (_, at) => ({
    field: `items[${at}].quantity`,
    message: 'must be a whole number that is greater than zero',
  })),
}).slice(0, 4096);

/** Answers of 2xx and 304 alone. */
export const SUCCESSES: readonly Exchange[] = [200, 200, 200, 201, 204, 304, 200, 202].map((status) =>
  answered(status),
);

/** Statuses as a bad day mixes them, without Retry-After. */
export const MIXED: readonly Exchange[] = [
  200, 200, 404, 401, 200, 422, 500, 503, 429, 502, 504, 403, 301, 200, 418, 599,
].map((status) => answered(status));

export const IN_SECONDS: readonly Exchange[] = [429, 503].map((status) =>
  answered(status, { 'retry-after': '30' }),
);

export const AS_DATE: readonly Exchange[] = [
  answered(503, { 'retry-after': 'Mon, 02 Mar 2026 10:02:00 GMT' }),
];

/** Failures whose body was peeked. */
export const WITH_BODY: readonly Exchange[] = [400, 422, 500].map((status) =>
  answered(status, {}, LONG_BODY),
);

/** A declined card at a provider with rules of its own. */
export const DECLINED: readonly Exchange[] = [
  {
    ...answered(
      402,
      {},
      '{"error":{"type":"card_error","code":"card_declined","decline_code":"generic_decline"}}',
    ),
    url: 'https://api.stripe.com/v1/charges',
  },
];

/** A refused connection as fetch throws it. */
export const REFUSED: readonly Exchange[] = [
  {
    method: 'GET',
    url: 'https://api.example.com/v1/customers',
    startedAt: Date.UTC(2026, 2, 2, 10),
    durationMs: 42,
    error: new TypeError('fetch failed', {
      cause: Object.assign(new Error('connect ECONNREFUSED 203.0.113.7:443'), {
        code: 'ECONNREFUSED',
        syscall: 'connect',
        address: '203.0.113.7',
        port: 443,
      }),
    }),
  },
];
