/**
 * How much surer one may be than the chances say, as an exponent of their odds. The weights are held to what an expert believes,
 * and so say less than a long trouble shows: on the tuning worlds chances of 0.86 were right 0.985 times after thirty failures.
 * The first failures of a trouble deserve no more than their chances, since most of what speaks about it was not seen yet.
 */
const SHARPNESS = { atFirst: 1, inTheEnd: 2.1 } as const;
/** Failures after which half of the way is gone. */
const HALF_WAY = 8;

/** The confidence that a chance deserves after so many failures of the trouble, 0–1. */
export function calibrate(chance: number, failures: number): number {
  const gone = failures / (failures + HALF_WAY);
  const sharpness = SHARPNESS.atFirst + (SHARPNESS.inTheEnd - SHARPNESS.atFirst) * gone;
  return 1 / (1 + ((1 - chance) / chance) ** sharpness);
}
