import { parser } from '@prometheus-io/lezer-promql';

/** What a PromQL expression mentions. */
export interface PromqlNames {
  readonly metrics: readonly string[];
  readonly labels: readonly string[];
  /** Parts that do not parse. */
  readonly errors: readonly string[];
}

/** Grafana's variables, as values that parse. */
const VARIABLES: readonly (readonly [RegExp, string])[] = [
  [/\$__rate_interval/g, '5m'],
  [/\$__range/g, '6h'],
  [/\$(job|provider)/g, '.+'],
];

/** Parses an expression and walks out its names. */
export function promqlNames(expression: string): PromqlNames {
  const text = VARIABLES.reduce((each, [variable, value]) => each.replace(variable, value), expression);
  const metrics = new Set<string>();
  const labels = new Set<string>();
  const errors: string[] = [];
  parser.parse(text).iterate({
    enter(node) {
      const part = text.slice(node.from, node.to);
      if (node.type.isError) errors.push(text.slice(Math.max(0, node.from - 20), node.to + 20));
      if (node.name === 'Identifier' && node.matchContext(['VectorSelector'])) metrics.add(part);
      if (node.name === 'LabelName') labels.add(part);
    },
  });
  return { metrics: [...metrics], labels: [...labels], errors };
}
