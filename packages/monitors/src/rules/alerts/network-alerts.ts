import { type AlertContext, alertOf } from '../alert-context.ts';
import { RECORD } from '../record-names.ts';
import type { AlertingRule } from '../rule.ts';

/** Alerts whose owner is whoever runs the network between. */
export function networkAlerts(context: AlertContext): readonly AlertingRule[] {
  return [
    alertOf(
      {
        alert: 'NetworkEgressDown',
        expr: RECORD.egressDown,
        forMinutes: 1,
        severity: 'critical',
        blame: 'network',
        summary: '{{ $labels.job }} reaches none of its providers: your network, DNS or proxy.',
        description:
          'Act: look at egress, resolver and proxy first; providers rarely fail together. Observed: {{ $value }} providers at once give no HTTP answer, at least 80% of those in use.',
        dashboard: 'faultline-overview',
      },
      context,
    ),
  ];
}
