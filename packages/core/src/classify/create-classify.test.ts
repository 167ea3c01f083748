import { describe, expect, it, vi } from 'vitest';
import type { Exchange } from '../exchange.ts';
import type { Classification } from './classification.ts';
import { classify } from './classify.ts';
import { createClassify } from './create-classify.ts';

const EXCHANGE: Exchange = {
  method: 'GET',
  url: 'https://api.example.com/',
  startedAt: 0,
  durationMs: 1,
  response: { status: 503 },
};
const THROTTLED: Classification = {
  category: 'rate_limit',
  blame: 'self',
  confidence: 0.9,
  retry: 'backoff',
  rule: 'example.slow_down',
  hint: 'Slow down',
};
const broken = (): never => {
  throw new Error('broken rule');
};

describe('rules in front of a default', () => {
  it('decide in their order, and the first that answers wins', () => {
    const never = vi.fn();
    expect(createClassify([() => undefined, () => THROTTLED, never])(EXCHANGE)).toBe(THROTTLED);
    expect(never).not.toHaveBeenCalled();
  });

  it('leave what they do not know to the tables', () => {
    expect(createClassify([() => undefined])(EXCHANGE)).toBe(classify(EXCHANGE));
  });

  it('leave it to the given default', () => {
    expect(createClassify([], () => THROTTLED)(EXCHANGE)).toBe(THROTTLED);
  });

  it('that throw count as no answer, and are told', () => {
    const told = vi.fn();
    expect(createClassify([broken, () => THROTTLED], classify, told)(EXCHANGE)).toBe(THROTTLED);
    expect(told).toHaveBeenCalledExactlyOnceWith(new Error('broken rule'), broken);
  });

  it('never throw, even when whoever is told does', () => {
    expect(createClassify([broken], classify, broken)(EXCHANGE).rule).toBe('status.503');
    expect(createClassify([broken])(EXCHANGE).rule).toBe('status.503');
  });
});
