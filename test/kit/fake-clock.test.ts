import { describe, expect, it } from 'vitest';
import { FakeClock } from './fake-clock.ts';

describe('the fake clock', () => {
  it('moves both its times only when told', () => {
    const clock = new FakeClock(1_000);
    clock.advance(250);
    expect([clock.now(), clock.monotonicMs()]).toEqual([1_250, 250]);
  });

  it('fires timers in the order of their time, each at its own moment, with those that they set', () => {
    const clock = new FakeClock();
    const fired: string[] = [];
    const note = (name: string) => () => fired.push(`${name}@${clock.monotonicMs()}`);
    clock.setTimeout(note('late'), 30);
    clock.setTimeout(() => {
      note('early')();
      clock.setTimeout(note('from early'), 5);
    }, 10);
    const cleared = clock.setTimeout(note('cleared'), 12);
    clock.clearTimeout(cleared);
    clock.setTimeout(note('beyond'), 31);
    clock.advance(30);
    expect(fired).toEqual(['early@10', 'from early@15', 'late@30']);
    expect(clock.pending).toBe(1);
  });
});
