export {
  type CircuitChange,
  CircuitOpenError,
  createEngine,
  type Engine,
  type EngineOptions,
  type Finding,
  type Verdict,
  type VerdictChange,
} from '@faultline/core';
export {
  faultlineInstrumentations,
  faultlineMetricProducer,
  faultlineSpanProcessor,
} from '@faultline/otel';
export type { ProviderOptions } from '@faultline/providers';
export type { Capture } from './capture/capture.ts';
export type { FaultlineEvents, Listen } from './events.ts';
export type { Faultline } from './faultline.ts';
export {
  type MetricsEndpointOptions,
  type MetricsRegistryOptions,
  MODES,
  type Mode,
  type RegisterOptions,
} from './options.ts';
export { register } from './registration.ts';
export type { Explained } from './support/explained.ts';
export type { SupportPacket } from './support/support-packet.ts';
