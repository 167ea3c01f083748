import type { AlertingRule, RecordingRule, RuleGroup } from '@faultline/monitors';
import { parser } from '@prometheus-io/lezer-promql';
import { narrowedTo } from './narrowed-pack.ts';

/** One small wrong change of the rules. */
export interface Mutant {
  /** The rule that is changed. */
  readonly rule: string;
  /** What is changed, for a person; unique within the rule. */
  readonly change: string;
  /** The rules that the change can reach, changed. */
  readonly groups: readonly RuleGroup[];
  /** Names of the alerts among them. */
  readonly alerts: ReadonlySet<string>;
}

interface Edit {
  readonly change: string;
  readonly expr: string;
}

/** Every small wrong change: thresholds, windows, `for`, grouping labels, matchers, and dropped `and`, `or`, `unless`. */
export function mutantsOf(groups: readonly RuleGroup[]): readonly Mutant[] {
  return groups
    .flatMap((group) => group.rules)
    .flatMap((rule) => {
      const pack = narrowedTo(rule, groups);
      const name = 'alert' in rule ? `${rule.alert}${variantOf(rule)}` : rule.record;
      return numbered(changesOf(rule)).map(({ change, changed }) => ({
        rule: name,
        change,
        alerts: pack.alerts,
        groups: pack.groups.map((each) => ({
          ...each,
          rules: each.rules.map((one) => (one === rule ? changed : one)),
        })),
      }));
    });
}

interface Change {
  readonly change: string;
  readonly changed: AlertingRule | RecordingRule;
}

function changesOf(rule: AlertingRule | RecordingRule): readonly Change[] {
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

function variantOf(rule: AlertingRule): string {
  const { onset, mode } = rule.labels;
  return onset === undefined && mode === undefined ? '' : ` (${onset ?? mode})`;
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
