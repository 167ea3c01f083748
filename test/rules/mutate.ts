// Would the stories notice a wrong rule? Changes one thing at a time and plays them: `npm run mutate:rules`.
// `-- --only NAME` takes the rules whose name holds NAME, `-- --part 2/8` the second of eight parts.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rulePack } from '@faultline/monitors';
import { JUSTIFIED } from './justified-mutants.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { playMutants } from './play-mutants.ts';
import { alertOf, variantsOf } from './promtool-test.ts';
import type { Scenario } from './scenario.ts';
import { SCENARIOS } from './scenarios/all-scenarios.ts';

/** promtool processes at a time. */
const WORKERS = 2;

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, part: { type: 'string', default: '1/1' } },
});
const [part = 1, parts = 1] = values.part.split('/').map(Number);
const groups = rulePack();
const mutants = mutantsOf(groups).filter(
  ({ rule }, index) => rule.includes(values.only) && index % parts === part - 1,
);
const justified = mutants.filter((mutant) =>
  JUSTIFIED.some(([rule, change]) => mutant.rule === rule && mutant.change === change),
);
const judged = mutants.filter((mutant) => !justified.includes(mutant));
const folder = mkdtempSync(join(tmpdir(), 'faultline-mutants-'));
const started = performance.now();
const survivors = (
  await Promise.all(
    Array.from({ length: WORKERS }, (_, worker) =>
      survivorsOf(judged.filter((_mutant, index) => index % WORKERS === worker)),
    ),
  )
).flat();
rmSync(folder, { recursive: true });

for (const { rule, change } of survivors) console.log(`survived  ${rule}: ${change}`);
const killed = judged.length - survivors.length;
const seconds = Math.round((performance.now() - started) / 1000);
console.log(
  `${mutants.length} mutants: ${killed} killed, ${justified.length} justified, ${survivors.length} survived, in ${seconds} s`,
);
process.exitCode = survivors.length === 0 ? 0 : 1;

/** Plays every story to the mutants that are still alive, next the one that is likeliest to be noticed for its length. */
async function survivorsOf(all: readonly Mutant[]): Promise<readonly Mutant[]> {
  let alive = all;
  const toPlay = new Set(SCENARIOS);
  while (toPlay.size > 0 && alive.length > 0) {
    const worth = (scenario: Scenario) => concerned(scenario, alive) / scenario.minutes;
    const [scenario] = [...toPlay].sort((a, b) => worth(b) - worth(a));
    if (scenario === undefined) break;
    toPlay.delete(scenario);
    for (const variant of variantsOf(scenario)) {
      const killed = await playMutants(scenario, variant, alive, groups, folder);
      alive = alive.filter((mutant) => !killed.has(mutant));
    }
    process.stderr.write(`\r${toPlay.size} stories to play, ${alive.length} mutants alive  `);
  }
  return alive;
}

/** How many of the mutants change an alert that a story speaks of. */
function concerned({ prior, moved = [] }: Scenario, alive: readonly Mutant[]): number {
  const firing = new Set([...prior, ...moved].flatMap((checkpoint) => checkpoint.firing));
  return alive.filter(({ alerts }) => [...firing].some((alert) => alerts.has(alertOf(alert)))).length;
}
