import type { Blame, Category, Retry } from '@faultline/core';
import { fault, OK } from '@faultline/test/kit';
import type { Row } from './expectation.ts';

/** status, category, blame, retry: columns of the status table, where the answer states no delay. */
const PLAIN_STATUSES: readonly (readonly [number, Category, Blame, Retry])[] = [
  [200, 'ok', 'none', 'never'],
  [201, 'ok', 'none', 'never'],
  [202, 'ok', 'none', 'never'],
  [204, 'ok', 'none', 'never'],
  [207, 'partial_failure', 'unknown', 'if_idempotent'],
  [304, 'ok', 'none', 'never'],
  [400, 'validation', 'self', 'after_fix'],
  [401, 'authentication', 'self', 'after_fix'],
  [402, 'billing', 'self', 'after_fix'],
  [403, 'permission', 'self', 'after_fix'],
  [404, 'not_found', 'self', 'after_fix'],
  [405, 'validation', 'self', 'after_fix'],
  [407, 'proxy', 'self', 'after_fix'],
  [408, 'timeout', 'unknown', 'backoff'],
  [409, 'conflict', 'self', 'after_fix'],
  [410, 'gone', 'provider', 'never'],
  [412, 'precondition', 'self', 'after_fix'],
  [413, 'validation', 'self', 'after_fix'],
  [422, 'validation', 'self', 'after_fix'],
  [423, 'lock', 'unknown', 'backoff'],
  [426, 'protocol', 'self', 'after_fix'],
  [431, 'validation', 'self', 'after_fix'],
  [451, 'permission', 'none', 'never'],
  [500, 'provider_error', 'provider', 'backoff'],
  [501, 'provider_error', 'provider', 'never'],
  [502, 'gateway', 'provider', 'backoff'],
  [504, 'timeout', 'provider', 'if_idempotent'],
  [507, 'quota', 'self', 'after_fix'],
  [511, 'proxy', 'network', 'after_fix'],
  [529, 'overloaded', 'provider', 'backoff'],
  [599, 'connection', 'unknown', 'backoff'],
  [477, 'overloaded', 'provider', 'backoff'],
  [488, 'validation', 'self', 'after_fix'],
  [588, 'provider_error', 'provider', 'backoff'],
];

/** What providers answer. */
export const ANSWER_ROWS: readonly Row[] = [
  ...PLAIN_STATUSES.map(
    ([status, category, blame, retry]): Row => ({
      fault: `status ${status}`,
      scenario: fault.answer(status),
      exchanges: [{ status, category, blame, retry, ...(status < 400 ? {} : { errorType: String(status) }) }],
    }),
  ),
  {
    // RFC 9110 section 10.2.3: seconds.
    fault: 'rate limited for seven seconds',
    scenario: fault.answer(429, { headers: { 'retry-after': '7' } }),
    exchanges: [
      {
        status: 429,
        category: 'rate_limit',
        blame: 'self',
        retry: 'after_delay',
        retryAfterMs: 7_000,
        errorType: '429',
      },
    ],
  },
  {
    // RFC 9110 section 10.2.3: a date, meant against the clock of who wrote it.
    fault: 'overloaded until a date of its own clock',
    scenario: fault.answer(503, {
      headers: { date: 'Wed, 21 Oct 2015 07:28:00 GMT', 'retry-after': 'Wed, 21 Oct 2015 07:30:00 GMT' },
    }),
    exchanges: [
      {
        status: 503,
        category: 'overloaded',
        blame: 'provider',
        retry: 'after_delay',
        retryAfterMs: 120_000,
        errorType: '503',
      },
    ],
  },
  {
    fault: 'a write that may have been done',
    scenario: fault.answer(504),
    call: { method: 'POST' },
    exchanges: [
      { status: 504, category: 'timeout', blame: 'provider', retry: 'if_idempotent', errorType: '504' },
    ],
  },
  {
    fault: 'early hints before the answer',
    scenario: fault.answer(200, { earlyHints: true, body: 'x' }),
    exchanges: [{ status: 200, category: 'ok', blame: 'none', retry: 'never' }],
  },
  {
    fault: 'slow headers and all well',
    scenario: fault.slowHeaders(200),
    exchanges: [{ status: 200, category: 'ok', blame: 'none', retry: 'never' }],
  },
  {
    fault: 'slow body and all well',
    scenario: fault.slowBody(200),
    exchanges: [{ status: 200, category: 'ok', blame: 'none', retry: 'never' }],
  },
  {
    fault: 'compressed and all well',
    scenario: fault.answer(200, { gzip: true, body: { ok: true } }),
    exchanges: [{ status: 200, category: 'ok', blame: 'none', retry: 'never' }],
  },
  {
    fault: 'large body that nobody reads',
    scenario: fault.answer(500, { filler: 300_000 }),
    call: { unread: true },
    // A stream reads by its nature.
    clients: ['fetch', 'undici.request', 'http', 'axios', 'got'],
    exchanges: [
      { status: 500, category: 'provider_error', blame: 'provider', retry: 'backoff', errorType: '500' },
    ],
  },
  {
    // Each hop is an exchange; a followed redirect is nobody's fault.
    fault: 'redirect',
    scenario: fault.sequence(fault.redirect('redirect/arrived'), OK),
    exchanges: [
      { status: 302, category: 'redirect', blame: 'none', retry: 'after_fix' },
      { status: 200, category: 'ok', blame: 'none', retry: 'never' },
    ],
    but: Object.fromEntries(
      (['undici.request', 'undici.stream', 'http'] as const).map((client) => [
        client,
        {
          why: 'it does not follow redirects by itself',
          exchanges: [{ status: 302, category: 'redirect', blame: 'none', retry: 'after_fix' }],
        },
      ]),
    ),
  },
  {
    fault: 'http2 and all well',
    scenario: OK,
    to: (server, provider) => server.origin(provider, 'h2'),
    call: { h2: true },
    clients: ['fetch', 'undici.request', 'undici.stream'],
    exchanges: [{ status: 200, category: 'ok', blame: 'none', retry: 'never' }],
  },
  {
    fault: 'http2 rate limited',
    scenario: fault.answer(429, { headers: { 'retry-after': '3' } }),
    to: (server, provider) => server.origin(provider, 'h2'),
    call: { h2: true },
    clients: ['fetch', 'undici.request', 'undici.stream'],
    exchanges: [
      {
        status: 429,
        category: 'rate_limit',
        blame: 'self',
        retry: 'after_delay',
        retryAfterMs: 3_000,
        errorType: '429',
      },
    ],
  },
];
