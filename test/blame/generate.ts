import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { WorldMaker } from './maker.ts';
import { STRANGER_SCENARIOS, TUNING_SCENARIOS } from './scenarios/index.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { SECOND_STRANGERS } from './scenarios/second-strangers.ts';
import { VALIDATION_SCENARIOS } from './scenarios/validation.ts';
import type { World } from './world.ts';

/** Makes one world of a scenario; another seed gives another service, provider, rate and time. */
export function worldOf(scenario: Scenario, id: string, seed: number): World {
  const make = new WorldMaker(id, seed);
  make.title = scenario.title;
  make.notes = scenario.notes;
  scenario.build(make);
  if (scenario.family !== 'quiet') make.decoys();
  return make.make(scenario.family, scenario.source);
}

/** Writes worlds of every scenario: `node generate.ts` renews `worlds/own` and `worlds/validation`. */
function generate(directory: string, prefix: string, scenarios: readonly Scenario[], each: number): void {
  const path = fileURLToPath(new URL(`worlds/${directory}`, import.meta.url));
  mkdirSync(path, { recursive: true });
  for (const old of readdirSync(path)) rmSync(`${path}/${old}`);
  scenarios.forEach((scenario, index) => {
    for (let seed = 0; seed < each; seed++) {
      const id = `${prefix}${String(index + 1).padStart(2, '0')}${each === 1 ? '' : String.fromCharCode(97 + seed)}`;
      writeFileSync(`${path}/${id}.json`, `${JSON.stringify(worldOf(scenario, id, seed), null, 1)}\n`);
    }
  });
}

if (import.meta.main) {
  generate('own', 'o', TUNING_SCENARIOS, 1);
  generate('validation', 'v', VALIDATION_SCENARIOS, 2);
  generate('strangers', 's', STRANGER_SCENARIOS, 1);
  generate('second-strangers', 'z', SECOND_STRANGERS, 1);
}
