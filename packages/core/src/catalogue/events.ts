/** Names of log events, the one source of each. */
export const EVENT = {
  /** One exchange that failed, with its finding. */
  finding: 'faultline.finding',
  /** The standing verdict on a provider changed. */
  verdict: 'faultline.verdict.changed',
  /** A circuit breaker changed its state. */
  circuit: 'faultline.circuit.changed',
} as const;
