import { METRIC } from '@faultline/core';

/** The metrics that rules read, by the names of the catalogue. */
export const REQUESTS: string = METRIC.requests.prometheus;
/** Histogram buckets of the time to headers. */
export const DURATION_BUCKET: string = `${METRIC.requestDuration.prometheus}_bucket`;
/** Liveness marker of a process and version of the service that runs in it. */
export const BUILD_INFO: string = METRIC.buildInfo.prometheus;
/** State set of the origin's breaker. */
export const CIRCUIT_STATE: string = METRIC.circuitState.prometheus;
/** What is left of a rate limit, 0–1. */
export const LIMIT_REMAINING: string = METRIC.rateLimitRemaining.prometheus;
/** What the provider's own status page claims. */
export const PROVIDER_STATUS: string = METRIC.providerStatus.prometheus;
