import { ramp, type Sign } from '../sign.ts';

/** What durations show. */
export const LATENCY_SIGNS: readonly Sign[] = [
  {
    code: 'slow_successes',
    group: 'latency',
    strength: ({ slowdown, slowdownSpreads }) => ramp(slowdown, 1.3, 2.5) * ramp(slowdownSpreads, 0.7, 2),
    observed: ({ slowdown }) => `${slowdown.toFixed(1)}x the usual`,
  },
  {
    code: 'refused_slowly',
    group: 'latency',
    strength: ({ failureLatencyRatio }) => ramp(failureLatencyRatio, 1.5, 4),
    observed: ({ failureLatencyRatio }) => `${failureLatencyRatio.toFixed(1)}x the usual of successes`,
  },
  {
    code: 'refused_quickly',
    group: 'latency',
    strength: ({ failureLatencyRatio }) => ramp(1 / failureLatencyRatio, 1.3, 2.5),
    observed: ({ failureLatencyRatio }) => `${failureLatencyRatio.toFixed(1)}x the usual of successes`,
  },
  {
    code: 'deadline_too_short',
    group: 'latency',
    // The own deadline cuts into what successes usually take, and they take no longer than ever.
    strength: ({ deadline, deadlineRatio, slowdown }) =>
      deadline ? ramp(1 / deadlineRatio, 0.3, 0.6) * (1 - ramp(slowdown, 1.1, 1.4)) : 0,
    observed: ({ deadlineRatio, durationMs }) =>
      `${Math.round(durationMs)}ms, ${deadlineRatio.toFixed(1)}x the usual`,
  },
];
