import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rulePack } from '@faultline/monitors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { promtoolTest, type Variant } from './promtool-test.ts';
import { SCENARIOS } from './scenarios/all-scenarios.ts';

const VARIANTS: readonly Variant[] = ['prior', 'moved'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-rules-'));
  writeFileSync(join(folder, 'rules.json'), JSON.stringify({ groups: rulePack() }));
  execFileSync('promtool', ['--version']);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Scenarios run side by side: promtool is a process of its own. */
describe.concurrent.each(VARIANTS)('with the blame %s', (variant) => {
  it.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))('%s', async (name, scenario) => {
    const file = join(folder, `${variant}-${SCENARIOS.indexOf(scenario)}.json`);
    writeFileSync(
      file,
      JSON.stringify(promtoolTest(scenario, variant, join(folder, 'rules.json'), rulePack())),
    );
    const says = await promisify(execFile)('promtool', ['test', 'rules', file]).then(
      () => 'SUCCESS',
      (error: { stdout: string; stderr: string }) => error.stdout + error.stderr,
    );
    expect(says, name).toBe('SUCCESS');
  });
});
