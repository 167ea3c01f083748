export { createTracing } from './create-tracing.ts';
export {
  faultlineInstrumentations,
  type InstrumentationLike,
  type InstrumentationOptions,
} from './instrumentations.ts';
export { createLogSink } from './log-sink.ts';
export { type CollectionResult, faultlineMetricProducer, type MetricProducer } from './metric-producer.ts';
export { type OwnSdk, type OwnSdkOptions, startOwnSdk } from './own-sdk.ts';
export type { OpenRequest } from './pairing.ts';
export type { SdkSpan } from './sdk-span.ts';
export { type FaultlineSpanProcessor, faultlineSpanProcessor, type SpanTaps } from './span-tagger.ts';
export { isSuppressed, runSuppressed } from './suppression.ts';
export type { SettledMode, Tracing, TracingMode, TracingOptions } from './tracing.ts';
