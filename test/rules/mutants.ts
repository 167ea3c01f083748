import type { AlertingRule, RecordingRule, RuleGroup } from '@faultline/monitors';
import { parser } from '@prometheus-io/lezer-promql';

/** One small wrong change of the rules. */
export interface Mutant {
  /** The rule that is changed. */
  readonly rule: string;
  /** What is changed, for a person. */
  readonly change: string;
  readonly groups: readonly RuleGroup[];
}

interface Edit {
  readonly change: string;
  readonly expr: string;
}

/** Every small wrong change: thresholds, windows, `for`, label sets, matchers, and dropped `and`, `or`, `unless`. */
export function mutantsOf(groups: readonly RuleGroup[]): readonly Mutant[] {
  return groups.flatMap((group, g) =>
    group.rules.flatMap((rule, r) => {
      const name = 'alert' in rule ? `${rule.alert}${variantOf(rule)}` : rule.record;
      const replaced = (changed: AlertingRule | RecordingRule): readonly RuleGroup[] =>
        groups.map((each, i) =>
          i === g ? { ...each, rules: each.rules.map((one, j) => (j === r ? changed : one)) } : each,
        );
      return [
        ...editsOf(rule.expr).map(({ change, expr }) => ({
          rule: name,
          change,
          groups: replaced({ ...rule, expr }),
        })),
        ...('alert' in rule
          ? ['0s', '40m'].map((span) => ({
              rule: name,
              change: `for ${rule.for} becomes ${span}`,
              groups: replaced({ ...rule, for: span }),
            }))
          : []),
      ];
    }),
  );
}

function variantOf(rule: AlertingRule): string {
  const { onset, mode } = rule.labels;
  return onset === undefined && mode === undefined ? '' : ` (${onset ?? mode})`;
}

function editsOf(expr: string): readonly Edit[] {
  const edits: Edit[] = [];
  const replace = (from: number, to: number, by: string, change: string) =>
    edits.push({ change, expr: expr.slice(0, from) + by + expr.slice(to) });
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
      if (name.endsWith('LabelMatcher')) {
        const comma = expr.slice(to).match(/^\s*,\s*/)?.[0].length ?? 0;
        const before = comma === 0 ? (expr.slice(0, from).match(/,\s*$/)?.[0].length ?? 0) : 0;
        replace(from - before, to + comma, '', `matcher ${text} is dropped`);
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
