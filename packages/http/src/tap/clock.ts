import { performance } from 'node:perf_hooks';

// Bound when this module loads, so that a test's fake timers change nothing of what is measured.

/** Monotonic clock, milliseconds. */
export const monotonicNow: () => number = performance.now.bind(performance);
/** Wall clock, epoch milliseconds. */
export const wallNow: () => number = Date.now.bind(Date);
