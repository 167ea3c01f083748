import { describe, expect, it } from 'vitest';
import { CredentialBlocks } from './credential-blocks.ts';

const until = (untilMs: number) =>
  ({ sinceMs: 0, untilMs, blame: 'self', category: 'rate_limit', reason: 'asked to wait' }) as const;

describe('CredentialBlocks', () => {
  it('block a credential until the very millisecond its wait is over', () => {
    const blocks = new CredentialBlocks();
    expect(blocks.add('a', until(100))).toBe(true);
    expect(blocks.standing('a', 99, 99)).toMatchObject({ untilMs: 100 });
    expect(blocks.standing('a', 100, 100)).toBeUndefined();
    expect(blocks.standing('b', 0, 0)).toBeUndefined();
  });

  it('leave a call alone that was under way when its credential was told to wait, and to wait for longer', () => {
    const blocks = new CredentialBlocks();
    blocks.add('a', { ...until(100), sinceMs: 10 });
    blocks.add('a', { ...until(200), sinceMs: 50 });
    expect(blocks.standing('a', 60, 9)).toBeUndefined();
    expect(blocks.standing('a', 60, 10)).toMatchObject({ untilMs: 200 });
  });

  it('keep calls without a credential together, and apart from all others', () => {
    const blocks = new CredentialBlocks();
    blocks.add(undefined, until(100));
    expect(blocks.standing(undefined, 0, 0)).toBeDefined();
    expect(blocks.standing('', 0, 0)).toBeDefined();
    expect(blocks.standing('a', 0, 0)).toBeUndefined();
  });

  it('keep the longer of two waits, whichever came first, and count the credential once', () => {
    const blocks = new CredentialBlocks();
    expect([blocks.add('a', until(100)), blocks.add('a', until(300)), blocks.add('a', until(200))]).toEqual([
      true,
      false,
      false,
    ]);
    expect(blocks.standing('a', 250, 250)).toMatchObject({ untilMs: 300 });
    expect(blocks.size).toBe(1);
  });

  it('keep the first of two waits that are equally long', () => {
    const blocks = new CredentialBlocks();
    blocks.add('a', until(100));
    blocks.add('a', { ...until(100), reason: 'another' });
    expect(blocks.standing('a', 0, 0)?.reason).toBe('asked to wait');
  });

  it('drop what is over, say how many, and leave the others', () => {
    const blocks = new CredentialBlocks();
    for (const [credential, untilMs] of [
      ['a', 300],
      ['b', 100],
      ['c', 200],
      ['d', 100],
    ] as const)
      blocks.add(credential, until(untilMs));
    expect(blocks.sweep(99)).toBe(0);
    expect(blocks.sweep(100)).toBe(2);
    expect(blocks.size).toBe(2);
    expect(blocks.sweep(199)).toBe(0);
    expect(blocks.sweep(200)).toBe(1);
    expect(blocks.standing('a', 200, 200)).toBeDefined();
    expect(blocks.sweep(1000)).toBe(1);
    expect(blocks.size).toBe(0);
  });

  it('drop all at once, and start anew', () => {
    const blocks = new CredentialBlocks();
    blocks.add('a', until(100));
    blocks.add('b', until(200));
    expect(blocks.clear()).toBe(2);
    expect([blocks.size, blocks.clear()]).toEqual([0, 0]);
    blocks.add('a', until(50));
    expect(blocks.sweep(50)).toBe(1);
  });

  it('read as those that stand, and the longest wait among them', () => {
    const blocks = new CredentialBlocks();
    expect(blocks.read(0)).toEqual({ count: 0, waitMs: 0 });
    blocks.add('a', until(100));
    blocks.add('b', until(300));
    blocks.add('c', until(200));
    expect(blocks.read(50)).toEqual({ count: 3, waitMs: 250 });
    expect(blocks.read(100)).toEqual({ count: 2, waitMs: 200 });
    expect(blocks.read(300)).toEqual({ count: 0, waitMs: 0 });
  });
});
