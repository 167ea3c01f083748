import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RuleGroup } from '@faultline/monitors';
import { freePort } from '../../kit/servers/free-port.ts';
import { startServer } from '../../kit/servers/server-process.ts';

/** How long the last evaluation of a rule or a group took. */
export interface Evaluation {
  readonly name: string;
  /** When, as Prometheus spells it. */
  readonly lastEvaluation: string;
  readonly seconds: number;
}

/** A group with its rules. */
export interface EvaluatedGroup extends Evaluation {
  readonly rules: readonly (Evaluation & { readonly error: string })[];
}

/** A real Prometheus that is filled by remote write, and whose rules are added once it is full. */
export interface ScaledPrometheus {
  readonly url: string;
  addRules(groups: readonly RuleGroup[]): Promise<void>;
  evaluations(): Promise<readonly EvaluatedGroup[]>;
  /** A number that Prometheus tells of itself. */
  own(metric: string): Promise<number>;
  stop(): Promise<void>;
}

/** Starts Debian's Prometheus on a free loopback port and an empty folder. */
export async function startScaledPrometheus(): Promise<ScaledPrometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-scale-'));
  const config = join(folder, 'prometheus.json');
  const rules = join(folder, 'rules.json');
  const configure = (files: readonly string[]) =>
    writeFileSync(config, JSON.stringify({ global: { evaluation_interval: '30s' }, rule_files: files }));
  configure([]);
  const address = `127.0.0.1:${await freePort()}`;
  const server = await startServer(
    'prometheus',
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      '--web.enable-lifecycle',
      '--web.enable-remote-write-receiver',
      `--web.listen-address=${address}`,
    ],
    `http://${address}`,
    '/-/ready',
  );
  return {
    url: server.url,
    async addRules(groups) {
      writeFileSync(rules, JSON.stringify({ groups }));
      configure([rules]);
      const response = await fetch(`${server.url}/-/reload`, { method: 'POST' });
      if (!response.ok) throw new Error(`reload: ${response.status} ${await response.text()}`);
    },
    async evaluations() {
      const answer = (await (await fetch(`${server.url}/api/v1/rules`)).json()) as RulesAnswer;
      return answer.data.groups.map((group) => ({
        ...evaluationOf(group),
        rules: group.rules.map((rule) => ({ ...evaluationOf(rule), error: rule.lastError ?? '' })),
      }));
    },
    async own(metric) {
      const text = await (await fetch(`${server.url}/metrics`)).text();
      const values = [...text.matchAll(new RegExp(`^${metric}(?:\\{.*\\})? (\\S+)$`, 'gm'))];
      return values.reduce((sum, [, value]) => sum + Number(value), 0);
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface EvaluatedAnswer {
  readonly name: string;
  readonly evaluationTime: number;
  readonly lastEvaluation: string;
  readonly lastError?: string;
}

interface RulesAnswer {
  readonly data: {
    readonly groups: readonly (EvaluatedAnswer & { readonly rules: readonly EvaluatedAnswer[] })[];
  };
}

function evaluationOf({ name, lastEvaluation, evaluationTime }: EvaluatedAnswer): Evaluation {
  return { name, lastEvaluation, seconds: evaluationTime };
}
