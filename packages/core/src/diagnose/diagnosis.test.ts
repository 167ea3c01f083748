import { describe, expect, it } from 'vitest';
import type { Classification } from '../classify/classification.ts';
import type { Exchange } from '../exchange.ts';
import type { VerdictChange } from '../verdict.ts';
import { createDiagnosis, type Diagnosed, type Diagnosis } from './diagnosis.ts';
import { MAX_ENDPOINTS } from './record-store.ts';

const OK: Classification = {
  category: 'ok',
  blame: 'none',
  confidence: 1,
  retry: 'never',
  rule: 'status.200',
  hint: '',
};
const DOWN: Classification = {
  category: 'overloaded',
  blame: 'provider',
  confidence: 0.9,
  retry: 'backoff',
  rule: 'status.503',
  hint: '',
};
const REFUSED: Classification = {
  category: 'authentication',
  blame: 'self',
  confidence: 0.8,
  retry: 'after_fix',
  rule: 'status.401',
  hint: '',
};
const MISSING: Classification = {
  category: 'not_found',
  blame: 'self',
  confidence: 0.6,
  retry: 'after_fix',
  rule: 'status.404',
  hint: '',
};
const UNREACHED: Classification = {
  category: 'connection',
  blame: 'unknown',
  confidence: 0.4,
  retry: 'backoff',
  rule: 'transport.ETIMEDOUT',
  hint: '',
};
const LATE: Classification = {
  category: 'timeout',
  blame: 'unknown',
  confidence: 0.4,
  retry: 'if_idempotent',
  rule: 'transport.TimeoutError',
  hint: '',
};

/** A service on a clock of its own: calls are half a second apart unless told otherwise. */
class Service {
  readonly changes: VerdictChange[] = [];
  readonly diagnosis: Diagnosis = createDiagnosis({ onVerdict: (change) => this.changes.push(change) });
  nowMs = 1_000_000;

  call(
    label: Classification,
    more: Partial<Exchange> = {},
    provider = 'stripe',
    endpoint = 'GET /a',
  ): Diagnosed {
    this.nowMs += 500;
    const exchange: Exchange = {
      method: 'GET',
      url: 'https://x/a',
      startedAt: this.nowMs,
      durationMs: 80,
      credential: 'c1',
      socket: 'reused',
      ...more,
    };
    return this.diagnosis.judge(exchange, { provider, endpoint }, label, this.nowMs);
  }

  calls(
    count: number,
    label: Classification,
    more: Partial<Exchange> = {},
    provider?: string,
    endpoint?: string,
  ): Diagnosed {
    let last = this.call(label, more, provider, endpoint);
    for (let index = 1; index < count; index++) last = this.call(label, more, provider, endpoint);
    return last;
  }

  verdict(provider = 'stripe'): { kind: string; owner: string } {
    const { kind, owner } = this.diagnosis.verdict(provider, this.nowMs);
    return { kind, owner };
  }
}

function calm(): Service {
  const service = new Service();
  for (let index = 0; index < 150; index++) {
    service.call(OK, { credential: `c${index % 2}` });
    service.call(OK, {}, 'stripe', 'GET /b');
    service.call(OK, { socket: 'new' }, 'github');
    service.call(OK, { socket: 'new' }, 'slack');
  }
  return service;
}

describe('a diagnosis', () => {
  it('says nothing of successes, and allocates no answer for them', () => {
    const service = calm();
    expect(service.call(OK)).toBe(service.call(OK));
    expect(service.verdict()).toEqual({ kind: 'healthy', owner: 'none' });
  });

  it('declares an outage after a few failures that last, tells of it once, and takes it back when calls succeed again', () => {
    const service = calm();
    const found = service.calls(15, DOWN);
    expect(found).toMatchObject({ blame: 'provider', verdictKind: 'provider_outage' });
    expect(service.verdict()).toEqual({ kind: 'provider_outage', owner: 'provider' });
    service.calls(120, OK);
    expect(service.verdict()).toEqual({ kind: 'healthy', owner: 'none' });
    expect(service.changes.map(({ after }) => after.kind)).toEqual(['provider_outage', 'healthy']);
  });

  it('lets a blip of three failures pass', () => {
    const service = calm();
    service.calls(3, DOWN);
    service.calls(40, OK);
    expect(service.changes).toEqual([]);
  });

  it('compares a failure with the usual time of its own endpoint, whatever else fails', () => {
    const service = calm();
    service.calls(60, OK, { durationMs: 2000 }, 'stripe', 'GET /slow');
    let found: Diagnosed | undefined;
    for (let index = 0; index < 12; index++) {
      found = service.call(REFUSED, { durationMs: 80 });
      service.call(REFUSED, { durationMs: 2000 }, 'stripe', 'GET /slow');
    }
    expect(found?.evidence.join()).not.toMatch(/refused_(?:slowly|quickly)/);
    for (let index = 0; index < 40; index++) found = service.call(REFUSED, { durationMs: 10 });
    expect(found?.evidence.join()).toContain('refused_quickly');
  });

  it('calls an unpaid bill a quota that is used up', () => {
    const service = calm();
    service.calls(20, {
      ...REFUSED,
      category: 'billing',
      rule: 'openai.insufficient_quota',
      confidence: 0.95,
    });
    expect(service.verdict()).toEqual({ kind: 'quota_exhausted', owner: 'self' });
  });

  it('does not clear a path by others that only use what they have kept, when new sockets alone hang', () => {
    const service = new Service();
    let found: Diagnosed | undefined;
    for (let index = 0; index < 150; index++) {
      service.call(OK, { socket: index % 3 === 0 ? 'new' : 'reused' });
      service.call(OK, {}, 'github');
    }
    for (let index = 0; index < 30; index++) {
      found = service.call(LATE, { socket: 'new', durationMs: 5000, abort: 'deadline' });
      service.call(OK);
      service.call(OK, {}, 'github');
    }
    expect(found?.blame).toBe('unknown');
    expect(found?.evidence.join()).toContain('nobody_else_opens');
  });

  it('blames us for the one credential that fails while the other works', () => {
    const service = calm();
    let found: Diagnosed | undefined;
    for (let index = 0; index < 20; index++) {
      found = service.call(REFUSED, { credential: 'c1' });
      service.call(OK, { credential: 'c0' });
    }
    expect(found?.blame).toBe('self');
    expect(found?.evidence.join()).toContain('only_this_credential_fails');
    expect(service.verdict()).toEqual({ kind: 'credentials', owner: 'self' });
  });

  it('blames the provider when every credential passes and fails within seconds', () => {
    const service = calm();
    let found: Diagnosed | undefined;
    for (let index = 0; index < 60; index++) {
      found = service.call(index % 3 === 0 ? REFUSED : OK, { credential: `c${index % 2}` });
    }
    found = service.call(REFUSED, { credential: 'c0' });
    expect(found.blame).toBe('provider');
  });

  it('blames the own change after which it began', () => {
    const service = calm();
    service.diagnosis.observe({ kind: 'deploy', version: '1.4.3' }, service.nowMs);
    const found = service.calls(12, { ...REFUSED, category: 'validation', rule: 'status.400' });
    expect(found.blame).toBe('self');
    expect(found.evidence.join()).toContain('own deploy 1.4.3');
  });

  it('does not know when the only provider cannot be reached', () => {
    const service = new Service();
    service.calls(200, OK, { socket: 'new' });
    expect(
      service.calls(10, UNREACHED, { socket: 'new', phase: 'connect', error: new Error('x') }).blame,
    ).toBe('unknown');
  });

  it('blames the network when everybody cannot be reached', () => {
    const service = calm();
    let found: Diagnosed | undefined;
    for (let index = 0; index < 10; index++) {
      for (const provider of ['stripe', 'github', 'slack']) {
        found = service.call(UNREACHED, { socket: 'new', phase: 'connect', error: new Error('x') }, provider);
      }
    }
    expect(found?.blame).toBe('network');
  });

  it('blames us for deadlines while the own event loop is late', () => {
    const service = calm();
    service.diagnosis.observe({ kind: 'vital', vital: 'event_loop_delay', value: 3000 }, service.nowMs);
    const found = service.calls(6, LATE, {
      abort: 'deadline',
      phase: 'headers',
      error: new Error('x'),
      durationMs: 2000,
    });
    expect(found.blame).toBe('self');
    expect(found.evidence.join()).toContain('event_loop_late');
  });

  it('does not blame us for deadlines of calls that began after the event loop was well again', () => {
    const service = calm();
    service.diagnosis.observe({ kind: 'vital', vital: 'event_loop_delay', value: 700 }, service.nowMs);
    service.calls(6, OK);
    service.diagnosis.observe({ kind: 'vital', vital: 'event_loop_delay', value: 1 }, service.nowMs);
    const found = service.calls(6, LATE, {
      abort: 'deadline',
      phase: 'headers',
      error: new Error('x'),
      durationMs: 600,
    });
    expect(found.blame).not.toBe('self');
    expect(found.evidence.join()).not.toContain('event_loop_late');
  });

  it('leaves a lone look-up that finds nothing with whoever asked, however many others are found', () => {
    const service = new Service();
    service.call(OK);
    expect(service.call(MISSING)).toMatchObject({ blame: 'self', confidence: MISSING.confidence });
    for (let index = 0; index < 200; index++) service.call(OK);
    for (let index = 0; index < 100; index++) {
      const { blame } = service.call(index % 20 === 7 ? MISSING : OK);
      expect(['self', 'none']).toContain(blame);
    }
    expect(service.changes).toEqual([]);
  });

  it('gives nobody the blame for a look-up that finds nothing as often as ever', () => {
    const service = new Service();
    for (let index = 0; index < 400; index++) service.call(index % 12 === 0 ? MISSING : OK);
    expect(service.call(MISSING).blame).toBe('none');
    expect(service.changes).toEqual([]);
  });

  it('is not confused by a clock that is set back or forward, nor by a suspended process', () => {
    const service = calm();
    for (const jumpMs of [-3_600_000, 86_400_000, -86_400_000, Number.NaN]) {
      service.nowMs += Number.isNaN(jumpMs) ? 0 : jumpMs;
      service.calls(60, OK);
      expect(service.verdict()).toEqual({ kind: 'healthy', owner: 'none' });
    }
    service.calls(15, DOWN);
    expect(service.verdict().owner).toBe('provider');
    service.nowMs += 86_400_000;
    service.calls(3, OK);
    expect(service.verdict()).toEqual({ kind: 'healthy', owner: 'none' });
  });

  it('stays bounded over many endpoints, and never forgets a provider in trouble', () => {
    const service = calm();
    service.calls(15, DOWN, {}, 'troubled', 'GET /t');
    for (let index = 0; index < MAX_ENDPOINTS * 1.5; index++) {
      service.nowMs -= 499;
      service.call(OK, {}, `p${Math.floor(index / 10)}`, `GET /${index}`);
    }
    expect(service.diagnosis.verdicts(service.nowMs).length).toBeLessThanOrEqual(MAX_ENDPOINTS);
    expect(service.verdict('troubled').owner).toBe('provider');
  });

  it('refuses to switch off a group of signs that does not exist, and names those that do', () => {
    expect(() => createDiagnosis({ ablate: ['moon'] })).toThrow(/"moon".*credentials/);
  });
});
