import { describe, expect, it } from 'vitest';
import { Tallies } from './tallies.ts';

describe('the tallies of a few identities', () => {
  it('give the same tally to the same identity, alone or among others', () => {
    const tallies = new Tallies(3);
    expect([tallies.size, [...tallies.values()]]).toEqual([0, []]);
    const first = tallies.of('a', 0);
    expect(tallies.of('a', 1)).toBe(first);
    expect([tallies.size, [...tallies.values()]]).toEqual([1, [first]]);
    const second = tallies.of('b', 2);
    expect(second).not.toBe(first);
    expect([tallies.of('a', 3), tallies.of('b', 4)]).toEqual([first, second]);
    expect(new Set(tallies.values())).toEqual(new Set([first, second]));
    expect(tallies.size).toBe(2);
  });

  it('let go of the one unused for longest when there is no room', () => {
    const tallies = new Tallies(3);
    const known = new Map(['a', 'b', 'c'].map((id) => [id, tallies.of(id, 0)]));
    for (const [at, id] of ['b', 'a', 'c', 'a'].entries()) tallies.of(id, at).succeeded(100 + at, 0);
    tallies.of('d', 200);
    expect(tallies.size).toBe(3);
    expect(tallies.of('a', 201)).toBe(known.get('a'));
    expect(tallies.of('c', 202)).toBe(known.get('c'));
    expect(tallies.of('b', 203)).not.toBe(known.get('b'));
  });
});
