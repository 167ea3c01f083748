export {
  type CircuitChange,
  CircuitOpenError,
  type Finding,
  type Verdict,
  type VerdictChange,
} from '@faultline/core';
export type { ProviderOptions } from '@faultline/providers';
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
