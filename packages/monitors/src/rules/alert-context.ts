import type { Blame } from '@faultline/core';
import { durationOf, type Timing } from '../timing.ts';
import type { AlertingRule, Severity } from './rule.ts';

/** What every alert is made with. */
export interface AlertContext {
  readonly timing: Timing;
  /** Availability objective in percent, `99` unless the provider has one of its own. */
  readonly objectives: Readonly<Record<string, number>>;
  /** Where the runbook is published; each alert has its heading as an anchor. */
  readonly runbookUrl: string;
  /** Where Grafana is published. */
  readonly grafanaUrl: string;
}

/** What one alert says; the rest is added mechanically. */
export interface AlertSpec {
  readonly alert: string;
  readonly expr: string;
  /** Production minutes that the condition must hold. */
  readonly forMinutes: number;
  readonly keepFiringMinutes?: number;
  readonly severity: Severity;
  readonly blame: Blame;
  readonly labels?: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly description: string;
  readonly dashboard: 'faultline-overview' | 'faultline-provider' | 'faultline-own-faults';
}

/** Completes an alert: durations by the timing, runbook anchor and dashboard link by its name. */
export function alertOf(spec: AlertSpec, context: AlertContext): AlertingRule {
  const provider = spec.dashboard === 'faultline-provider' ? '&var-provider={{ $labels.provider }}' : '';
  return {
    alert: spec.alert,
    expr: spec.expr,
    for: durationOf(spec.forMinutes, context.timing),
    ...(spec.keepFiringMinutes === undefined
      ? {}
      : { keep_firing_for: durationOf(spec.keepFiringMinutes, context.timing) }),
    labels: { severity: spec.severity, blame: spec.blame, ...spec.labels },
    annotations: {
      summary: spec.summary,
      description: spec.description,
      runbook_url: `${context.runbookUrl}#${spec.alert.toLowerCase()}`,
      dashboard_url: `${context.grafanaUrl}/d/${spec.dashboard}?var-job={{ $labels.job }}${provider}`,
    },
  };
}
