import type { Finding } from '@faultline/core';
import { describe, expect, it } from 'vitest';
import { FailureCounts } from './failure-counts.ts';

const MINUTE_MS = 60_000;

function failure(atMs: number, facts: Partial<Finding> = {}): Finding {
  return {
    category: 'overloaded',
    provider: 'warehouse',
    endpoint: 'GET /items',
    rule: 'status.503',
    status: 503,
    exchange: { method: 'GET', url: 'http://w/items', startedAt: 0, monotonicMs: atMs, durationMs: 0 },
    ...facts,
  } as Finding;
}

function counted(...findings: readonly Finding[]): FailureCounts {
  const counts = new FailureCounts();
  for (const finding of findings) counts.finding(finding);
  return counts;
}

describe('failures of one kind', () => {
  it.each([
    ['in the same minute', [0, 1000, 59_999], 59_999, 3],
    ['in several minutes', [0, MINUTE_MS, 3 * MINUTE_MS], 3 * MINUTE_MS, 3],
    ['up to ten minutes ago', [0, 9 * MINUTE_MS], 9 * MINUTE_MS, 2],
    ['longer ago are forgotten', [0, 10 * MINUTE_MS], 10 * MINUTE_MS, 1],
    ['all long ago', [0, 1], 60 * MINUTE_MS, 0],
    ['before a long pause', [0, 500 * MINUTE_MS], 500 * MINUTE_MS, 1],
  ])('%s', (_, times, nowMs, count) => {
    expect(counted(...times.map((atMs) => failure(atMs))).like(failure(0), nowMs)).toBe(count);
  });

  it.each<[string, Partial<Finding>]>([
    ['of another provider', { provider: 'x' }],
    ['of another endpoint', { endpoint: 'POST /items' }],
    ['with another status', { status: 500 }],
    ['by another rule', { rule: 'x.y' }],
  ])('are not those %s', (_, facts) => {
    expect(counted(failure(0), failure(1, facts)).like(failure(0), 2)).toBe(1);
  });

  it('are no successes', () => {
    const success = failure(0, { category: 'ok' });
    expect(counted(success).like(success, 0)).toBe(0);
  });

  it('count a body that broke once, and not again when the answer had failed already', () => {
    const counts = counted(failure(0));
    counts.amended(failure(0), failure(0, { category: 'ok' }));
    counts.amended(failure(0), failure(0));
    expect(counts.like(failure(0), 0)).toBe(2);
  });

  it('are bounded: the kind that was not seen for longest goes', () => {
    const counts = counted(failure(0));
    for (let kind = 0; kind < 500; kind++) counts.finding(failure(0, { endpoint: `GET /${kind}` }));
    expect(counts.like(failure(0), 0)).toBe(0);
    expect(counts.like(failure(0, { endpoint: 'GET /0' }), 0)).toBe(1);
  });
});
