import { describe, expect, it } from 'vitest';
import { CircuitOpenError } from './circuit-open-error.ts';
import { createBreakers } from './keyed-breakers.ts';
import { charge, setUp } from './testing/set-up.ts';

describe('execute', () => {
  it('gives back what the call gives, and throws what it throws', async () => {
    const { breakers } = setUp();
    await expect(breakers.execute(charge, () => 'now')).resolves.toBe('now');
    await expect(breakers.execute(charge, async () => 'later')).resolves.toBe('later');
    const error = new Error('mine');
    await expect(breakers.execute(charge, () => Promise.reject(error))).rejects.toBe(error);
    await expect(
      breakers.execute(charge, () => {
        throw error;
      }),
    ).rejects.toBe(error);
  });

  it('throws a CircuitOpenError without calling when the circuit is open', async () => {
    const { breakers, trip } = setUp();
    trip();
    let called = false;
    const call = breakers.execute(charge, () => {
      called = true;
    });
    await expect(call).rejects.toBeInstanceOf(CircuitOpenError);
    await expect(call).rejects.toMatchObject({
      code: 'ERR_CIRCUIT_OPEN',
      provider: 'stripe',
      blame: 'provider',
    });
    expect(called).toBe(false);
  });

  const executions = async (seen: () => unknown, count = 20) => {
    const { breakers, state } = setUp();
    let made = 0;
    for (; made < count; made++) {
      try {
        await breakers.execute(charge, seen);
      } catch (error) {
        if (error instanceof CircuitOpenError) break;
      }
      state.nowMs += 300;
    }
    return made;
  };
  const reject = (error: unknown) => () => Promise.reject(error);

  it.each<[string, () => unknown]>([
    ['a fetch response of 503', () => new Response('', { status: 503 })],
    ['an error with status 500', reject(Object.assign(new Error('x'), { status: 500 }))],
    ['an error with statusCode 502', reject(Object.assign(new Error('x'), { statusCode: 502 }))],
    [
      'an error with a response of 504',
      reject(Object.assign(new Error('x'), { response: { status: 504, headers: {} } })),
    ],
    ['ECONNREFUSED', reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))],
    [
      'ECONNRESET as a cause',
      reject(new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) })),
    ],
  ])('opens on %s', async (_, seen) => {
    expect(await executions(seen)).toBe(6);
  });

  it.each<[string, () => unknown]>([
    ['a fetch response of 200', () => new Response('', { status: 200 })],
    ['a fetch response of 404', () => new Response('', { status: 404 })],
    ['a value of the caller’s own with a status', () => ({ status: 500 })],
    ['an error with status 401', reject(Object.assign(new Error('x'), { status: 401 }))],
    [
      'a bug in the caller’s code',
      reject(new TypeError("Cannot read properties of undefined (reading 'x')")),
    ],
    ['a cancel of the caller', reject(new DOMException('This operation was aborted', 'AbortError'))],
    ['a cancel with a string as its reason', reject('stop')],
    ['undefined', reject(undefined)],
    [
      'an error whose properties throw',
      reject(
        new Proxy(
          {},
          {
            get: () => {
              throw new Error('trap');
            },
          },
        ),
      ),
    ],
  ])('never opens on %s', async (_, seen) => {
    expect(await executions(seen)).toBe(20);
  });

  it('counts what works: a minority of failures opens nothing', async () => {
    const { breakers, state } = setUp();
    for (let i = 0; i < 60; i++) {
      const status = i % 3 === 0 ? 503 : 200;
      await breakers.execute(charge, () => new Response('', { status }));
      state.nowMs += 100;
    }
    expect(breakers.stateOf(charge)).toBe('closed');
  });

  it('never fails on what it cannot judge, and reports it', async () => {
    const { breakers, errors } = setUp({
      classify: () => {
        throw new Error('classify');
      },
    });
    const response = new Response('', { status: 503 });
    await expect(breakers.execute(charge, () => response)).resolves.toBe(response);
    expect(errors).toEqual(['breaker.execute']);
  });

  it('waits for the credential that a response asked to wait', async () => {
    const { breakers } = setUp();
    const mine = { ...charge, credential: 'key-1' };
    await breakers.execute(mine, () => new Response('', { status: 429, headers: { 'retry-after': '2' } }));
    await expect(breakers.execute(mine, () => 1)).rejects.toMatchObject({ scope: 'credential' });
    await expect(breakers.execute(charge, () => 1)).resolves.toBe(1);
  });

  it('asks for a clock', async () => {
    const breakers = createBreakers();
    await expect(breakers.execute(charge, () => 1)).rejects.toThrow(
      'breaker option clock is undefined: write () => performance.now() to use execute',
    );
  });

  it('survives a clock that throws', async () => {
    const { breakers, errors } = setUp({
      clock: () => {
        throw new Error('clock');
      },
    });
    await expect(breakers.execute(charge, () => 1)).resolves.toBe(1);
    expect(errors).toContain('breaker.clock');
  });
});
