import { describe, expect, it } from 'vitest';
import { Circuit, type CircuitCause } from './circuit.ts';

const cause: CircuitCause = {
  reason: '6 of 6 failed in 1.0 s',
  evidence: { failures: 6, calls: 6, windowMs: 1000 },
  blame: 'provider',
  category: 'gateway',
  proof: 'answers',
};

function opened(): Circuit {
  const circuit = new Circuit(0, cause);
  circuit.open(0, cause, () => 5000);
  return circuit;
}

/** Closed by its third probe. */
function closed(nowMs: number, rampMs = 3000): Circuit {
  const circuit = opened();
  for (let i = 0; i < 3; i++) {
    circuit.take(nowMs);
    circuit.pass(nowMs, rampMs);
  }
  return circuit;
}

/** Which of so many calls in one moment pass. */
function asked(circuit: Circuit, calls: number, nowMs: number): boolean[] {
  return Array.from({ length: calls }, () => {
    const admits = circuit.admits(nowMs);
    if (admits) circuit.take(nowMs);
    return admits;
  });
}

describe('Circuit', () => {
  it('admits at the very millisecond its time is over, and says how long that is', () => {
    const circuit = opened();
    expect([circuit.admits(4999.5), circuit.admits(5000)]).toEqual([false, true]);
    expect([circuit.retryAfterMs(4999.5), circuit.retryAfterMs(5000), circuit.retryAfterMs(9000)]).toEqual([
      1, 0, 0,
    ]);
  });

  it('admits the next probe at the very millisecond the lease of the last one is over', () => {
    const circuit = opened();
    expect(circuit.take(5000)).toBe(true);
    expect([circuit.admits(34_999), circuit.admits(35_000)]).toEqual([false, true]);
  });

  it('says whether a probe is in flight', () => {
    const circuit = opened();
    expect(circuit.probing).toBe(false);
    circuit.take(5000);
    expect(circuit.probing).toBe(true);
    circuit.free();
    expect(circuit.probing).toBe(false);
    circuit.take(5000);
    circuit.open(5000, cause, () => 5000);
    expect(circuit.probing).toBe(false);
  });

  it('wants three passes each time it is half-open, not three in its life', () => {
    const circuit = opened();
    circuit.take(5000);
    circuit.pass(5000, 0);
    circuit.take(5000);
    circuit.pass(5000, 0);
    circuit.open(5000, cause, () => 5000);
    circuit.take(10_000);
    expect(circuit.pass(10_000, 0)).toBe(false);
    circuit.take(10_000);
    expect(circuit.pass(10_000, 0)).toBe(false);
    circuit.take(10_000);
    expect(circuit.pass(10_000, 0)).toBe(true);
    expect(circuit.take(10_000)).toBe(false);
  });

  it('ramps until the very millisecond its ramp is over', () => {
    const circuit = closed(5000);
    expect([circuit.ramping(7999), circuit.ramping(8000)]).toEqual([true, false]);
    expect(Array.from({ length: 100 }, () => circuit.admits(8000)).every(Boolean)).toBe(true);
  });

  it('never ramps without a ramp', () => {
    expect(opened().ramping(5000)).toBe(false);
  });

  it('passes every second call where a ramp lets half of them pass', () => {
    const circuit = closed(5000, 7000);
    // 30 % at first, and 70 % more over 7 s: 50 % after two.
    expect(asked(circuit, 6, 7000)).toEqual([false, true, false, true, false, true]);
  });

  it('saves no more than two calls of credit', () => {
    const circuit = closed(5000);
    for (let i = 0; i < 100; i++) circuit.admits(5000);
    circuit.take(5000);
    // 2 − 1 = 1, and 0.3 with each call: 1.3 − 1 = 0.3, 0.6, 0.9, 1.2 − 1 = 0.2.
    expect(asked(circuit, 5, 5000)).toEqual([true, false, false, true, false]);
  });

  it.each(['forced_closed', 'disabled'] as const)('admits everything while it is %s', (state) => {
    const circuit = opened();
    circuit.force(state, 0, { ...cause, proof: 'hand' });
    expect(circuit.admits(0)).toBe(true);
    expect(circuit.take(0)).toBe(false);
    expect(circuit.cause.proof).toBe('hand');
  });

  it('admits nothing while it is forced open, and cannot say how long', () => {
    const circuit = opened();
    circuit.force('forced_open', 0, { ...cause, proof: 'hand' });
    expect(circuit.admits(1e9)).toBe(false);
    expect(circuit.retryAfterMs(0)).toBeUndefined();
  });

  it('asks for how long it opens with the number of reopenings, one forgotten for each whole healthy minute', () => {
    const circuit = new Circuit(0, cause);
    const numbers: number[] = [];
    const open = (nowMs: number) =>
      circuit.open(nowMs, cause, (reopenings) => {
        numbers.push(reopenings);
        return 1000;
      });
    const close = (nowMs: number) => {
      for (let i = 0; i < 3; i++) {
        circuit.take(nowMs);
        circuit.pass(nowMs, 0);
      }
    };
    open(0);
    circuit.take(1000);
    open(1000);
    circuit.take(2000);
    open(2000);
    close(3000);
    open(3000 + 59_999);
    close(64_000);
    open(64_000 + 60_000);
    close(126_000);
    open(126_000 + 3_600_000);
    expect(numbers).toEqual([0, 1, 2, 3, 3, 0]);
  });

  it('was idle since its change, its interval and its lease, whichever was last', () => {
    const circuit = opened();
    expect(circuit.idleMs(6000)).toBe(1000);
    circuit.take(6000);
    expect(circuit.idleMs(40_000)).toBe(4000);
    circuit.force('forced_closed', 50_000, cause);
    expect(circuit.idleMs(50_001)).toBe(1);
  });
});
