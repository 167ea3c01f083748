/** How readily a circuit opens: `low` needs more proof, `high` less. */
export const SENSITIVITIES = ['low', 'normal', 'high'] as const;
/** One of {@link SENSITIVITIES}. */
export type Sensitivity = (typeof SENSITIVITIES)[number];

/** When the failures of a window are enough to open a circuit. */
export interface TripRule {
  /** Fewest failures that prove anything. */
  readonly failures: number;
  /** Quantile of the normal distribution: how sure the rule is that more than half of the calls fail. */
  readonly z: number;
}

/** The rule behind each sensitivity: one-sided error probabilities of 0.5 %, 1 % and 2.5 %. */
export const TRIP_RULES: Readonly<Record<Sensitivity, TripRule>> = {
  low: { failures: 7, z: 2.58 },
  normal: { failures: 6, z: 2.33 },
  high: { failures: 5, z: 1.96 },
};

/** Failures must span this long: one blip, however dense, opens nothing. Milliseconds. */
export const TRIP_SPAN_MS = 1000;

/**
 * Whether more than half of all calls fail, judged by `failures` of `calls`: the lower end of the Wilson interval is at
 * least one half.
 *
 * The interval holds every rate r with |f/n − r| ≤ z √(r(1 − r)/n). At r = ½ this is (2f − n)² ≤ z² n, which needs
 * neither a division nor a root. At z = 2.33: 6 of 6, 9 of 10, 16 of 20, 34 of 50, 62 of 100, 537 of 1000.
 *
 * @see Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927)
 */
export function failsMostly(failures: number, calls: number, z: number): boolean {
  const excess = 2 * failures - calls;
  return excess > 0 && excess * excess >= z * z * calls;
}
