import type { AlertingRule, RecordingRule } from '@faultline/monitors';
import { parser } from '@prometheus-io/lezer-promql';

/** A rule of the pack. */
export type Rule = AlertingRule | RecordingRule;

/**
 * A rule and all that read it, directly or through recordings: what a change of it can change. Alerts of one name stay
 * together, since stories speak of names.
 */
export function reachOf(rule: Rule, rules: readonly Rule[]): ReadonlySet<Rule> {
  const reached = new Set<Rule>([rule]);
  for (const each of reached) {
    for (const other of rules) {
      const reads = 'record' in each && metricsIn(other.expr).has(each.record);
      if (reads || ('alert' in each && 'alert' in other && each.alert === other.alert)) reached.add(other);
    }
  }
  return reached;
}

/** The recordings that some rules need, directly or through others. */
export function neededBy(some: Iterable<Rule>, rules: readonly Rule[]): ReadonlySet<Rule> {
  const asking = new Set<Rule>(some);
  const needed = new Set<Rule>();
  for (const each of asking) {
    const reads = metricsIn(each.expr);
    for (const other of rules) {
      if (!('record' in other && reads.has(other.record))) continue;
      needed.add(other);
      asking.add(other);
    }
  }
  return needed;
}

/** An expression that reads other metrics in the place of some. */
export function withMetrics(expr: string, rename: (metric: string) => string): string {
  let text = '';
  let done = 0;
  for (const { from, to } of selectorsOf(expr)) {
    text += expr.slice(done, from) + rename(expr.slice(from, to));
    done = to;
  }
  return text + expr.slice(done);
}

const metrics = new Map<string, ReadonlySet<string>>();

function metricsIn(expr: string): ReadonlySet<string> {
  let names = metrics.get(expr);
  if (names === undefined) {
    names = new Set(selectorsOf(expr).map(({ from, to }) => expr.slice(from, to)));
    metrics.set(expr, names);
  }
  return names;
}

function selectorsOf(expr: string): readonly { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = [];
  parser.parse(expr).iterate({
    enter({ node, name, from, to }) {
      if (name === 'Identifier' && node.parent?.name === 'VectorSelector') found.push({ from, to });
    },
  });
  return found;
}
