import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Classify, classify, type Exchange, templateOf } from '@faultline/core';
import { createClassifier } from '@faultline/providers';
import { cheatSheetRule } from '@faultline/test/kit';
import * as of from './classify/exchanges.ts';
import { type BenchRow, consume, estimateOf, printReport, race, rowOf } from './kit.ts';

// Nanoseconds of CPU to classify one exchange, beside the rule of every cheat sheet in the same run. Loading is measured on the built
// packages, in processes of its own: the script builds them first.

const LOADS = 25;

const everything = createClassifier();

printReport('classify: one exchange', [
  await compare('core: plain success', classify, of.SUCCESSES, 200_000, 100),
  await compare('core: plain statuses, mixed', classify, of.MIXED, 200_000, 100),
  await compare('core: Retry-After in seconds', classify, of.IN_SECONDS, 50_000),
  await compare('core: Retry-After as a date', classify, of.AS_DATE, 20_000),
  await compare('core: refused connection through fetch', classify, of.REFUSED, 10_000),
  await compare('all providers: plain success', everything, of.SUCCESSES, 200_000, 100),
  await compare('all providers: plain statuses, mixed', everything, of.MIXED, 200_000, 100),
  await compare('all providers: failure with 4 KiB of JSON', everything, of.WITH_BODY, 10_000, 2000),
  await compare('all providers: declined card at Stripe', everything, of.DECLINED, 10_000, 2000),
  await template(),
  ...loading(),
]);

async function compare(
  what: string,
  judge: Classify,
  exchanges: readonly Exchange[],
  iterations: number,
  atMost?: number,
): Promise<BenchRow> {
  const each = (rule: (exchange: Exchange) => unknown) => (count: number) => {
    for (let i = 0; i < count; i++) {
      const exchange = exchanges[i % exchanges.length];
      if (exchange !== undefined) consume(rule(exchange));
    }
  };
  const samples = await race(
    [
      { name: 'ours', run: each(judge) },
      { name: 'cheat sheet rule', run: each((exchange) => cheatSheetRule(exchange.response?.status ?? 0)) },
    ],
    // CPU time: what else the machine does must not count.
    { iterations, clock: 'cpu' },
  );
  const peers = { 'cheat sheet rule': estimateOf(samples, 'cheat sheet rule').median };
  return rowOf(what, estimateOf(samples, 'ours'), peers, 'ns', atMost);
}

async function template(): Promise<BenchRow> {
  const paths = [
    '/v1/customers/cus_9s6XKzkNRiz8i3/cards/42',
    '/v1/chat/completions',
    '/repos/octocat/hello/issues/7',
  ];
  const run = (count: number): void => {
    for (let i = 0; i < count; i++) consume(templateOf(paths[i % paths.length] ?? ''));
  };
  const samples = await race([{ name: 'ours', run }], { iterations: 20_000, clock: 'cpu' });
  return rowOf('core: route template of a path', estimateOf(samples, 'ours'), {}, 'ns');
}

function loading(): readonly BenchRow[] {
  const program = fileURLToPath(new URL('./classify/load.mjs', import.meta.url));
  const loads = Array.from({ length: LOADS }, (): { ms: number; bytes: number } =>
    JSON.parse(execFileSync(process.execPath, ['--expose-gc', program], { encoding: 'utf8' })),
  );
  const samples = new Map([
    ['ms', loads.map(({ ms }) => ms)],
    ['MB', loads.map(({ bytes }) => bytes / 1e6)],
  ]);
  return [
    rowOf('all providers: loading them over core', estimateOf(samples, 'ms'), {}, 'ms', 15),
    rowOf('all providers: heap that they keep', estimateOf(samples, 'MB'), {}, 'MB', 3),
  ];
}
