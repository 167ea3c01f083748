import { enough, ramp, type Sign } from '../sign.ts';

/** What the own send rate and the limit ledger show. */
export const RATE_SIGNS: readonly Sign[] = [
  {
    code: 'own_rate_up',
    group: 'rate',
    strength: ({ surge }) => ramp(surge, 1.15, 1.8),
    observed: ({ surge }) => `${surge.toFixed(1)}x the usual`,
  },
  {
    code: 'own_rate_flat',
    group: 'rate',
    // A lone refusal is what a limit is for; that the rate is as ever speaks once it goes on. A quota ends at any rate.
    strength: ({ surge, failures, label }) =>
      label.category === 'quota' ? 0 : (1 - ramp(surge, 1.05, 1.3)) * enough(failures - 1, 2),
    observed: () => '',
  },
  {
    code: 'limit_lowered',
    group: 'rate',
    strength: ({ limitLowered }) => (limitLowered ? 1 : 0),
    observed: ({ usualLimit, limit }) => `from ${usualLimit} to ${limit}`,
  },
  {
    code: 'others_use_the_limit',
    group: 'rate',
    strength: ({ othersShare, limitLowered }) => (limitLowered ? 0 : ramp(othersShare, 0.25, 0.6)),
    observed: ({ othersShare }) => `${Math.round(othersShare * 100)}% of it`,
  },
  {
    code: 'own_use_of_the_limit',
    group: 'rate',
    strength: ({ limit, othersShare, limitLowered }) =>
      Number.isNaN(limit) || limitLowered ? 0 : 1 - ramp(othersShare, 0.1, 0.4),
    observed: ({ limit }) => `limit ${limit}, as ever`,
  },
];
