export { type ClockSkewOptions, createClockSkew } from './clock-skew.ts';
export { openFilesRatio } from './open-files.ts';
export { createOwnChanges, type OwnChanges, type OwnChangesOptions } from './own-changes.ts';
export { pendingRequests } from './pool-pending.ts';
export {
  createStatusPages,
  type StatusPageAddress,
  type StatusPages,
  type StatusPagesOptions,
} from './status-page/status-pages.ts';
export { createVitals, VITALS_DEFAULTS, type Vitals, type VitalsOptions } from './vitals.ts';
