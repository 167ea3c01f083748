import { expect, it } from 'vitest';
import { OriginKey } from './origin-key.ts';

function origin(): OriginKey {
  const counts = { origins: 1, enforced: 0, shadowed: 0, late: 0 };
  return new OriginKey({ name: 'p', mode: 'enforce', forced: undefined, ...counts }, 'https://p.example', 1);
}

it('has no endpoint at first', () => {
  const key = origin();
  expect([key.endpoints, [...key.slots()], key.slotOf('a'), key.slotOf('')]).toEqual([0, [], 0, 0]);
});

it('finds each of its endpoints, and none that is gone, in whatever order they go', () => {
  for (const gone of ['a', 'b', 'c']) {
    const key = origin();
    ['a', 'b', 'c'].forEach((name, i) => {
      key.add(name, i + 2);
    });
    expect([key.endpoints, [...key.slots()]]).toEqual([3, [2, 3, 4]]);
    key.delete(gone);
    expect([key.endpoints, key.slotOf(gone), [...key.slots()]]).toEqual([
      2,
      0,
      [2, 3, 4].filter((slot) => slot !== 'abc'.indexOf(gone) + 2),
    ]);
    key.add('d', 9);
    expect([key.slotOf('d'), key.endpoints]).toEqual([9, 3]);
  }
});

it('keeps what it has when one goes that it never had', () => {
  const key = origin();
  key.delete('x');
  key.add('a', 2);
  key.delete('x');
  expect([key.endpoints, key.slotOf('a')]).toEqual([1, 2]);
});
