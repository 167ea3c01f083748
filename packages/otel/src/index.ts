export type { OpenRequest } from './pairing.ts';
export type { SdkSpan } from './sdk-span.ts';
export {
  type FaultlineSpanProcessor,
  faultlineSpanProcessor,
  SpanTagger,
  type SpanTaps,
} from './span-tagger.ts';
export { isSuppressed } from './suppression.ts';
export type { Tracing, TracingMode, TracingOptions } from './tracing.ts';
