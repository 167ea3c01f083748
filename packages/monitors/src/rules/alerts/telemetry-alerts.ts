import { durationOf } from '../../timing.ts';
import { type AlertContext, alertOf } from '../alert-context.ts';
import { BUILD_INFO, CIRCUIT_STATE } from '../metrics.ts';
import { RECORD } from '../record-names.ts';
import type { AlertingRule } from '../rule.ts';

/** Alerts about what Faultline itself does, knows and reports. */
export function telemetryAlerts(context: AlertContext): readonly AlertingRule[] {
  return [circuitOpen(context), blameUnknownHigh(context), metricsAbsent(context), trafficStopped(context)];
}

function circuitOpen(context: AlertContext): AlertingRule {
  return alertOf(
    {
      alert: 'ProviderCircuitOpen',
      expr: `max by (job, provider) (${CIRCUIT_STATE}{state="open"}) == 1`,
      forMinutes: 1,
      severity: 'info',
      blame: 'provider',
      summary: 'The circuit for {{ $labels.provider }} is open in {{ $labels.job }}.',
      description:
        'Act: nothing by itself, its cause is another alert; without one the sensitivity is too high. Observed: calls fail fast (in shadow mode: would).',
      dashboard: 'faultline-provider',
    },
    context,
  );
}

function blameUnknownHigh(context: AlertContext): AlertingRule {
  const failures = `sum by (job, provider) (${RECORD.providerIncrease30m}{blame!~"none|end_user"})`;
  return alertOf(
    {
      alert: 'BlameUnknownHigh',
      expr: `(
    sum by (job, provider) (${RECORD.providerIncrease30m}{blame="unknown"})
  /
    ${failures}
) > 0.5
and
  ${failures} >= 20`,
      forMinutes: 15,
      severity: 'warning',
      blame: 'unknown',
      summary: 'Faultline cannot tell whose fault the failures of {{ $labels.provider }} are.',
      description:
        'Act: look at the categories and traces of {{ $labels.provider }} yourself, and report what would have told them apart. Observed: {{ $value | humanizePercentage }} of the failures in 30m have no owner.',
      dashboard: 'faultline-provider',
    },
    context,
  );
}

function metricsAbsent(context: AlertContext): AlertingRule {
  return alertOf(
    {
      alert: 'MetricsAbsent',
      expr: `group by (job) (${BUILD_INFO} offset ${durationOf(30, context.timing)})
unless on (job)
  group by (job) (${BUILD_INFO})`,
      forMinutes: 10,
      severity: 'warning',
      blame: 'self',
      summary: '{{ $labels.job }} no longer reports Faultline metrics.',
      description:
        'Act: look at the scrape target or the exporter of {{ $labels.job }}. Observed: it reported 30m ago and does not now; no other alert of this pack can fire for it.',
      dashboard: 'faultline-overview',
    },
    context,
  );
}

function trafficStopped(context: AlertContext): AlertingRule {
  return alertOf(
    {
      alert: 'TrafficStopped',
      expr: `(
    sum by (job, provider) (${RECORD.providerIncrease1h} offset ${durationOf(60, context.timing)}) > 100
  unless on (job, provider)
    ${RECORD.providerTotal30m} > 0
)
and on (job)
  ${BUILD_INFO}
unless on (job, provider)
  (${CIRCUIT_STATE}{state="open"} == 1)`,
      forMinutes: 15,
      severity: 'warning',
      blame: 'self',
      summary: '{{ $labels.job }} has stopped calling {{ $labels.provider }}.',
      description:
        'Act: look for a stuck worker, queue or feature flag of yours. Observed: {{ $value | humanize }} attempts in the hour before last and none in 30m, with the circuit closed.',
      dashboard: 'faultline-overview',
    },
    context,
  );
}
