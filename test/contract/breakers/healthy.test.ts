import { createBreakers, createEngine, type Exchange, type Sink } from '@faultline/core';
import { expect, it } from 'vitest';

/** A sink whose every method throws. */
const throwing: Sink = new Proxy(
  {},
  {
    get: () => () => {
      throw new Error('sink');
    },
  },
);

/**
 * A healthy provider in enforce mode, 20 calls a second for ten minutes, while everything on our side goes wrong: every
 * callback throws, the event loop stalls for 1.5 s each minute, callers cancel, and the clock that times are read from
 * is set back and forward an hour.
 */
it('no healthy provider is ever rejected', () => {
  const breakers = createBreakers({ mode: 'enforce', listeners: [throwing] });
  const engine = createEngine({ breakers, sinks: [throwing] });
  const call = { method: 'GET', url: 'https://api.acme.example/things/7' };
  let nowMs = 5_000_000;
  let rejected = 0;
  const settle = (end: Partial<Exchange>, durationMs = 50): void => {
    const permit = engine.admit(call, nowMs);
    if (typeof permit !== 'number') {
      rejected += 1;
      return;
    }
    nowMs += durationMs;
    engine.record({ ...call, startedAt: nowMs, monotonicMs: nowMs - durationMs, durationMs, permit, ...end });
  };
  const timedOut = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
  const cancelled = new DOMException('This operation was aborted', 'AbortError');
  for (let minute = 0; minute < 10; minute++) {
    for (let i = 0; i < 20; i++)
      settle({ error: timedOut, abort: 'deadline', loopLateMs: 1500 }, i === 0 ? 1500 : 0);
    for (let i = 0; i < 1200; i++) {
      if (i % 3 === 0) settle({ error: cancelled, abort: 'caller' });
      else settle({ response: { status: 200 } });
    }
    nowMs += minute % 2 === 0 ? -3_600_000 : 3_600_000;
  }
  expect(rejected).toBe(0);
});
