import { durationOf } from '../../timing.ts';
import { type AlertContext, alertOf } from '../alert-context.ts';
import { RECORD } from '../record-names.ts';
import type { AlertingRule } from '../rule.ts';

/** Availability objective of a provider that has none of its own, in percent. */
export const DEFAULT_OBJECTIVE = 99;

/**
 * Multi-window burn rates of the SRE workbook, chapter 5: 14.4 spends 2 % of a month's budget in an hour, 6 spends 5 %
 * in six hours; the short window makes the alert stop soon after the burning does.
 */
const FAST_BURN = 14.4;
const SLOW_BURN = 6;

/** One alert for all providers at the default objective, and one for each provider with its own. */
export function budgetBurnAlerts(context: AlertContext): readonly AlertingRule[] {
  const own = Object.keys(context.objectives).sort();
  const others = own.length === 0 ? '' : `provider!~"${own.join('|')}"`;
  return [
    budgetBurn(others, DEFAULT_OBJECTIVE, context),
    ...own.map((provider) =>
      budgetBurn(`provider="${provider}"`, context.objectives[provider] ?? DEFAULT_OBJECTIVE, context),
    ),
  ];
}

function budgetBurn(selector: string, objective: number, context: AlertContext): AlertingRule {
  const budget = Number((1 - objective / 100).toPrecision(6));
  const of = (record: string) => (selector === '' ? record : `${record}{${selector}}`);
  return alertOf(
    {
      alert: 'ProviderErrorBudgetBurn',
      expr: `(
    ${of(RECORD.providerFault1h)} > ${FAST_BURN} * ${budget}
  and
    ${of(RECORD.providerFault5m)} > ${FAST_BURN} * ${budget}
  and
    ${RECORD.providerTotal5m} >= 10
or
    ${of(RECORD.providerFault6h)} > ${SLOW_BURN} * ${budget}
  and
    ${of(RECORD.providerFault30m)} > ${SLOW_BURN} * ${budget}
  and
    ${RECORD.providerTotal30m} >= 30
)
unless on (job)
  max_over_time(${RECORD.egressDown}[${durationOf(30, context.timing)}])`,
      forMinutes: 2,
      severity: 'warning',
      blame: 'provider',
      labels: { objective: String(objective) },
      summary: `{{ $labels.provider }} burns its ${objective}% availability budget too fast.`,
      description: `Act: talk to {{ $labels.provider }}, or plan for a second one. Observed: {{ $value | humanizePercentage }} of the attempts that can tell failed by their fault; ${objective}% availability allows ${(budget * 100).toPrecision(2)}%.`,
      dashboard: 'faultline-provider',
    },
    context,
  );
}
