import type { Blame } from '@faultline/core';

/** Who is told: `critical` pages a person, `warning` opens a ticket, `info` never notifies (it only inhibits). */
export type Severity = 'critical' | 'warning' | 'info';

/** A recording rule: `record` is `level:metric:operations`. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
}

/** An alerting rule. Its labels and annotations are complete: outputs add nothing. */
export interface AlertingRule {
  readonly alert: string;
  readonly expr: string;
  /** How long the condition must hold, a PromQL duration. */
  readonly for: string;
  readonly keep_firing_for?: string;
  readonly labels: { readonly severity: Severity; readonly blame: Blame } & Readonly<Record<string, string>>;
  readonly annotations: {
    /** One line without a value. */
    readonly summary: string;
    /** Who must act, and what was observed. */
    readonly description: string;
    readonly runbook_url: string;
    readonly dashboard_url: string;
  };
}

/** Rules that are evaluated in order; at most 20, the default limit of a Mimir ruler. */
export interface RuleGroup {
  readonly name: string;
  readonly interval: string;
  readonly rules: readonly (RecordingRule | AlertingRule)[];
}
