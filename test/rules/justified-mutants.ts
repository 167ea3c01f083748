/** Mutants that no story can kill, each with its reason: by rule and change. */
export const JUSTIFIED: readonly (readonly [rule: string, change: string, reason: string])[] = [
  [
    'ProviderOutageLowTraffic',
    '0.5 becomes 0.2',
    'Counters count whole requests, and a window of 30 minutes over samples that are 30 seconds apart extrapolates by little: an increase between 0.2 and 0.5 does not occur.',
  ],
];
