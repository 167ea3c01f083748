import { classify, type Exchange, templateOf } from '@faultline/core';
import { cheatSheetRule } from '@faultline/test/kit';
import { consume, estimateOf, printReport, race, rowOf } from './kit.ts';

const HEADERS = {
  date: 'Mon, 02 Mar 2026 10:00:00 GMT',
  'content-type': 'application/json',
  'content-length': '312',
  server: 'cloudflare',
  'cache-control': 'no-store',
  vary: 'Accept-Encoding',
  'x-request-id': '3f2a7c1e9b',
  'x-ratelimit-remaining': '4711',
};

const answered = (status: number, headers: Record<string, string> = HEADERS): Exchange => ({
  method: 'GET',
  url: 'https://api.example.com/v1/customers/cus_9s6XKzkNRiz8i3',
  startedAt: 1_772_445_600_000,
  durationMs: 42,
  response: { status, headers },
});
const failed = (error: unknown): Exchange => ({
  method: 'GET',
  url: 'https://api.example.com/v1/customers',
  startedAt: 1_772_445_600_000,
  durationMs: 42,
  error,
});

const SUCCESS = [200, 200, 200, 201, 204, 304, 200, 202].map((status) => answered(status));
const MIXED = [200, 200, 404, 401, 200, 422, 500, 503, 429, 502, 504, 403, 301, 200, 418, 599].map((status) =>
  answered(status),
);
const DELAYED = [429, 503].map((status) => answered(status, { ...HEADERS, 'retry-after': '30' }));
const DATED = [answered(503, { ...HEADERS, 'retry-after': 'Mon, 02 Mar 2026 10:02:00 GMT' })];
const REFUSED = [
  failed(
    new TypeError('fetch failed', {
      cause: Object.assign(new Error('connect ECONNREFUSED 203.0.113.7:443'), {
        code: 'ECONNREFUSED',
        syscall: 'connect',
        address: '203.0.113.7',
        port: 443,
      }),
    }),
  ),
];

const ITERATIONS = 200_000;

async function compare(what: string, exchanges: readonly Exchange[], iterations: number, atMost?: number) {
  const each = (judge: (exchange: Exchange) => unknown) => (count: number) => {
    for (let i = 0; i < count; i++) {
      const exchange = exchanges[i % exchanges.length];
      if (exchange !== undefined) consume(judge(exchange));
    }
  };
  const samples = await race(
    [
      { name: 'ours', run: each(classify) },
      { name: 'cheat sheet rule', run: each((exchange) => cheatSheetRule(exchange.response?.status ?? 0)) },
    ],
    { iterations },
  );
  const peers = { 'cheat sheet rule': estimateOf(samples, 'cheat sheet rule').median };
  return rowOf(what, estimateOf(samples, 'ours'), peers, 'ns', atMost);
}

async function template() {
  const paths = [
    '/v1/customers/cus_9s6XKzkNRiz8i3/cards/42',
    '/v1/chat/completions',
    '/repos/octocat/hello/issues/7',
  ];
  const samples = await race(
    [
      {
        name: 'ours',
        run: (count: number) => {
          for (let i = 0; i < count; i++) consume(templateOf(paths[i % paths.length] ?? ''));
        },
      },
    ],
    { iterations: ITERATIONS / 10 },
  );
  return rowOf('route template of a path', estimateOf(samples, 'ours'), {}, 'ns');
}

printReport('classify: one exchange, core tables alone', [
  await compare('plain success', SUCCESS, ITERATIONS, 100),
  await compare('plain statuses, mixed', MIXED, ITERATIONS, 100),
  await compare('Retry-After in seconds', DELAYED, ITERATIONS / 4),
  await compare('Retry-After as a date', DATED, ITERATIONS / 10),
  await compare('refused connection through fetch', REFUSED, ITERATIONS / 20),
  await template(),
]);
