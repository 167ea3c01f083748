import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { rulePack } from '@faultline/monitors';
import { promtoolTest, variantsOf } from './promtool-test.ts';
import { SCENARIOS } from './scenarios/all-scenarios.ts';

mkdirSync('/tmp/pt', { recursive: true });
writeFileSync('/tmp/pt/rules.json', JSON.stringify({ groups: rulePack() }));
const alerts = rulePack().flatMap(({ rules }) => rules.filter((rule) => 'alert' in rule));
const [from, to] = (process.argv[2] ?? '0-999').split('-').map(Number);
const jobs = SCENARIOS.slice(from, to).flatMap((s) => variantsOf(s).map((v) => [s, v] as const));
let n = 0,
  bad = 0;
const t = Date.now();
await Promise.all(
  [0, 1].map(async () => {
    for (;;) {
      const j = jobs[n++];
      if (!j) return;
      const f = `/tmp/pt/t${n}.json`;
      writeFileSync(f, JSON.stringify(promtoolTest(j[0], j[1], '/tmp/pt/rules.json', alerts)));
      await promisify(execFile)('promtool', ['test', 'rules', f]).catch((e) => {
        bad++;
        console.log(
          `FAIL ${j[0].name} (${j[1]})\n${(e.stdout + e.stderr)
            .replaceAll('Labels:', '')
            .replace(/alertname=~[^}]*}/g, '')
            .slice(0, 2500)}`,
        );
      });
    }
  }),
);
console.log(jobs.length, 'played', bad, 'bad', (Date.now() - t) / 1000);
