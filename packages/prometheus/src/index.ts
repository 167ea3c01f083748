export { type Endpoint, type EndpointOptions, startEndpoint } from './endpoint.ts';
export { CONTENT_TYPE, type ExpositionFormat, writeExposition } from './exposition.ts';
export { type RegistryLike, registerMetrics } from './registry.ts';
