import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rulePack } from '@faultline/monitors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { promtoolTest, variantsOf } from './promtool-test.ts';
import { SCENARIOS } from './scenarios/all-scenarios.ts';

const ALERTS = rulePack().flatMap(({ rules }) => rules.filter((rule) => 'alert' in rule));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-rules-'));
  writeFileSync(join(folder, 'rules.json'), JSON.stringify({ groups: rulePack() }));
  execFileSync('promtool', ['--version']);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Each with the blame of the classification, and again where evidence moves it. */
const PLAYS = SCENARIOS.flatMap((scenario) =>
  variantsOf(scenario).map((variant) => [scenario.name, variant, scenario] as const),
);

/** Stories run side by side: promtool is a process of its own. */
describe.concurrent('the rules', () => {
  it.each(PLAYS)('%s (blame: %s)', async (name, variant, scenario) => {
    const file = join(folder, `${variant}-${SCENARIOS.indexOf(scenario)}.json`);
    writeFileSync(file, JSON.stringify(promtoolTest(scenario, variant, join(folder, 'rules.json'), ALERTS)));
    const says = await promisify(execFile)('promtool', ['test', 'rules', file]).then(
      () => 'SUCCESS',
      (error: { stdout: string; stderr: string }) => error.stdout + error.stderr,
    );
    expect(says, name).toBe('SUCCESS');
  });
});
