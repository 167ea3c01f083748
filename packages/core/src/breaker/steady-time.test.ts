import { describe, expect, it } from 'vitest';
import { SteadyTime } from './steady-time.ts';

describe('SteadyTime', () => {
  it('starts at 0 whatever the clock says', () => {
    const time = new SteadyTime();
    expect(nowAt(time, 1_700_000_000_000)).toBe(0);
    expect(nowAt(time, 1_700_000_000_300)).toBe(300);
    expect(time.cell).toBe(1);
  });

  it('stands still while results arrive out of order', () => {
    const time = new SteadyTime();
    time.tick(1000);
    time.tick(11_000);
    expect(nowAt(time, 5000)).toBe(10_000);
    expect(nowAt(time, 11_250)).toBe(10_250);
    expect(time.cell).toBe(41);
  });

  it('takes a minute back for disorder, and a moment more for a clock that was set', () => {
    const late = new SteadyTime();
    late.tick(0);
    late.tick(100_000);
    late.tick(40_000);
    expect(nowAt(late, 100_000)).toBe(100_000);
    const set = new SteadyTime();
    set.tick(0);
    set.tick(100_000);
    set.tick(39_999);
    expect(nowAt(set, 100_000)).toBe(160_001);
  });

  it('carries on when the clock is set back an hour', () => {
    const time = new SteadyTime();
    time.tick(10_000_000);
    time.tick(10_010_000);
    expect(nowAt(time, 6_410_000)).toBe(10_000);
    expect(nowAt(time, 6_415_000)).toBe(15_000);
  });

  it('follows a clock that is set forward', () => {
    const time = new SteadyTime();
    time.tick(0);
    expect(nowAt(time, 3_600_000)).toBe(3_600_000);
    expect(time.cell).toBe(14_400);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('ignores %s', (bad) => {
    const time = new SteadyTime();
    expect(nowAt(time, bad)).toBe(0);
    time.tick(100);
    time.tick(600);
    expect(nowAt(time, bad)).toBe(500);
    expect(nowAt(time, 700)).toBe(600);
  });

  it('tells the steady time of an earlier reading', () => {
    const time = new SteadyTime();
    time.tick(5000);
    time.tick(9000);
    expect(time.at(6000)).toBe(1000);
  });

  it('changes its cell at the very millisecond', () => {
    const time = new SteadyTime();
    time.tick(0);
    time.tick(249.999);
    expect(time.cell).toBe(0);
    time.tick(250);
    expect(time.cell).toBe(1);
  });
});

function nowAt(time: SteadyTime, clockMs: number): number {
  time.tick(clockMs);
  return time.nowMs;
}
