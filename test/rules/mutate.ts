// Would the stories notice a wrong rule? Changes one thing at a time and plays them: `npm run mutate:rules`.
// Takes an hour on two cores. `-- --only NAME` takes the rules whose name holds NAME.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { rulePack } from '@faultline/monitors';
import { JUSTIFIED } from './justified-mutants.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { promtoolTest, type Variant } from './promtool-test.ts';
import { SCENARIOS } from './scenarios/all-scenarios.ts';

/** promtool processes at a time. */
const WORKERS = 2;
/** Variants and stories in one call of promtool. */
const VARIANTS: readonly Variant[] = ['prior', 'moved'];

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const mutants = mutantsOf(rulePack()).filter(({ rule }) => rule.includes(values.only));
const folder = mkdtempSync(join(tmpdir(), 'faultline-mutants-'));
const survivors: Mutant[] = [];
let killed = 0;
let justified = 0;
let next = 0;

await Promise.all(Array.from({ length: WORKERS }, (_, worker) => work(worker)));
rmSync(folder, { recursive: true });
const total = mutants.length - justified;
console.log(
  `\n${killed} of ${total} mutants killed (${((100 * killed) / total).toFixed(1)} %), ${justified} justified`,
);
for (const { rule, change } of survivors) console.log(`survived  ${rule}: ${change}`);
process.exitCode = survivors.length === 0 ? 0 : 1;

async function work(worker: number): Promise<void> {
  for (let mutant = mutants[next++]; mutant !== undefined; mutant = mutants[next++]) {
    if (JUSTIFIED.some(([rule, change]) => mutant?.rule === rule && mutant.change.startsWith(change)))
      justified++;
    else if (await isKilled(mutant, worker)) killed++;
    else {
      survivors.push(mutant);
      console.log(`survived  ${mutant.rule}: ${mutant.change}`);
    }
    process.stderr.write(`\r${killed + survivors.length + justified}/${mutants.length} `);
  }
}

async function isKilled(mutant: Mutant, worker: number): Promise<boolean> {
  const rules = join(folder, `rules-${worker}.json`);
  writeFileSync(rules, JSON.stringify({ groups: mutant.groups }));
  // Stories that speak of the alert are the likeliest to notice.
  const alert = mutant.rule.split(' ')[0] ?? '';
  const speaks = (scenario: (typeof SCENARIOS)[number]) =>
    [...scenario.prior, ...(scenario.moved ?? [])].some(({ firing }) => firing.includes(alert)) ? 0 : 1;
  for (const scenario of [...SCENARIOS].sort((a, b) => speaks(a) - speaks(b))) {
    for (const variant of VARIANTS) {
      if (variant === 'moved' && scenario.moved === undefined && speaks(scenario) === 1) continue;
      const test = join(folder, `test-${worker}.json`);
      writeFileSync(test, JSON.stringify(promtoolTest(scenario, variant, rules)));
      const passes = await promisify(execFile)('promtool', ['test', 'rules', test]).then(
        () => true,
        () => false,
      );
      if (!passes) return true;
    }
  }
  return false;
}
