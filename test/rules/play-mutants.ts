import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AlertingRule, RuleGroup } from '@faultline/monitors';
import type { Mutant } from './mutants.ts';
import { promtoolTests, type Variant } from './promtool-test.ts';
import { neededBy, type Rule } from './rule-reach.ts';
import type { Scenario } from './scenario.ts';

/** The part of promtool's output that is read at most. */
const OUTPUT_BYTES = 256 << 20;

let files = 0;

/**
 * Plays one story to many mutants at once, beside the recordings that they need: those that notice.
 *
 * @throws Error when promtool fails without naming a mutant
 */
export async function playMutants(
  scenario: Scenario,
  variant: Variant,
  mutants: readonly Mutant[],
  groups: readonly RuleGroup[],
  folder: string,
): Promise<ReadonlySet<Mutant>> {
  const killed = new Set<Mutant>();
  for (;;) {
    const alive = mutants.filter((mutant) => !killed.has(mutant));
    if (alive.length === 0) return killed;
    const says = await promtool(scenario, variant, alive, groups, folder);
    if (says === '') return killed;
    const named = new Set([...says.matchAll(/_m\d+\b/g)].map(([suffix]) => suffix));
    const noticed = alive.filter(({ suffix }) => named.has(suffix));
    if (noticed.length === 0) throw new Error(`${scenario.name}: ${says.slice(0, 2000)}`);
    for (const mutant of noticed) killed.add(mutant);
    // After a rule that cannot be evaluated, promtool looks at no expectation.
    if (!/^\s*rule: .* err: /m.test(says)) return killed;
  }
}

/** What promtool complains of; nothing when it is content. */
async function promtool(
  scenario: Scenario,
  variant: Variant,
  mutants: readonly Mutant[],
  groups: readonly RuleGroup[],
  folder: string,
): Promise<string> {
  const rules = join(folder, `rules-${files}.json`);
  const test = join(folder, `test-${files++}.json`);
  const copies = mutants.flatMap((mutant) => [...mutant.rules.values()].flat());
  const needed = neededBy(
    copies,
    groups.flatMap((group) => group.rules),
  );
  writeFileSync(rules, JSON.stringify({ groups: besideEachOther(groups, needed, mutants) }));
  const sets = mutants.map((mutant) => ({
    suffix: mutant.suffix,
    alerts: [...mutant.rules.values()].flat().filter((rule): rule is AlertingRule => 'alert' in rule),
  }));
  writeFileSync(test, JSON.stringify(promtoolTests(scenario, variant, rules, sets)));
  return await promisify(execFile)('promtool', ['test', 'rules', test], { maxBuffer: OUTPUT_BYTES }).then(
    () => '',
    ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr,
  );
}

/** In the order of the pack: what is needed of each group, and behind it what each mutant has of that group. */
function besideEachOther(
  groups: readonly RuleGroup[],
  needed: ReadonlySet<Rule>,
  mutants: readonly Mutant[],
): readonly { readonly rules: readonly object[] }[] {
  return groups
    .flatMap((group) => [
      { ...group, rules: group.rules.filter((rule) => needed.has(rule)) },
      ...mutants.map(({ suffix, rules }) => ({
        ...group,
        name: group.name + suffix,
        rules: (rules.get(group.name) ?? []).map(withoutText),
      })),
    ])
    .filter((group) => group.rules.length > 0);
}

/** Texts of alerts ask the database, which takes time and tells nothing here. */
function withoutText(rule: Rule): object {
  return 'alert' in rule ? { ...rule, annotations: {} } : rule;
}
