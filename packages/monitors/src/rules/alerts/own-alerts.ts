import type { Blame, Category } from '@faultline/core';
import { durationOf } from '../../timing.ts';
import { type AlertContext, alertOf } from '../alert-context.ts';
import { ACCOUNT, CREDENTIALS, categoryIn, categoryNotIn, GONE, REJECTED, USED_UP } from '../categories.ts';
import { LIMIT_REMAINING } from '../metrics.ts';
import { RECORD } from '../record-names.ts';
import type { AlertingRule } from '../rule.ts';

const UNLESS_OUTAGE = `unless on (job, provider)
  (${RECORD.providerFault5m} > 0.5)`;

/** Share of a version's attempts that fail by our fault, or are refused and nobody can tell whose fault it is. */
function failingByUs(apartFrom: readonly Category[]): string {
  const refused = categoryIn(REJECTED.filter((category) => !apartFrom.includes(category)));
  return `sum without (blame) (
    ${RECORD.versionFailure5m}{blame="self", ${categoryNotIn(apartFrom)}}
  or
    ${RECORD.versionFailure5m}{blame="unknown", ${refused}}
)`;
}

/** Alerts whose owner is this service or its account. */
export function ownAlerts(context: AlertContext): readonly AlertingRule[] {
  return [
    bugOfDeploy(context),
    bugOfSameVersion(context),
    credentialsRejected(context),
    rateLimited(context),
    quotaNearLimit(context),
    quotaExhausted(context),
    instanceFault(context),
  ];
}

function bugOfDeploy(context: AlertContext): AlertingRule {
  return alertOf(
    {
      alert: 'OwnRequestBug',
      // This version never worked on this endpoint, another one did within the day: it came with the deploy.
      expr: `${failingByUs(ACCOUNT)} > 0.5
unless on (job, service_version, provider, endpoint)
  ${RECORD.versionWorked1d}
and on (job, provider, endpoint)
  ${RECORD.versionWorked1d}
${UNLESS_OUTAGE}`,
      forMinutes: 2,
      severity: 'critical',
      blame: 'self',
      labels: { onset: 'deploy' },
      summary:
        '{{ $labels.job }} {{ $labels.service_version }} sends requests that {{ $labels.provider }} rejects on {{ $labels.endpoint }}.',
      description: `Act: roll back, the bug came with your deploy. Observed: {{ $value | humanizePercentage }} of the attempts of version {{ $labels.service_version }} are rejected ({{ $labels.category }}) and none got a good answer there, while version {{ with printf "${RECORD.versionWorked1d}{job=%q,provider=%q,endpoint=%q}" $labels.job $labels.provider $labels.endpoint | query }}{{ . | first | label "service_version" }}{{ end }} did within the last day.`,
      dashboard: 'faultline-own-faults',
    },
    context,
  );
}

function bugOfSameVersion(context: AlertContext): AlertingRule {
  return alertOf(
    {
      alert: 'OwnRequestBug',
      // The same version worked earlier: data, configuration or a changed contract. (404 and 410: ProviderEndpointGone.)
      expr: `${failingByUs([...ACCOUNT, ...GONE])} > 0.5
and on (job, service_version, provider, endpoint)
  ${RECORD.versionWorked1d}
${UNLESS_OUTAGE}`,
      forMinutes: 5,
      severity: 'warning',
      blame: 'self',
      labels: { onset: 'same_version' },
      summary:
        '{{ $labels.job }} sends requests that {{ $labels.provider }} now rejects on {{ $labels.endpoint }}.',
      description:
        'Act: look at data, configuration or a changed API contract; it is not a deploy. Observed: {{ $value | humanizePercentage }} of the attempts are rejected ({{ $labels.category }}), and version {{ $labels.service_version }} worked there within the last day.',
      dashboard: 'faultline-own-faults',
    },
    context,
  );
}

function credentialsRejected(context: AlertContext): AlertingRule {
  const rejectedBy = (blame: Blame) =>
    `sum by (job, provider) (${RECORD.providerIncrease5m}{${categoryIn(CREDENTIALS)}, blame="${blame}"})`;
  const rejected = rejectedBy('self');
  return alertOf(
    {
      alert: 'ProviderCredentialsRejected',
      expr: `(
    ${rejected}
  /
    sum by (job, provider) (${RECORD.providerIncrease5m}{blame=~"self|none"})
) > 0.3
and
  ${rejected} >= 5
unless
  ${rejectedBy('provider')} >= ${rejected}`,
      forMinutes: 1,
      severity: 'critical',
      blame: 'self',
      summary: '{{ $labels.provider }} rejects the credentials of {{ $labels.job }}.',
      description:
        'Act: rotate or re-scope the key of {{ $labels.provider }}. Observed: {{ $value | humanizePercentage }} of the attempts get 401 or 403: a key expired, was revoked or lost a scope. If several services with different keys see it at once, suspect their authentication.',
      dashboard: 'faultline-own-faults',
    },
    context,
  );
}

function rateLimited(context: AlertContext): AlertingRule {
  return alertOf(
    {
      alert: 'ProviderRateLimited',
      expr: `(
    sum by (job, provider) (${RECORD.providerIncrease5m}{category="rate_limit"})
  /
    ${RECORD.providerTotal5m}
) > 0.05
and
  ${RECORD.providerTotal5m} >= 10`,
      forMinutes: 5,
      severity: 'warning',
      blame: 'self',
      summary: '{{ $labels.provider }} throttles {{ $labels.job }}.',
      description:
        'Act: send less at once, honour Retry-After, or ask for a higher limit. Observed: {{ $value | humanizePercentage }} of the attempts are refused by a rate limit.',
      dashboard: 'faultline-own-faults',
    },
    context,
  );
}

function quotaNearLimit(context: AlertContext): AlertingRule {
  return alertOf(
    {
      alert: 'ProviderQuotaNearLimit',
      expr: `max_over_time(${LIMIT_REMAINING}[${durationOf(10, context.timing)}]) < 0.1
and on (job, provider)
  ${RECORD.providerTotal5m} > 0`,
      forMinutes: 5,
      severity: 'warning',
      blame: 'self',
      summary: 'The limit of {{ $labels.job }} at {{ $labels.provider }} is nearly used up.',
      description:
        'Act: slow down or ask for a higher limit before requests are refused. Observed: for 10m never more than {{ $value | humanizePercentage }} of the limit was left.',
      dashboard: 'faultline-own-faults',
    },
    context,
  );
}

function quotaExhausted(context: AlertContext): AlertingRule {
  const refused = `sum by (job, provider) (${RECORD.providerIncrease5m}{${categoryIn(USED_UP)}})`;
  return alertOf(
    {
      alert: 'ProviderQuotaExhausted',
      expr: `(
    ${refused}
  /
    ${RECORD.providerTotal5m}
) > 0.5
and
  ${RECORD.providerTotal5m} >= 5`,
      forMinutes: 5,
      severity: 'critical',
      blame: 'self',
      summary: 'The quota of {{ $labels.job }} at {{ $labels.provider }} is used up.',
      description:
        'Act: top up, upgrade or raise the quota; waiting does not heal it. Observed: {{ $value | humanizePercentage }} of the attempts are refused for quota, billing or plan.',
      dashboard: 'faultline-own-faults',
    },
    context,
  );
}

function instanceFault(context: AlertContext): AlertingRule {
  return alertOf(
    {
      alert: 'OwnInstanceFault',
      // At most a third of the instances, so at least three are at work.
      expr: `(
    ${RECORD.instanceFailure5m} > 0.5
  and
    ${RECORD.instanceTotal5m} >= 5
)
and on (job, provider)
  (${RECORD.instancesFailing} / ${RECORD.instancesActive} <= 0.34)`,
      forMinutes: 3,
      severity: 'warning',
      blame: 'self',
      summary: 'Only {{ $labels.instance }} of {{ $labels.job }} fails on {{ $labels.provider }}.',
      description:
        'Act: replace the instance. Observed: {{ $value | humanizePercentage }} of its attempts fail, while the other instances are fine.',
      dashboard: 'faultline-own-faults',
    },
    context,
  );
}
