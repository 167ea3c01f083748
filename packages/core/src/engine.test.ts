import { describe, expect, it } from 'vitest';
import { CircuitOpenError } from './breaker/circuit-open-error.ts';
import { createBreakers } from './breaker/keyed-breakers.ts';
import { createDiagnosis } from './diagnose/diagnosis.ts';
import { createEngine } from './engine.ts';
import type { Exchange } from './exchange.ts';
import type { Finding } from './finding.ts';
import type { Sink } from './sink.ts';

const CALL = { method: 'GET', url: 'https://api.acme.example/things/42?token=secret' };

function answer(status: number, at: number, more: Partial<Exchange> = {}): Exchange {
  return {
    ...CALL,
    startedAt: 1_700_000_000_000 + at,
    monotonicMs: at,
    durationMs: 20,
    response: { status },
    ...more,
  };
}

describe('an engine', () => {
  it('names provider and endpoint, and says whose fault a failure is', () => {
    const finding = createEngine().record(answer(503, 0));
    expect(finding).toMatchObject({
      provider: 'api.acme.example',
      endpoint: 'GET /things/{id}',
      outcome: 'answered',
      status: 503,
      category: 'overloaded',
      blame: 'provider',
      rule: 'status.503',
    });
  });

  it('lets a finding keep no body', () => {
    const exchange = answer(400, 0, { response: { status: 400, headers: { a: 'b' }, body: '{"secret":1}' } });
    expect(createEngine().record(exchange).exchange.response).toEqual({ status: 400, headers: { a: 'b' } });
  });

  it('goes on when a classifier, a place or a sink throws, and tells it', () => {
    const errors: string[] = [];
    const fail = () => {
      throw new Error('broken');
    };
    const sinks: Sink[] = [
      { finding: fail, amended: fail },
      { internalError: (where) => errors.push(where) },
    ];
    for (const broken of [{ classify: fail }, { place: fail }, {}]) {
      const engine = createEngine({ ...broken, sinks });
      const finding = engine.record(answer(200, 0));
      engine.amend(finding, { error: new Error('cut'), durationMs: 30 });
    }
    expect(errors).toEqual([
      'engine.record',
      'sink.finding',
      'engine.amend',
      'engine.record',
      'sink.finding',
      'sink.amended',
      'sink.finding',
      'sink.amended',
    ]);
  });

  it('tells a later body failure as a replacement, with the outcome answered', () => {
    const amended: [Finding, Finding][] = [];
    const engine = createEngine({ sinks: [{ amended: (now, before) => amended.push([now, before]) }] });
    const first = engine.record(answer(200, 0));
    const second = engine.amend(first, {
      error: Object.assign(new Error('terminated'), { code: 'UND_ERR_SOCKET' }),
      durationMs: 500,
    });
    expect(second).toMatchObject({
      outcome: 'answered',
      status: 200,
      blame: 'provider',
      category: 'connection',
    });
    expect(amended).toEqual([[second, first]]);
  });
});

describe('an engine with breakers', () => {
  const failing = (mode: 'shadow' | 'enforce') => {
    const breakers = createBreakers({ mode, random: () => 0.5 });
    const engine = createEngine({ breakers });
    for (let at = 0; at < 3000; at += 200) engine.record(answer(503, at));
    return { breakers, engine };
  };

  it('admits everything without breakers', () => {
    expect(createEngine().admit(CALL, 0)).toBeTypeOf('number');
  });

  it('opens on sustained provider faults and rejects when it enforces', () => {
    const { engine } = failing('enforce');
    expect(engine.admit(CALL, 3000)).toMatchObject({
      provider: 'api.acme.example',
      blame: 'provider',
      scope: 'endpoint',
    });
  });

  it('rejects nothing in shadow', () => {
    const { engine, breakers } = failing('shadow');
    const before = breakers.read(3000)[0]?.shadowed ?? 0;
    expect(engine.admit(CALL, 3000)).toBeTypeOf('number');
    expect(breakers.read(3000)[0]).toMatchObject({ shadowed: before + 1, enforced: 0 });
  });

  it('records a rejection with the blame that opened the circuit, and counts it as rejected', () => {
    const { engine } = failing('enforce');
    const rejection = engine.admit(CALL, 3000);
    if (typeof rejection === 'number') throw new Error('expected a rejection');
    const finding = engine.record({
      ...CALL,
      startedAt: 0,
      monotonicMs: 3000,
      durationMs: 0,
      error: new CircuitOpenError(rejection),
    });
    expect(finding).toMatchObject({
      category: 'circuit_open',
      outcome: 'rejected',
      blame: 'provider',
      retry: 'after_delay',
      rule: 'circuit.open',
      circuitState: 'open',
    });
    expect(finding.retryAfterMs).toBeGreaterThan(0);
  });

  it('never opens on own faults', () => {
    const engine = createEngine({ breakers: createBreakers({ mode: 'enforce' }) });
    for (let at = 0; at < 10_000; at += 50) engine.record(answer(400, at));
    expect(engine.admit(CALL, 10_000)).toBeTypeOf('number');
  });

  it('hears that a body broke off after a good start', () => {
    const engine = createEngine({ breakers: createBreakers({ mode: 'enforce' }) });
    for (let at = 0; at < 3000; at += 200) {
      const finding = engine.record(answer(200, at));
      engine.amend(finding, {
        error: Object.assign(new Error('cut'), { code: 'ECONNRESET' }),
        durationMs: 60,
      });
    }
    expect(engine.admit(CALL, 3100)).toMatchObject({ scope: 'endpoint' });
  });
});

describe('an engine with a diagnosis', () => {
  it('moves the blame, and leaves what was seen and what to do as they are', () => {
    const changes: string[] = [];
    const diagnosis = createDiagnosis({
      onVerdict: ({ after }) => changes.push(`${after.kind} ${after.owner}`),
    });
    const breakers = createBreakers({ mode: 'enforce' });
    const engine = createEngine({ diagnosis, breakers });
    const urls = ['a', 'b', 'c', 'd'].map((path) => `https://api.acme.example/${path}`);
    const call = (status: number, at: number) =>
      engine.record(
        answer(status, at, { url: urls[(at / 100) % 4] ?? '', credential: 'k1', socket: 'reused' }),
      );
    for (let at = 0; at < 600_000; at += 100) call(200, at);
    let last = call(401, 600_000);
    // The same credential goes on working now and then: it cannot be the credential.
    for (let at = 600_100; at < 660_000; at += 100) {
      const finding = call(at % 300 === 0 ? 401 : 200, at);
      if (finding.status === 401) last = finding;
    }
    expect(last).toMatchObject({ category: 'authentication', rule: 'status.401', blame: 'provider' });
    expect(last.evidence.length).toBeGreaterThan(0);
    expect(changes.at(-1)).toMatch(/ provider$/);
    expect(last.verdict).toBe(diagnosis.verdict('api.acme.example', 660_000).kind);
  });

  it.each([400, 401, 402, 403, 404, 407, 409, 422, 426, 429, 495, 505])(
    'leaves the blame for a first %i where the status puts it',
    (status) => {
      const engine = createEngine({ diagnosis: createDiagnosis() });
      expect(engine.record(answer(status, 0, { credential: 'k1', socket: 'reused' })).blame).toBe('self');
    },
  );

  it('teaches nothing by what our own breaker rejected', () => {
    const diagnosis = createDiagnosis();
    const engine = createEngine({ diagnosis });
    const rejection = {
      provider: 'api.acme.example',
      scope: 'origin' as const,
      key: 'https://api.acme.example',
      state: 'open' as const,
      reason: '6 of 6 failed in 1.2 s',
      evidence: { failures: 6, calls: 6, windowMs: 1200 },
      blame: 'provider' as const,
      category: 'overloaded' as const,
    };
    const finding = engine.record({
      ...CALL,
      startedAt: 0,
      monotonicMs: 0,
      durationMs: 0,
      error: new CircuitOpenError(rejection),
    });
    expect(finding).toMatchObject({ outcome: 'rejected', blame: 'provider' });
    expect(diagnosis.verdicts(1000)).toEqual([]);
  });
});
