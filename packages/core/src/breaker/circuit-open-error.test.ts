import { types } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { CircuitOpenError } from './circuit-open-error.ts';
import type { Rejection } from './rejection.ts';

const rejection: Rejection = {
  provider: 'stripe',
  scope: 'endpoint',
  key: 'POST /v1/charges',
  state: 'open',
  reason: '6 of 7 failed in 1.2 s',
  evidence: { failures: 6, calls: 7, windowMs: 1250 },
  blame: 'provider',
  category: 'gateway',
  retryAfterMs: 4200,
};

describe('CircuitOpenError', () => {
  it('says what was not called, why, and when to come back', () => {
    const error = new CircuitOpenError(rejection);
    expect(error).toMatchObject({ ...rejection, name: 'CircuitOpenError', code: 'ERR_CIRCUIT_OPEN' });
    expect(error.message).toBe('stripe is not called, POST /v1/charges is open: 6 of 7 failed in 1.2 s');
  });

  it('is a real error without a stack, and leaves the stacks of others alone', () => {
    const before = Error.stackTraceLimit;
    const error = new CircuitOpenError(rejection);
    expect(types.isNativeError(error)).toBe(true);
    expect(error).toBeInstanceOf(Error);
    expect(error.stack).not.toContain('\n    at ');
    expect(Error.stackTraceLimit).toBe(before);
    expect(new Error('other').stack).toContain('\n    at ');
  });

  it('is known by instanceof across copies of the package', async () => {
    vi.resetModules();
    const copy = await import('./circuit-open-error.ts');
    expect(copy.CircuitOpenError).not.toBe(CircuitOpenError);
    expect(new copy.CircuitOpenError(rejection)).toBeInstanceOf(CircuitOpenError);
    expect(new CircuitOpenError(rejection)).toBeInstanceOf(copy.CircuitOpenError);
  });

  it('bears a mark that every version of the package knows', () => {
    const marked = new CircuitOpenError(rejection) as unknown as Record<symbol, unknown>;
    expect(marked[Symbol.for('faultline.CircuitOpenError')]).toBe(true);
    expect({ [Symbol.for('faultline.CircuitOpenError')]: true }).toBeInstanceOf(CircuitOpenError);
  });

  it.each([new Error('x'), { code: 'ERR_CIRCUIT_OPEN' }, null, undefined, 'ERR_CIRCUIT_OPEN'])(
    'is not %s',
    (other) => {
      expect(other instanceof CircuitOpenError).toBe(false);
    },
  );

  it('names no time when a hand opened the circuit', () => {
    const { retryAfterMs: _, ...byHand } = rejection;
    expect(new CircuitOpenError(byHand)).not.toHaveProperty('retryAfterMs');
  });

  it('keeps its stack rather than fail where Error is frozen', () => {
    const limit = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit') as PropertyDescriptor;
    Object.defineProperty(Error, 'stackTraceLimit', { value: 10, writable: false, configurable: true });
    try {
      expect(new CircuitOpenError(rejection).code).toBe('ERR_CIRCUIT_OPEN');
    } finally {
      Object.defineProperty(Error, 'stackTraceLimit', limit);
    }
  });
});
