import type { RuleGroup } from '@faultline/monitors';
import { parser } from '@prometheus-io/lezer-promql';
import { type Rule, reachOf, withMetrics } from './rule-reach.ts';

/** One small wrong change of the rules. */
export interface Mutant {
  /** The rule that is changed. */
  readonly rule: string;
  /** What is changed, for a person; unique within the rule. */
  readonly change: string;
  /** What the names of its rules end in, so that many mutants can be evaluated side by side. */
  readonly suffix: string;
  /** The changed rule and all that read it, by the group they belong to. */
  readonly rules: ReadonlyMap<string, readonly Rule[]>;
  /** Names of the alerts that it can change, without the suffix. */
  readonly alerts: ReadonlySet<string>;
}

interface Edit {
  readonly change: string;
  readonly expr: string;
}

/** Every small wrong change: thresholds, windows, `for`, grouping labels, matchers, and dropped `and`, `or`, `unless`. */
export function mutantsOf(groups: readonly RuleGroup[]): readonly Mutant[] {
  const rules = groups.flatMap((group) => group.rules);
  return rules
    .flatMap((rule) => numbered(changesOf(rule)).map((each) => ({ rule, ...each })))
    .map(({ rule, change, changed }, index) => {
      const suffix = `_m${index}`;
      const reached = reachOf(rule, rules);
      return {
        rule: nameOf(rule),
        change,
        suffix,
        rules: copyOf(rule, changed, reached, suffix, groups),
        alerts: new Set([...reached].flatMap((each) => ('alert' in each ? [each.alert] : []))),
      };
    });
}

/** The changed rule and its readers under names of their own, each reading the others of them. */
function copyOf(
  rule: Rule,
  changed: Rule,
  reached: ReadonlySet<Rule>,
  suffix: string,
  groups: readonly RuleGroup[],
): ReadonlyMap<string, readonly Rule[]> {
  const records = new Set([...reached].flatMap((each) => ('record' in each ? [each.record] : [])));
  const copied = (each: Rule): Rule => {
    const source = each === rule ? changed : each;
    const expr = withMetrics(source.expr, (metric) => (records.has(metric) ? metric + suffix : metric));
    return 'alert' in source
      ? { ...source, expr, alert: source.alert + suffix }
      : { expr, record: source.record + suffix };
  };
  return new Map(
    groups.map((group) => [group.name, group.rules.filter((each) => reached.has(each)).map(copied)]),
  );
}

interface Change {
  readonly change: string;
  readonly changed: Rule;
}

function changesOf(rule: Rule): readonly Change[] {
  return [
    ...editsOf(rule.expr).map(({ change, expr }) => ({ change, changed: { ...rule, expr } })),
    ...('alert' in rule
      ? ['0s', '40m'].map((span) => ({
          change: `for ${rule.for} becomes ${span}`,
          changed: { ...rule, for: span },
        }))
      : []),
  ];
}

/** Tells changes of the same words apart, by their order in the expression. */
function numbered(changes: readonly Change[]): readonly Change[] {
  const seen = new Map<string, number>();
  return changes.map((each) => {
    const count = (seen.get(each.change) ?? 0) + 1;
    seen.set(each.change, count);
    return count === 1 ? each : { ...each, change: `${each.change} (${count})` };
  });
}

function nameOf(rule: Rule): string {
  if ('record' in rule) return rule.record;
  const { onset, mode } = rule.labels;
  const variant = onset ?? mode;
  return variant === undefined ? rule.alert : `${rule.alert} (${variant})`;
}

function editsOf(expr: string): readonly Edit[] {
  const edits: Edit[] = [];
  const replace = (from: number, to: number, by: string, change: string) =>
    edits.push({ change, expr: expr.slice(0, from) + by + expr.slice(to) });
  const dropFromList = (from: number, to: number, change: string) => {
    const comma = expr.slice(to).match(/^\s*,\s*/)?.[0].length ?? 0;
    const before = comma === 0 ? (expr.slice(0, from).match(/,\s*$/)?.[0].length ?? 0) : 0;
    replace(from - before, to + comma, '', change);
  };
  parser.parse(expr).iterate({
    enter({ node, name, from, to }) {
      const text = expr.slice(from, to);
      if (name === 'NumberDurationLiteral' || name === 'NumberLiteral') {
        const value = Number(text);
        // Only what something is compared with: quantiles and factors of a window are checked by the drift tests.
        if (value > 0 && /[<>=]=?\s*(\d[\d.]* \* )?$/.test(expr.slice(0, from))) {
          replace(from, to, scaled(value, 0.4), `${text} becomes ${scaled(value, 0.4)}`);
          replace(from, to, scaled(value, 2.5), `${text} becomes ${scaled(value, 2.5)}`);
        }
      }
      if (name === 'NumberDurationLiteralInDurationContext')
        replace(from, to, '45m', `window ${text} becomes 45m`);
      if (name === 'BinaryExpr') {
        const operator = ['And', 'Or', 'Unless'].find((each) => node.getChild(each) !== null);
        const left = node.firstChild;
        const right = node.lastChild;
        if (operator === undefined || left === null || right === null) return;
        replace(
          from,
          to,
          expr.slice(left.from, left.to),
          `${operator.toLowerCase()} ${brief(expr.slice(right.from, right.to))} is dropped`,
        );
        if (operator === 'Or')
          replace(
            from,
            to,
            expr.slice(right.from, right.to),
            `${brief(expr.slice(left.from, left.to))} or is dropped`,
          );
      }
      if (name.endsWith('LabelMatcher')) dropFromList(from, to, `matcher ${text} is dropped`);
      if (name === 'LabelName' && node.parent?.name === 'GroupingLabels') {
        const list = node.parent;
        const clause = list.prevSibling?.name.toLowerCase() ?? '';
        dropFromList(from, to, `${text} leaves ${clause} ${expr.slice(list.from, list.to)}`);
      }
    },
  });
  return edits;
}

function brief(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 70 ? `${line.slice(0, 67)}...` : line;
}

function scaled(value: number, factor: number): string {
  return String(Number((value * factor).toPrecision(3)));
}
