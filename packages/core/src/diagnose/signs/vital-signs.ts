import { ramp, type Sign } from '../sign.ts';

/** A pool that filled so long after the first failure filled because of it. Milliseconds. */
const FOLLOWED_MS = 8_000;

/** What this process knows of its own health. */
export const VITAL_SIGNS: readonly Sign[] = [
  {
    code: 'event_loop_late',
    group: 'vitals',
    // A loop that stalls for a good part of the deadline lets the deadline fire by itself.
    strength: ({ loopDelayMs, loopLateMs, durationMs }) =>
      Math.max(ramp(loopDelayMs / Math.max(1, durationMs), 0.03, 0.3), ramp(loopLateMs, 50, 500)),
    observed: ({ loopDelayMs, loopLateMs }) => `by ${Math.round(Math.max(loopDelayMs, loopLateMs))}ms`,
  },
  {
    code: 'pool_queue',
    group: 'vitals',
    strength: ({ poolPending, poolLeadMs }) => (poolLeadMs < -FOLLOWED_MS ? 0 : ramp(poolPending, 5, 50)),
    observed: ({ poolPending }) => `${poolPending} wait for a socket`,
  },
  {
    code: 'pool_queue_followed',
    group: 'vitals',
    strength: ({ poolPending, poolLeadMs }) => (poolLeadMs < -FOLLOWED_MS ? ramp(poolPending, 5, 50) : 0),
    observed: ({ poolPending }) => `${poolPending} wait, since after the first failure`,
  },
  {
    code: 'open_files',
    group: 'vitals',
    strength: ({ openFiles }) => ramp(openFiles, 0.85, 0.97),
    observed: ({ openFiles }) => `${Math.round(openFiles * 100)}% of the limit`,
  },
  {
    code: 'clock_skew',
    group: 'vitals',
    strength: ({ clockSkewMs }) => ramp(clockSkewMs, 20_000, 120_000),
    observed: ({ clockSkewMs }) => `own clock ${Math.round(clockSkewMs / 1000)}s off`,
  },
];
