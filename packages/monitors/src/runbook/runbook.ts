import { INHIBITIONS } from '../alertmanager/alertmanager-config.ts';
import type { AlertingRule, RuleGroup } from '../rules/rule.ts';
import { RUNBOOK } from './runbook-entries.ts';

/** The runbook as one Markdown page: a heading for each alert, in the order of the rules. */
export function runbookOf(groups: readonly RuleGroup[]): string {
  const alerts = groups
    .flatMap((group) => group.rules)
    .filter((rule): rule is AlertingRule => 'alert' in rule);
  const names = [...new Set(alerts.map((rule) => rule.alert))];
  const sections = names.map((name) =>
    section(
      name,
      alerts.filter((rule) => rule.alert === name),
    ),
  );
  return `# Runbook\n\nGenerated from the alert rules. \`critical\` pages, \`warning\` opens a ticket, \`info\` never notifies.\n\n${sections.join('\n')}`;
}

function section(name: string, rules: readonly AlertingRule[]): string {
  const entry = RUNBOOK[name];
  if (entry === undefined)
    throw new Error(`No runbook entry for the alert ${name}: add one to runbook-entries.ts`);
  const severities = [...new Set(rules.map((rule) => rule.labels.severity))].join(', ');
  const silencedBy = INHIBITIONS.filter((inhibition) =>
    inhibition.consequences.some((pattern) => new RegExp(`^(?:${pattern})$`).test(name)),
  ).flatMap((inhibition) => inhibition.causes.filter((cause) => cause !== name));
  return [
    `## ${name}`,
    '',
    entry.meaning,
    '',
    `- **Severity:** ${severities}. **Blame:** \`${rules[0]?.labels.blame}\`. **Fires after:** ${[...new Set(rules.map((rule) => rule.for))].join(', ')} of the condition.`,
    `- **Who acts:** ${entry.owner}`,
    ...(silencedBy.length > 0 ? [`- **Silenced by:** ${[...new Set(silencedBy)].join(', ')}`] : []),
    '',
    ...entry.steps.map((step, index) => `${index + 1}. ${step}`),
    '',
    `**When it is wrong:** ${entry.falseAlarm}`,
    '',
  ].join('\n');
}
