import { durationOf, PRODUCTION, type Timing } from '../timing.ts';
import type { AlertContext } from './alert-context.ts';
import { networkAlerts } from './alerts/network-alerts.ts';
import { ownAlerts } from './alerts/own-alerts.ts';
import { providerAlerts } from './alerts/provider-alerts.ts';
import { telemetryAlerts } from './alerts/telemetry-alerts.ts';
import { recordingGroups } from './recording.ts';
import type { AlertingRule, RuleGroup } from './rule.ts';

/** What the pack is generated for. Everything has a default. */
export interface RulePackOptions {
  /** @defaultValue {@link PRODUCTION} */
  readonly timing?: Timing;
  /** Availability objectives in percent by provider id; providers without one have 99. */
  readonly objectives?: Readonly<Record<string, number>>;
  /** @defaultValue the runbook in Faultline's repository */
  readonly runbookUrl?: string;
  /** @defaultValue `http://localhost:3000` */
  readonly grafanaUrl?: string;
}

/** Where links lead unless told otherwise. */
export const RULE_PACK_DEFAULTS: Required<RulePackOptions> = {
  timing: PRODUCTION,
  objectives: {},
  runbookUrl: 'https://github.com/faultline-js/faultline/blob/main/packages/monitors/generated/runbook.md',
  grafanaUrl: 'http://localhost:3000',
};

/** All recording and alerting rules, in the order of their evaluation. */
export function rulePack(options: RulePackOptions = {}): readonly RuleGroup[] {
  const context: AlertContext = { ...RULE_PACK_DEFAULTS, ...options };
  const interval = durationOf(0.5, context.timing);
  const group = (name: string, rules: readonly AlertingRule[]): RuleGroup => ({ name, interval, rules });
  return [
    ...recordingGroups(context.timing),
    group('faultline-alerts-provider', providerAlerts(context)),
    group('faultline-alerts-own', ownAlerts(context)),
    group('faultline-alerts-network', networkAlerts(context)),
    group('faultline-alerts-telemetry', telemetryAlerts(context)),
  ];
}
