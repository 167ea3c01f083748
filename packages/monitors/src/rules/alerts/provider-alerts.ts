import { durationOf } from '../../timing.ts';
import { type AlertContext, alertOf } from '../alert-context.ts';
import { categoryIn, GONE } from '../categories.ts';
import { PROVIDER_STATUS } from '../metrics.ts';
import { RECORD } from '../record-names.ts';
import type { AlertingRule } from '../rule.ts';
import { budgetBurnAlerts } from './budget-burn.ts';

/** While nothing leaves this network, no provider can be judged. */
const UNLESS_EGRESS_DOWN = `unless on (job)
  ${RECORD.egressDown}`;

/** Alerts whose owner is the provider: inform, fall back, and open a case with their support. */
export function providerAlerts(context: AlertContext): readonly AlertingRule[] {
  return [
    outage(context),
    outageLowTraffic(context),
    endpointFailing(context),
    degradedErrors(context),
    degradedLatency(context),
    ...budgetBurnAlerts(context),
    endpointGone(context),
    statusBad(context),
  ];
}

function outage(context: AlertContext): AlertingRule {
  return alertOf(
    {
      alert: 'ProviderOutage',
      expr: `(
    ${RECORD.providerFault5m} > 0.5
  and
    ${RECORD.providerFault30m} > 0.1
  and
    ${RECORD.providerTotal5m} >= 10
  and
    (
        ${RECORD.endpointsFaulting} >= 2
      or
        ${RECORD.endpointsFaulting} == ${RECORD.endpointsActive}
    )
  and
    ${RECORD.instancesFaulting} / ${RECORD.instancesActive} >= 0.5
)
${UNLESS_EGRESS_DOWN}`,
      forMinutes: 2,
      // Longer than what follows from it, so that an outage that is over does not end in tickets about its aftermath.
      keepFiringMinutes: 10,
      severity: 'critical',
      blame: 'provider',
      summary: '{{ $labels.provider }} is failing for {{ $labels.job }}: an outage on their side.',
      description: `Act: switch to the fallback, then watch {{ $labels.provider }}'s status page and open a case. Observed: {{ $value | humanizePercentage }} of the attempts that can tell failed by their fault in the last 5m, on {{ with printf "${RECORD.endpointsFaulting}{job=%q,provider=%q}" $labels.job $labels.provider | query }}{{ . | first | value }}{{ end }} endpoints and at least half of the instances; the other providers answer.`,
      dashboard: 'faultline-provider',
    },
    context,
  );
}

function outageLowTraffic(context: AlertContext): AlertingRule {
  const of30m = (blames: string) =>
    `sum without (outcome, category, blame) (${RECORD.providerIncrease30m}{${blames}})`;
  return alertOf(
    {
      alert: 'ProviderOutageLowTraffic',
      expr: `(
    ${of30m('blame="provider"')} >= 3
  unless
    ${of30m('blame=~"none|self|end_user"')} > 0.5
)
and
  ${RECORD.providerTotal30m} < 60
${UNLESS_EGRESS_DOWN}`,
      forMinutes: 10,
      severity: 'warning',
      blame: 'provider',
      summary: 'Every attempt on {{ $labels.provider }} fails by their fault, at little traffic.',
      description:
        "Act: check {{ $labels.provider }}'s status page before your users find out. Observed: {{ $value | humanize }} attempts of {{ $labels.job }} in 30m, none of them answered well.",
      dashboard: 'faultline-provider',
    },
    context,
  );
}

function endpointFailing(context: AlertContext): AlertingRule {
  return alertOf(
    {
      alert: 'ProviderEndpointFailing',
      expr: `(
    ${RECORD.endpointFault5m} > 0.5
  and
    ${RECORD.endpointTotal5m} >= 5
)
unless on (job, provider)
  (${RECORD.endpointsFaulting} >= 2)
${UNLESS_EGRESS_DOWN}`,
      forMinutes: 5,
      severity: 'warning',
      blame: 'provider',
      summary: 'One endpoint of {{ $labels.provider }} fails by their fault: {{ $labels.endpoint }}.',
      description:
        'Act: work around this endpoint and open a case with {{ $labels.provider }}. Observed: {{ $value | humanizePercentage }} of the attempts on {{ $labels.endpoint }} failed by their fault in the last 5m, while their other endpoints answer.',
      dashboard: 'faultline-provider',
    },
    context,
  );
}

function degradedErrors(context: AlertContext): AlertingRule {
  return alertOf(
    {
      alert: 'ProviderDegraded',
      expr: `(
    ${RECORD.providerFault5m} > 0.02
  and
    ${RECORD.providerFault1h} > 0.02
  and
    ${RECORD.providerTotal30m} >= 50
)
${UNLESS_EGRESS_DOWN}`,
      forMinutes: 5,
      keepFiringMinutes: 5,
      severity: 'warning',
      blame: 'provider',
      labels: { mode: 'errors' },
      summary: '{{ $labels.provider }} fails now and then.',
      description:
        'Act: nothing at once; retries should cover it, check that they do. Observed: {{ $value | humanizePercentage }} of the attempts of {{ $labels.job }} failed by their fault in the last 5m, and over 2% in the last hour.',
      dashboard: 'faultline-provider',
    },
    context,
  );
}

function degradedLatency(context: AlertContext): AlertingRule {
  const hour = durationOf(60, context.timing);
  return alertOf(
    {
      alert: 'ProviderDegraded',
      expr: `(
    ${RECORD.endpointP95}
  >
    3 * avg_over_time(${RECORD.endpointP95}[${hour}] offset ${hour})
)
and
  ${RECORD.endpointP95} > 1
and
  ${RECORD.endpointTotal5m} >= 20
${UNLESS_EGRESS_DOWN}`,
      forMinutes: 10,
      severity: 'warning',
      blame: 'provider',
      labels: { mode: 'latency' },
      summary: '{{ $labels.provider }} answers slowly on {{ $labels.endpoint }}.',
      description:
        'Act: check your timeouts and queue lengths before their slowness becomes your outage. Observed: 95% of the answers come within {{ $value | humanizeDuration }}, over three times what it was one to two hours ago.',
      dashboard: 'faultline-provider',
    },
    context,
  );
}

function endpointGone(context: AlertContext): AlertingRule {
  return alertOf(
    {
      alert: 'ProviderEndpointGone',
      expr: `sum without (category, blame) (${RECORD.versionFailure5m}{${categoryIn(GONE)}}) > 0.9
and on (job, service_version, provider, endpoint)
  ${RECORD.versionWorked1d}
unless on (job, provider)
  (${RECORD.providerFault5m} > 0.5 and ${RECORD.endpointsFaulting} >= 2)`,
      forMinutes: 5,
      severity: 'critical',
      blame: 'provider',
      summary: '{{ $labels.endpoint }} of {{ $labels.provider }} is gone.',
      description:
        "Act: look for a removed API version in {{ $labels.provider }}'s changelog and migrate. Observed: {{ $value | humanizePercentage }} of the attempts get 404 or 410, and version {{ $labels.service_version }} of {{ $labels.job }} used the same endpoint with success within the last day.",
      dashboard: 'faultline-provider',
    },
    context,
  );
}

function statusBad(context: AlertContext): AlertingRule {
  return alertOf(
    {
      alert: 'ProviderStatusBad',
      expr: `max by (job, provider, indicator) (${PROVIDER_STATUS}{indicator=~"major|critical"}) == 1`,
      forMinutes: 2,
      severity: 'info',
      blame: 'provider',
      summary: "{{ $labels.provider }}'s status page reports a {{ $labels.indicator }} incident.",
      description:
        'Act: nothing by itself; status pages lag behind and may concern a part that you do not use. Observed: their own page says {{ $labels.indicator }}.',
      dashboard: 'faultline-provider',
    },
    context,
  );
}
