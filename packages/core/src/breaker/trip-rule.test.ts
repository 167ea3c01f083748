import { describe, expect, it } from 'vitest';
import { failsMostly, TRIP_RULES } from './trip-rule.ts';

/** The lower end of the Wilson score interval, as textbooks write it. */
function wilsonLower(failures: number, calls: number, z: number): number {
  const p = failures / calls;
  const z2 = z * z;
  const centre = p + z2 / (2 * calls);
  const spread = z * Math.sqrt((p * (1 - p)) / calls + z2 / (4 * calls * calls));
  return (centre - spread) / (1 + z2 / calls);
}

describe('failsMostly', () => {
  it.each([
    [6, 6],
    [7, 7],
    [9, 10],
    [16, 20],
    [34, 50],
    [62, 100],
    [537, 1000],
  ])('at the normal sensitivity holds for %i of %i, and not for one failure less', (failures, calls) => {
    const { z } = TRIP_RULES.normal;
    expect(failsMostly(failures, calls, z)).toBe(true);
    expect(failsMostly(failures - 1, calls, z)).toBe(false);
  });

  it('is the Wilson lower bound of one half, for every count up to 300 calls and every sensitivity', () => {
    for (const { z } of Object.values(TRIP_RULES)) {
      for (let calls = 1; calls <= 300; calls++) {
        for (let failures = 0; failures <= calls; failures++) {
          const expected = wilsonLower(failures, calls, z) >= 0.5;
          if (failsMostly(failures, calls, z) !== expected) expect.fail(`${failures} of ${calls} at z ${z}`);
        }
      }
    }
  });

  it('holds where the lower end is one half exactly', () => {
    // At z = 2 that is 12 of 16: (2 × 12 − 16)² = 2² × 16.
    expect(failsMostly(12, 16, 2)).toBe(true);
    expect(failsMostly(11, 16, 2)).toBe(false);
  });

  it('needs at least as many failures as each sensitivity names', () => {
    expect(failsMostly(5, 5, TRIP_RULES.high.z)).toBe(true);
    expect(failsMostly(5, 5, TRIP_RULES.normal.z)).toBe(false);
    expect(failsMostly(6, 6, TRIP_RULES.low.z)).toBe(false);
    expect(failsMostly(7, 7, TRIP_RULES.low.z)).toBe(true);
  });

  it('does not hold when failures are few, however many calls there are', () => {
    expect(failsMostly(0, 0, 2.33)).toBe(false);
    expect(failsMostly(0, 1000, 2.33)).toBe(false);
    expect(failsMostly(500, 1000, 2.33)).toBe(false);
  });
});
