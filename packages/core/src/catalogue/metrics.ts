/** Labels of Faultline's metrics, in their fixed order. */
export type MetricKind = 'counter' | 'gauge' | 'histogram';

/** One metric, with both of its names: Prometheus carries unit and suffix in the name, OTel beside it. */
export interface MetricDefinition {
  /** Name on `/metrics`, and what an OTLP receiver translates `otel` to. */
  readonly prometheus: string;
  readonly otel: {
    readonly name: string;
    /** UCUM unit; empty where a unit would add a suffix that the Prometheus name does not have. */
    readonly unit: string;
  };
  readonly kind: MetricKind;
  readonly labels: readonly string[];
  readonly description: string;
}

/** Upper bounds of the duration histogram's buckets, in seconds: OTel's advice for HTTP durations. */
export const DURATION_BUCKETS: readonly number[] = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
];

/** Short names of the metrics, as code calls them. */
export type MetricId =
  | 'requests'
  | 'requestDuration'
  | 'bodyFailures'
  | 'verdict'
  | 'verdictConfidence'
  | 'circuitState'
  | 'circuitOpenKeys'
  | 'circuitTransitions'
  | 'circuitRejections'
  | 'rateLimitRemaining'
  | 'blocked'
  | 'providerStatus'
  | 'ownHealth'
  | 'buildInfo'
  | 'internalErrors'
  | 'overflow';

/** Every metric by its short name, the one source of names, kinds and labels. */
export const METRIC: Readonly<Record<MetricId, MetricDefinition>> = {
  requests: {
    prometheus: 'faultline_requests_total',
    otel: { name: 'faultline.requests', unit: '{request}' },
    kind: 'counter',
    labels: ['provider', 'endpoint', 'outcome', 'status', 'category', 'blame'],
    description: 'Outbound HTTP exchanges by what was seen (category) and who has to act (blame).',
  },
  requestDuration: {
    prometheus: 'faultline_request_duration_seconds',
    otel: { name: 'faultline.request.duration', unit: 's' },
    kind: 'histogram',
    labels: ['provider', 'endpoint'],
    description: 'Time from the start of an outbound exchange to its response headers.',
  },
  bodyFailures: {
    prometheus: 'faultline_body_failures_total',
    otel: { name: 'faultline.body.failures', unit: '{failure}' },
    kind: 'counter',
    labels: ['provider', 'category', 'blame'],
    description: 'Response bodies that failed after the exchange had settled at its headers.',
  },
  verdict: {
    prometheus: 'faultline_verdict',
    otel: { name: 'faultline.verdict', unit: '' },
    kind: 'gauge',
    labels: ['provider', 'kind', 'owner'],
    description: 'The standing verdict on a provider: 1 for the current kind and owner, else 0.',
  },
  verdictConfidence: {
    prometheus: 'faultline_verdict_confidence',
    otel: { name: 'faultline.verdict.confidence', unit: '' },
    kind: 'gauge',
    labels: ['provider', 'kind', 'owner'],
    description: 'Confidence of the standing verdict, 0–1.',
  },
  circuitState: {
    prometheus: 'faultline_circuit_state',
    otel: { name: 'faultline.circuit.state', unit: '' },
    kind: 'gauge',
    labels: ['provider', 'state'],
    description: "State of the circuit breaker of the provider's origin: 1 for the current state, else 0.",
  },
  circuitOpenKeys: {
    prometheus: 'faultline_circuit_open_keys',
    otel: { name: 'faultline.circuit.open_keys', unit: '' },
    kind: 'gauge',
    labels: ['provider', 'state'],
    description:
      'Circuit breakers of a provider (origin, endpoints, credentials) in a state other than closed.',
  },
  circuitTransitions: {
    prometheus: 'faultline_circuit_transitions_total',
    otel: { name: 'faultline.circuit.transitions', unit: '{transition}' },
    kind: 'counter',
    labels: ['provider', 'from', 'to'],
    description: 'State changes of circuit breakers.',
  },
  circuitRejections: {
    prometheus: 'faultline_circuit_rejections_total',
    otel: { name: 'faultline.circuit.rejections', unit: '{rejection}' },
    kind: 'counter',
    labels: ['provider', 'enforced'],
    description: 'Exchanges that a breaker rejected (enforced="true") or would have rejected in shadow mode.',
  },
  rateLimitRemaining: {
    prometheus: 'faultline_rate_limit_remaining_ratio',
    otel: { name: 'faultline.rate_limit.remaining', unit: '1' },
    kind: 'gauge',
    labels: ['provider'],
    description: "What is left of the provider's rate limit, 0–1, lowest over limits and credentials.",
  },
  blocked: {
    prometheus: 'faultline_blocked_seconds',
    otel: { name: 'faultline.blocked', unit: 's' },
    kind: 'gauge',
    labels: ['provider'],
    description: 'Seconds until the provider said that it will answer again, 0 when it is not blocking.',
  },
  providerStatus: {
    prometheus: 'faultline_provider_status',
    otel: { name: 'faultline.provider.status', unit: '' },
    kind: 'gauge',
    labels: ['provider', 'indicator'],
    description:
      "What the provider's own status page claims: 1 for the current indicator, else 0. Without data unless the option statusPages is true.",
  },
  ownHealth: {
    prometheus: 'faultline_own_health',
    otel: { name: 'faultline.own.health', unit: '' },
    kind: 'gauge',
    labels: ['vital'],
    description:
      'Vitals of this process: milliseconds for delays and skew, counts for queues, 0–1 for ratios.',
  },
  buildInfo: {
    prometheus: 'faultline_build_info',
    otel: { name: 'faultline.build_info', unit: '' },
    kind: 'gauge',
    labels: ['version', 'service_version'],
    description: 'Always 1; carries the versions of Faultline and of the service.',
  },
  internalErrors: {
    prometheus: 'faultline_internal_errors_total',
    otel: { name: 'faultline.internal_errors', unit: '{error}' },
    kind: 'counter',
    labels: ['where'],
    description: "Failures of Faultline's own code, caught before they could reach the host.",
  },
  overflow: {
    prometheus: 'faultline_overflow_total',
    otel: { name: 'faultline.overflow', unit: '{event}' },
    kind: 'counter',
    labels: ['where'],
    description: 'Label values folded into `_other` because a cap was reached.',
  },
};

/** Every metric, in the order in which documents list them. */
export const METRICS: readonly MetricDefinition[] = Object.values(METRIC);
