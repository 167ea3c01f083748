import { describe, expect, it } from 'vitest';
import { estimateOf, race, ratioOf, rowOf } from './kit.ts';

describe('the bench kit', () => {
  it('runs every contender in every round, warm-up aside, and in changing order', async () => {
    const order: string[] = [];
    const contender = (name: string) => ({ name, run: () => order.push(name) });
    const samples = await race([contender('a'), contender('b')], { iterations: 1, rounds: 15, warmUp: 2 });
    expect(samples.get('a')).toHaveLength(15);
    expect(order).toHaveLength(34);
    expect(new Set(order.filter((_, at) => at % 2 === 0))).toEqual(new Set(['a', 'b']));
  });

  it('waits for contenders that return promises', async () => {
    let running = 0;
    const run = async (): Promise<void> => {
      expect(++running).toBe(1);
      await Promise.resolve();
      running--;
    };
    await race(
      [
        { name: 'a', run },
        { name: 'b', run },
      ],
      { iterations: 1, rounds: 3 },
    );
  });

  it('gives the median and an interval around it', () => {
    const samples = new Map([['a', [5, 1, 3, 2, 100]]]);
    const { median, low, high } = estimateOf(samples, 'a');
    expect(median).toBe(3);
    expect(low).toBeGreaterThanOrEqual(1);
    expect(high).toBeLessThanOrEqual(100);
    expect(low).toBeLessThan(high);
  });

  it('compares round by round, so that a slow round slows both', () => {
    const samples = new Map([
      ['ours', [20, 200, 2]],
      ['theirs', [10, 100, 1]],
    ]);
    expect(ratioOf(samples, 'ours', 'theirs')).toEqual({ median: 2, low: 2, high: 2 });
  });

  it('says whether a promise holds', () => {
    const estimate = { median: 100, low: 90, high: 110 };
    expect(rowOf('x', estimate, { bare: 50 }, 'ns', 100)).toEqual({
      what: 'x',
      ours: 100,
      interval: [90, 110],
      peers: { bare: 50 },
      unit: 'ns',
      target: '≤ 100',
      holds: true,
    });
    expect(rowOf('x', estimate, {}, 'ns', 99).holds).toBe(false);
    expect(rowOf('x', estimate, {}, 'ns')).toMatchObject({ target: '', holds: true });
  });

  it('names a contender that did not run', () => {
    expect(() => estimateOf(new Map(), 'nobody')).toThrow('No contender is named "nobody"');
  });
});
