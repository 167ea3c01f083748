/** The state that a provider's own status page claims. `unknown` when it could not be read. */
export const STATUS_INDICATORS = ['none', 'minor', 'major', 'critical', 'maintenance', 'unknown'] as const;
/** One of {@link STATUS_INDICATORS}. */
export type StatusIndicator = (typeof STATUS_INDICATORS)[number];

/** The vitals that a process can measure about itself. */
export const VITALS = ['event_loop_delay', 'pool_pending', 'open_files_ratio', 'clock_skew'] as const;
/** One of {@link VITALS}. */
export type Vital = (typeof VITALS)[number];

/** What the process knows besides its exchanges. */
export type Signal =
  /** A version of this service started; `startedMs` is on the monotonic clock and may be negative for an older start. */
  | { readonly kind: 'deploy'; readonly version: string; readonly startedMs?: number }
  /** Own configuration or a secret changed; `what` names it (`credentials`, `config`, a flag). */
  | { readonly kind: 'change'; readonly what: string }
  /** A vital was measured: milliseconds for delays and skew, a count for pools (of `provider`, when known), 0–1 for ratios. */
  | { readonly kind: 'vital'; readonly vital: Vital; readonly value: number; readonly provider?: string }
  /** A status page was read. */
  | { readonly kind: 'status_page'; readonly provider: string; readonly indicator: StatusIndicator };
