// Would the stories notice a wrong rule? Changes one thing at a time and plays them: `npm run mutate:rules`.
// `-- --only NAME` takes the rules whose name holds NAME. `-- --seconds 60` stops after that time: what is judged is kept
// in `reports/`, and the next run goes on with the rest.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { rulePack } from '@faultline/monitors';
import { fingerprintOf, JudgedMutants } from './judged-mutants.ts';
import { JUSTIFIED } from './justified-mutants.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { playMutants } from './play-mutants.ts';
import { alertOf, variantsOf } from './promtool-test.ts';
import type { Scenario } from './scenario.ts';
import { SCENARIOS } from './scenarios/all-scenarios.ts';

/** promtool processes at a time. */
const WORKERS = 2;

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, seconds: { type: 'string', default: 'Infinity' } },
});
const groups = rulePack();
const mutants = mutantsOf(groups).filter(({ rule }) => rule.includes(values.only));
const justified = mutants.filter((mutant) =>
  JUSTIFIED.some(([rule, change]) => mutant.rule === rule && mutant.change === change),
);
const judged = new JudgedMutants(fileURLToPath(new URL('../reports/rule-mutants.json', import.meta.url)));
const idOf = ({ rule, change }: Mutant): string => fingerprintOf([rule, change, groups]);
const stories = new Map(SCENARIOS.map((scenario) => [scenario, fingerprintOf(scenario)]));
const known = new Set(stories.values());

const folder = mkdtempSync(join(tmpdir(), 'faultline-mutants-'));
const until = Date.now() + Number(values.seconds) * 1000;
let alive = mutants.filter((mutant) => !justified.includes(mutant) && !judged.isKilled(idOf(mutant), known));
const toPlay = new Map(stories);
while (toPlay.size > 0 && Date.now() < until) {
  const [[scenario, story] = []] = [...toPlay].sort(([a], [b]) => worthOf(b) - worthOf(a));
  if (scenario === undefined || story === undefined) break;
  toPlay.delete(scenario);
  const unplayed = alive.filter((mutant) => !judged.hasLived(idOf(mutant), story));
  const killed = await killedBy(scenario, unplayed);
  for (const mutant of unplayed) {
    if (killed.has(mutant)) judged.kill(idOf(mutant), story);
    else judged.letLive(idOf(mutant), story);
  }
  judged.save();
  alive = alive.filter((mutant) => !killed.has(mutant));
  process.stderr.write(`\r${toPlay.size} stories to play, ${alive.length} mutants alive  `);
}
rmSync(folder, { recursive: true });

const done = toPlay.size === 0;
for (const { rule, change } of alive) if (done) console.log(`survived  ${rule}: ${change}`);
const killed = mutants.length - justified.length - alive.length;
console.log(
  `\n${mutants.length} mutants: ${killed} killed, ${justified.length} justified, ${alive.length} ${done ? 'survived' : `alive, with ${toPlay.size} stories to play: run again`}`,
);
process.exitCode = done && alive.length === 0 ? 0 : 1;

/** Plays one story to some mutants, in several processes. */
async function killedBy(scenario: Scenario, all: readonly Mutant[]): Promise<ReadonlySet<Mutant>> {
  const killed = new Set<Mutant>();
  for (const variant of variantsOf(scenario)) {
    const shares = Array.from({ length: WORKERS }, (_, worker) =>
      all.filter((mutant, index) => index % WORKERS === worker && !killed.has(mutant)),
    );
    const found = await Promise.all(
      shares.map((share) => playMutants(scenario, variant, share, groups, folder)),
    );
    for (const mutant of found.flatMap((each) => [...each])) killed.add(mutant);
  }
  return killed;
}

/** How many of the mutants change an alert that a story speaks of, for its length: the likeliest come first. */
function worthOf({ prior, moved = [], minutes }: Scenario): number {
  const firing = new Set([...prior, ...moved].flatMap((checkpoint) => checkpoint.firing.map(alertOf)));
  return alive.filter(({ alerts }) => [...firing].some((alert) => alerts.has(alert))).length / minutes;
}
