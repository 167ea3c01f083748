// Would the stories notice a wrong rule? Changes one thing at a time and plays them: `npm run mutate:rules`.
// `-- --only NAME` takes the rules whose name holds NAME, `-- --part 2/8` the second of eight parts.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { rulePack } from '@faultline/monitors';
import { JUSTIFIED } from './justified-mutants.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { promtoolTest, type Variant } from './promtool-test.ts';
import type { Scenario } from './scenario.ts';
import { SCENARIOS } from './scenarios/all-scenarios.ts';

/** promtool processes at a time. */
const WORKERS = 2;
const DAY_OF_A_STORY = 240;

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, part: { type: 'string', default: '1/1' } },
});
const [part = 1, parts = 1] = values.part.split('/').map(Number);
const mutants = mutantsOf(rulePack()).filter(
  ({ rule }, index) => rule.includes(values.only) && index % parts === part - 1,
);
const folder = mkdtempSync(join(tmpdir(), 'faultline-mutants-'));
const survivors: Mutant[] = [];
const started = performance.now();
let killed = 0;
let justified = 0;
let next = 0;

await Promise.all(Array.from({ length: WORKERS }, (_, worker) => work(worker)));
rmSync(folder, { recursive: true });
const seconds = Math.round((performance.now() - started) / 1000);
console.log(
  `\n${mutants.length} mutants: ${killed} killed, ${justified} justified, ${survivors.length} survived, in ${seconds} s`,
);
process.exitCode = survivors.length === 0 ? 0 : 1;

async function work(worker: number): Promise<void> {
  for (let mutant = mutants[next++]; mutant !== undefined; mutant = mutants[next++]) {
    if (JUSTIFIED.some(([rule, change]) => mutant?.rule === rule && mutant.change === change)) justified++;
    else if (await isKilled(mutant, worker)) killed++;
    else {
      survivors.push(mutant);
      console.log(`survived  ${mutant.rule}: ${mutant.change}`);
    }
    process.stderr.write(`\r${killed + survivors.length + justified}/${mutants.length} `);
  }
}

/** Plays the stories likeliest to notice first: those that speak of the alert, and the short ones. */
async function isKilled(mutant: Mutant, worker: number): Promise<boolean> {
  const rules = join(folder, `rules-${worker}.json`);
  const test = join(folder, `test-${worker}.json`);
  writeFileSync(rules, JSON.stringify({ groups: mutant.groups }));
  const silence = (scenario: Scenario) =>
    (speaksOf(scenario, mutant.alerts) ? 0 : DAY_OF_A_STORY) + scenario.minutes;
  for (const scenario of SCENARIOS.toSorted((a, b) => silence(a) - silence(b))) {
    for (const variant of variantsOf(scenario)) {
      writeFileSync(test, JSON.stringify(promtoolTest(scenario, variant, rules, mutant.groups)));
      const passes = await promisify(execFile)('promtool', ['test', 'rules', test]).then(
        () => true,
        () => false,
      );
      if (!passes) return true;
    }
  }
  return false;
}

function speaksOf(scenario: Scenario, alerts: ReadonlySet<string>): boolean {
  return [...scenario.prior, ...(scenario.moved ?? [])].some(({ firing }) =>
    firing.some((alert) => alerts.has(alert)),
  );
}

/** Where no evidence moves any blame, both variants are the same. */
function variantsOf({ flows }: Scenario): readonly Variant[] {
  const moves = flows.some(({ phases }) =>
    phases.some(({ perMinute }) => perMinute.some(([{ prior, moved }]) => prior !== moved)),
  );
  return moves ? ['prior', 'moved'] : ['prior'];
}
