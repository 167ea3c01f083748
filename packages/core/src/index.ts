export { type UserMessageOptions, userMessage } from './advice/user-message.ts';
export type { BreakerListener } from './breaker/announcer.ts';
export type { BreakerKey, BreakerSelector } from './breaker/breaker-key.ts';
export type { BreakerCause, Breakers, ProviderCircuits } from './breaker/breakers.ts';
export type { CircuitEvidence } from './breaker/circuit.ts';
export { CircuitOpenError } from './breaker/circuit-open-error.ts';
export type { AdmitRequest } from './breaker/key-table.ts';
export { createBreakers } from './breaker/keyed-breakers.ts';
export {
  BREAKER_DEFAULTS,
  BREAKER_MODES,
  type BreakerMode,
  type BreakerOptions,
  resolveBreakerOptions,
} from './breaker/options.ts';
export {
  BREAKER_OUTCOME,
  BREAKER_OUTCOMES,
  type BreakerFinding,
  type BreakerOutcome,
  breakerOutcomeOf,
} from './breaker/outcome.ts';
export { circuitStateOf, isShadowed, type Permit, UNGUARDED } from './breaker/permit.ts';
export type { Rejection } from './breaker/rejection.ts';
export { SENSITIVITIES, type Sensitivity } from './breaker/trip-rule.ts';
export { ATTRIBUTE, ATTRIBUTES, type AttributeDefinition } from './catalogue/attributes.ts';
export { EVENT } from './catalogue/events.ts';
export {
  DURATION_BUCKETS,
  METRIC,
  METRICS,
  type MetricDefinition,
  type MetricId,
  type MetricKind,
} from './catalogue/metrics.ts';
export type { Classification, Classify, Rule } from './classify/classification.ts';
export { classify } from './classify/classify.ts';
export { createClassify } from './classify/create-classify.ts';
export { type Fault, faultsOf } from './classify/fault.ts';
export { headerOf } from './classify/header.ts';
export { parseHttpDate } from './classify/http-date.ts';
export { REQUEST_ID_HEADERS, requestIdOf, requestIdsOf } from './classify/request-id.ts';
export {
  answeredAtMs,
  boundedWaitMs,
  MAX_RETRY_AFTER_MS,
  retryAfterMsOf,
} from './classify/retry-after.ts';
export type { StatusRow } from './classify/status/status-row.ts';
export { STATUS_ROWS, statusRowOf } from './classify/status/status-table.ts';
export type { TransportRow, TransportTraits } from './classify/transport/transport-row.ts';
export {
  familyRowOf,
  TRANSPORT_LAYERS,
  TRANSPORT_ROWS,
  transportRowOf,
} from './classify/transport/transport-table.ts';
export {
  BLAMES,
  type Blame,
  CATEGORIES,
  type Category,
  CIRCUIT_STATES,
  type CircuitState,
  OUTCOMES,
  type Outcome,
  PHASES,
  type Phase,
  RETRIES,
  type Retry,
  VERDICT_KINDS,
  type VerdictKind,
} from './closed-sets.ts';
export {
  createDiagnosis,
  type Diagnosed,
  type Diagnosis,
  type DiagnosisOptions,
} from './diagnose/diagnosis.ts';
export { SIGN_GROUPS, type SignGroup } from './diagnose/sign.ts';
export { detached } from './endpoint/detached.ts';
export { placeOf } from './endpoint/place.ts';
export { templateOf } from './endpoint/template.ts';
export { hostnameOf, hostOf, originOf, pathOf } from './endpoint/url-parts.ts';
export { createEngine, type Engine, type EngineOptions } from './engine.ts';
export type { BodyFailure, Call, Exchange, ExchangeResponse, HeaderBag, SpanReference } from './exchange.ts';
export type { Finding, Place } from './finding.ts';
export { METRIC_CAPS, OTHER } from './metrics/caps.ts';
export { publishCircuits } from './metrics/circuit-gauges.ts';
export type { GaugeReader } from './metrics/gauge-sources.ts';
export { createMetrics, type Metrics } from './metrics/metrics.ts';
export type {
  Exemplar,
  HistogramPoint,
  HistogramSnapshot,
  MetricSnapshot,
  MetricSource,
  NumberPoint,
  NumberSnapshot,
} from './metrics/snapshot.ts';
export { publishVerdicts } from './metrics/verdict-gauges.ts';
export {
  type Signal,
  STATUS_INDICATORS,
  type StatusIndicator,
  VITALS,
  type Vital,
} from './signal.ts';
export type { CircuitChange, Sink } from './sink.ts';
export { createStamps, type Stamps } from './stamps.ts';
export { tellVerdict } from './tell-sinks.ts';
export type { Verdict, VerdictChange } from './verdict.ts';
