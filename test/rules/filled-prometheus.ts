import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rulePack } from '@faultline/monitors';
import { type Prometheus, startPrometheus } from '../kit/servers/prometheus.ts';
import { HISTORY, openMetricsOf } from './history.ts';

/** A Prometheus that holds the history, with the recording rules evaluated over it. */
export interface FilledPrometheus extends Prometheus {
  /** Epoch seconds of the first and the last minute. */
  readonly start: number;
  readonly end: number;
}

/** Links in the longest chain of recording rules: each is evaluated over what the one before has written. */
const CHAIN = 5;

/** Fills a Prometheus with {@link HISTORY}, ending two hours ago, where backfilled blocks are allowed to be. */
export async function startFilledPrometheus(): Promise<FilledPrometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-history-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  const end = Math.floor(Date.now() / 1000 / 60) * 60 - 7200;
  const start = end - HISTORY.minutes * 60;
  const input = join(folder, 'history.om');
  writeFileSync(input, openMetricsOf(HISTORY, start));
  execFileSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', input, data]);

  const records = rulePack()
    .map((group) => ({ ...group, rules: group.rules.filter((rule) => 'record' in rule) }))
    .filter((group) => group.rules.length > 0);
  const rules = join(folder, 'rules.json');
  writeFileSync(rules, JSON.stringify({ groups: records }));
  for (let link = 0; link < CHAIN; link++) {
    const prometheus = await startPrometheus(folder, {});
    const written = join(folder, `records-${link}`);
    mkdirSync(written);
    execFileSync(
      'promtool',
      [
        'tsdb',
        'create-blocks-from',
        'rules',
        `--start=${start}`,
        `--end=${end}`,
        `--output-dir=${data}`,
        '--eval-interval=1m',
        `--url=${prometheus.url}`,
        rules,
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    await prometheus.stop();
  }
  const prometheus = await startPrometheus(folder, {});
  return {
    ...prometheus,
    start,
    end,
    async stop() {
      await prometheus.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
