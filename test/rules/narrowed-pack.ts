import type { AlertingRule, RecordingRule, RuleGroup } from '@faultline/monitors';
import { parser } from '@prometheus-io/lezer-promql';

type Rule = AlertingRule | RecordingRule;

/** The part of a pack that one rule can reach. */
export interface NarrowedPack {
  readonly groups: readonly RuleGroup[];
  /** Names of the alerts that the rule can change. */
  readonly alerts: ReadonlySet<string>;
}

/**
 * The alerts that read a rule, directly or through recordings, and every recording that those alerts need: what is left
 * out cannot notice a change of the rule. Alerts of one name stay together, since stories speak of names.
 */
export function narrowedTo(rule: Rule, groups: readonly RuleGroup[]): NarrowedPack {
  const rules = groups.flatMap((group) => group.rules);
  const reads = new Map(rules.map((each) => [each, metricsIn(each.expr)]));
  const reached = new Set<Rule>([rule]);
  for (let before = 0; before < reached.size; ) {
    before = reached.size;
    const records = new Set([...reached].flatMap((each) => ('record' in each ? [each.record] : [])));
    for (const each of rules) {
      if ([...(reads.get(each) ?? [])].some((metric) => records.has(metric))) reached.add(each);
    }
  }
  const alerts = new Set([...reached].flatMap((each) => ('alert' in each ? [each.alert] : [])));
  const needed = new Set<Rule>(rules.filter((each) => 'alert' in each && alerts.has(each.alert)));
  for (const each of needed) {
    for (const other of rules) {
      if ('record' in other && reads.get(each)?.has(other.record)) needed.add(other);
    }
  }
  return {
    alerts,
    groups: groups
      .map((group) => ({ ...group, rules: group.rules.filter((each) => needed.has(each)) }))
      .filter((group) => group.rules.length > 0),
  };
}

/** The metrics that an expression reads. */
function metricsIn(expr: string): ReadonlySet<string> {
  const names = new Set<string>();
  parser.parse(expr).iterate({
    enter({ node, name, from, to }) {
      if (name === 'Identifier' && node.parent?.name === 'VectorSelector') names.add(expr.slice(from, to));
    },
  });
  return names;
}
