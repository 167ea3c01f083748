import { describe, expect, it } from 'vitest';
import { SteadyTime } from './steady-time.ts';
import { TRIP_RULES } from './trip-rule.ts';
import { WindowSlab } from './window-slab.ts';

function setUp(capacity = 10) {
  const time = new SteadyTime();
  time.tick(0);
  const windows = new WindowSlab(capacity, time, TRIP_RULES.normal);
  /** Failures and then calls that do not fail, all at one moment. */
  const at = (ms: number, failures: number, calls = 0, slot = 1) => {
    time.tick(ms);
    for (let i = 0; i < calls; i++) windows.call(slot);
    for (let i = 0; i < failures; i++) windows.failure(slot);
  };
  windows.clear(1);
  return { time, windows, at };
}

describe('a window', () => {
  it('proves nothing until six failures span four cells', () => {
    const { windows, at } = setUp();
    at(0, 5);
    at(999, 50);
    expect(windows.proves(1)).toBe(false);
    at(1000, 1);
    expect(windows.proves(1)).toBe(true);
    expect(windows).toMatchObject({ failures: 56, calls: 56, spanMs: 1000 });
  });

  it('needs the sixth failure', () => {
    const { windows, at } = setUp();
    at(0, 4);
    at(2000, 1);
    expect(windows.proves(1)).toBe(false);
    at(2000, 1);
    expect(windows).toMatchObject({ failures: 0 });
    expect(windows.proves(1)).toBe(true);
  });

  it('looks at the shortest suffix that proves it, whatever came before', () => {
    const { windows, at } = setUp();
    at(0, 1, 5000);
    at(5000, 3);
    at(6000, 3);
    expect(windows.proves(1)).toBe(true);
    expect(windows).toMatchObject({ failures: 6, calls: 6, spanMs: 1000 });
  });

  it('reads nothing of before a silence as long as itself, in whatever cells time goes on', () => {
    for (const silenceMs of [10_000, 10_250, 11_000, 19_750, 20_000, 100_000]) {
      const { windows, at } = setUp();
      for (let ms = 0; ms < 10_000; ms += 250) at(ms, 5);
      const again = 9750 + silenceMs;
      at(again, 0, 25);
      for (let ms = again; ms < again + 12_000; ms += 250) {
        at(ms, ms % 3000 === 0 ? 1 : 0, 1);
        expect([silenceMs, ms - again, windows.proves(1)]).toEqual([silenceMs, ms - again, false]);
      }
    }
  });

  it('counts what did not fail within the suffix', () => {
    const { windows, at } = setUp();
    at(5000, 5, 2);
    at(6000, 4);
    expect(windows.proves(1)).toBe(false);
    at(6000, 1);
    expect(windows.proves(1)).toBe(false);
    at(6000, 1);
    expect(windows.proves(1)).toBe(true);
    expect(windows).toMatchObject({ failures: 11, calls: 13 });
  });

  it('forgets fine cells after 10 s when it is busy', () => {
    const { windows, at } = setUp();
    at(0, 3);
    at(5000, 0, 20);
    at(9750, 3);
    expect(windows.proves(1)).toBe(false);
    const fresh = setUp();
    fresh.at(0, 3);
    fresh.at(9750, 3);
    expect(fresh.windows.proves(1)).toBe(true);
    expect(fresh.windows.spanMs).toBe(9750);
  });

  it('asks the coarse ring below 20 calls in 10 s, and not from 20 on', () => {
    for (const [calls, proven] of [
      [16, false],
      [3, true],
    ] as const) {
      const { windows, at } = setUp();
      at(0, 30);
      at(60_000, 1, calls);
      at(60_001, 3);
      expect([calls, windows.proves(1)]).toEqual([calls, proven]);
    }
  });

  it('forgets coarse cells after five minutes', () => {
    const kept = setUp();
    kept.at(0, 5);
    kept.at(299_999, 1);
    expect(kept.windows.proves(1)).toBe(true);
    expect(kept.windows.spanMs).toBe(285_000);
    const gone = setUp();
    gone.at(0, 5);
    gone.at(300_000, 1);
    expect(gone.windows.proves(1)).toBe(false);
  });

  it('forgets only the cells that it passed', () => {
    const { windows, at } = setUp();
    for (let cell = 0; cell < 40; cell++) at(cell * 250, 0, 1);
    at(10_000, 3);
    at(11_000, 3);
    // 6 failures; of the 40 calls, those of 1.25 s and later are still in the window, and all older than the failures.
    expect(windows.proves(1)).toBe(true);
    expect(windows.calls).toBe(6);
  });

  it('turns a counted call into a failed one', () => {
    const { windows, at } = setUp();
    at(0, 0, 6);
    for (let i = 0; i < 3; i++) windows.fail(1);
    at(1000, 0);
    for (let i = 0; i < 3; i++) windows.fail(1);
    expect(windows.proves(1)).toBe(true);
    expect(windows).toMatchObject({ failures: 6, calls: 6 });
  });

  it('never counts more failures than calls', () => {
    const { windows, at } = setUp();
    at(0, 0, 3);
    at(1000, 0, 0);
    for (let i = 0; i < 3; i++) windows.fail(1);
    at(2000, 3);
    expect(windows.proves(1)).toBe(true);
    expect(windows.calls).toBe(6);
  });

  it('is empty when it was cleared', () => {
    const { windows, at } = setUp();
    at(0, 5);
    windows.clear(1);
    at(5000, 1);
    expect(windows.proves(1)).toBe(false);
  });

  it('says how long it counted nothing', () => {
    const { time, windows, at } = setUp();
    at(1000, 0, 1);
    expect(windows.idleMs(1)).toBe(0);
    time.tick(61_000);
    expect(windows.idleMs(1)).toBe(60_000);
    windows.failure(1);
    expect(windows.idleMs(1)).toBe(0);
  });

  it('halves a full cell, so that its rate stays', () => {
    const { windows, at } = setUp();
    at(0, 3);
    // A cell that holds 65,535 calls at most hears of 200,000, of which half fail: the rate is one half, which proves nothing.
    for (let i = 0; i < 100_000; i++) at(2000, 1, 1);
    expect(windows.proves(1)).toBe(false);
    // After as many failures again it is three quarters.
    at(2000, 100_000);
    expect(windows.proves(1)).toBe(true);
    expect(windows.calls).toBeLessThanOrEqual(65_535 + 3);
    expect(windows.failures / windows.calls).toBeGreaterThan(0.5);
  });
});

describe('a cell that is full', () => {
  it('of the fine ring halves, and starts at no zero', () => {
    const { windows, at } = setUp();
    at(0, 0, 65_536);
    at(0, 3);
    at(1000, 3);
    // Six failures of some 32,774 calls; of six, had the cell started anew.
    expect(windows.proves(1)).toBe(false);
  });

  it('of the coarse ring halves too, when no fine one is full', () => {
    const { windows, at } = setUp();
    at(0, 1, 32_765);
    at(250, 0, 32_770);
    at(12_000, 6);
    expect(windows.proves(1)).toBe(false);
  });

  it('counts the call that filled it', () => {
    const { windows, at } = setUp();
    at(0, 65_536);
    at(1000, 1);
    expect(windows.proves(1)).toBe(true);
    // Half of 65,535, the one that was too many, and the last.
    expect(windows).toMatchObject({ failures: 32_769, calls: 32_769 });
  });

  it('halves for failures alone, that were calls of other cells', () => {
    const { windows, at } = setUp();
    for (let i = 0; i < 65_536; i++) windows.fail(1);
    at(1000, 1);
    expect(windows.proves(1)).toBe(true);
    expect(windows.failures).toBe(32_769);
  });
});

describe('the slab', () => {
  it('has room for the first window beyond what it had memory for, each time it grows', () => {
    for (const slot of [63, 64, 65, 128, 256]) {
      const { windows, at } = setUp(1000);
      for (let i = 2; i <= slot; i++) windows.clear(i);
      at(0, 3, 0, slot);
      at(1000, 3, 0, slot);
      expect(windows.proves(slot)).toBe(true);
    }
  });

  it('keeps windows apart, and keeps what they hold while it grows', () => {
    const { windows, at } = setUp(1000);
    at(0, 3, 0, 1);
    for (let slot = 2; slot < 1000; slot++) {
      windows.clear(slot);
      at(0, slot === 999 ? 3 : 1, 0, slot);
    }
    at(1000, 3, 0, 1);
    at(1000, 3, 0, 999);
    expect(windows.proves(1)).toBe(true);
    expect(windows.proves(999)).toBe(true);
    for (let slot = 2; slot < 999; slot++) {
      windows.failure(slot);
      expect(windows.proves(slot)).toBe(false);
    }
  });

  it('starts windows anew when the numbers of its cells do', () => {
    const { time, windows, at } = setUp();
    const renumberedMs = 2 ** 30 * 250;
    at(renumberedMs - 250, 5);
    at(renumberedMs + 1000, 1);
    expect(time.cell).toBe(4);
    expect(windows.proves(1)).toBe(false);
    at(renumberedMs + 1000, 4);
    at(renumberedMs + 2000, 1);
    expect(windows.proves(1)).toBe(true);
  });
});
