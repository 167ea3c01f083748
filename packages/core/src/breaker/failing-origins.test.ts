import { describe, expect, it } from 'vitest';
import { FailingOrigins } from './failing-origins.ts';

describe('FailingOrigins', () => {
  it('say it is us when two others failed within ten seconds', () => {
    const failing = new FailingOrigins<string>();
    expect([failing.failed('a', 0), failing.failed('b', 1), failing.failed('c', 10_000)]).toEqual([
      false,
      false,
      true,
    ]);
    // The failure of `a` is 10.001 s old now.
    expect(failing.failed('c', 10_001)).toBe(false);
  });

  it('count no origin twice', () => {
    const failing = new FailingOrigins<string>();
    for (let i = 0; i < 10; i++) expect(failing.failed('a', i)).toBe(false);
    expect(failing.failed('b', 10)).toBe(false);
    expect(failing.failed('a', 11)).toBe(false);
  });

  it('count the last failure of each, not its first', () => {
    const failing = new FailingOrigins<string>();
    failing.failed('a', 0);
    failing.failed('b', 0);
    failing.failed('a', 9000);
    failing.failed('b', 9000);
    expect(failing.failed('c', 19_000)).toBe(true);
  });

  it('forget an origin that answers', () => {
    const failing = new FailingOrigins<string>();
    failing.failed('a', 0);
    failing.failed('b', 0);
    failing.answered('a');
    expect(failing.failed('c', 1)).toBe(false);
  });
});
