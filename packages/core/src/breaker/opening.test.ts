import { describe, expect, it } from 'vitest';
import { BREAKER_OUTCOME } from './outcome.ts';
import { charge, refund, setUp } from './testing/set-up.ts';

const { success, faultyAnswer, noAnswer, throttled, callerFault, local } = BREAKER_OUTCOME;

describe('a circuit opens', () => {
  it('after six failures over a second, and says why', () => {
    const { call, state, changes, rejection, admit } = setUp();
    for (let i = 0; i < 5; i++) {
      call(faultyAnswer);
      state.nowMs += 250;
    }
    expect(typeof admit()).toBe('number');
    call(faultyAnswer);
    expect(changes).toEqual([
      {
        provider: 'stripe',
        scope: 'endpoint',
        key: 'POST /v1/charges',
        from: 'closed',
        to: 'open',
        reason: '6 of 6 failed in 1.3 s',
        enforced: true,
      },
    ]);
    expect(rejection()).toEqual({
      provider: 'stripe',
      scope: 'endpoint',
      key: 'POST /v1/charges',
      state: 'open',
      reason: '6 of 6 failed in 1.3 s',
      evidence: { failures: 6, calls: 6, windowMs: 1250 },
      blame: 'provider',
      category: 'gateway',
      retryAfterMs: 5000,
    });
  });

  it('never on the first failure, nor on any number of them within 200 ms', () => {
    const { calls } = setUp();
    expect(calls(1000, 0.2, faultyAnswer)).toBe(1000);
  });

  it('at one call in 50 s, after six failures', () => {
    const { calls, changes } = setUp();
    calls(5, 50_000, faultyAnswer);
    expect(changes).toEqual([]);
    calls(1, 0, faultyAnswer);
    expect(changes).toMatchObject([{ to: 'open', reason: '6 of 6 failed in 240 s' }]);
  });

  it('within 1.3 s of a total failure at 20 calls a second, after good times at that rate', () => {
    const { calls } = setUp();
    calls(2000, 50);
    expect(calls(100, 50, faultyAnswer)).toBeLessThanOrEqual(26);
  });

  it('not on failures older than five minutes', () => {
    const { calls, state } = setUp();
    calls(5, 1000, faultyAnswer);
    state.nowMs += 3_600_000;
    expect(calls(5, 1000, faultyAnswer)).toBe(5);
  });

  it('not while a minority fails, however long', () => {
    const { calls } = setUp();
    for (let i = 0; i < 2000; i++) {
      expect(calls(2, 20)).toBe(2);
      expect(calls(1, 20, faultyAnswer)).toBe(1);
    }
  });

  it('not on a burst of failures that two coarse cells happen to share', () => {
    const { call, state, admit } = setUp();
    call();
    state.nowMs += 14_990;
    for (let i = 0; i < 10; i++) {
      call(faultyAnswer);
      state.nowMs += 2;
    }
    expect(typeof admit()).toBe('number');
  });

  it.each([
    ['low', 7],
    ['normal', 6],
    ['high', 5],
  ] as const)('at %s sensitivity after %i failures', (sensitivity, failures) => {
    expect(setUp({ sensitivity }).calls(20, 1000, faultyAnswer)).toBe(failures);
  });

  it('in spite of any number of caller faults, which do not dilute', () => {
    const { calls } = setUp();
    let faults = 0;
    while (faults < 20) {
      calls(2, 100, callerFault);
      if (calls(1, 100, faultyAnswer) === 0) break;
      faults += 1;
    }
    expect(faults).toBe(6);
  });

  it.each([
    ['caller faults', callerFault],
    ['throttling without a time', throttled],
    ['local faults', local],
    ['successes', success],
  ])('never on %s alone', (_, outcome) => {
    expect(setUp().calls(5000, 20, outcome)).toBe(5000);
  });
});

describe('failed connections count against the origin', () => {
  it('and open it for all its endpoints', () => {
    const { trip, rejection } = setUp();
    trip(charge, noAnswer);
    expect(rejection(refund)).toMatchObject({
      scope: 'origin',
      key: 'https://api.stripe.com',
      state: 'open',
    });
  });

  it.each([success, faultyAnswer])('but not while its other endpoints answer at all: $kind', (outcome) => {
    const { breakers, calls } = setUp();
    const others = Array.from({ length: 200 }, (_, i) => ({ ...charge, endpoint: `GET /${i}` }));
    for (const other of others) {
      expect(calls(1, 50, noAnswer)).toBe(1);
      calls(2, 50, outcome, other);
    }
    expect(breakers.stateOf({ provider: 'stripe', origin: charge.origin })).toBe('closed');
  });

  it('but not while another endpoint works', () => {
    const { calls } = setUp();
    for (let i = 0; i < 200; i++) {
      expect(calls(1, 50, noAnswer)).toBe(1);
      expect(calls(2, 50, success, refund)).toBe(2);
    }
  });

  it('not while two other origins fail to answer too: then it is us', () => {
    const { calls, breakers, state } = setUp();
    const others = ['https://a.example', 'https://b.example', 'https://c.example'].map((origin) => ({
      provider: origin,
      origin,
      endpoint: 'GET /',
    }));
    for (let i = 0; i < 500; i++) {
      for (const request of others) expect(calls(1, 50, noAnswer, request)).toBe(1);
    }
    expect(breakers.read(state.nowMs).every((provider) => provider.state === 'closed')).toBe(true);
  });

  it('again when the others answer', () => {
    const { calls } = setUp();
    const a = { provider: 'a', origin: 'https://a.example', endpoint: 'GET /' };
    const b = { provider: 'b', origin: 'https://b.example', endpoint: 'GET /' };
    calls(1, 10, noAnswer, a);
    calls(1, 10, noAnswer, b);
    calls(1, 10, success, a);
    expect(calls(20, 300, noAnswer)).toBe(6);
  });

  it.each([callerFault, throttled, faultyAnswer])(
    'again when one of the others answers at all: $kind',
    (outcome) => {
      const { calls } = setUp();
      const a = { provider: 'a', origin: 'https://a.example', endpoint: 'GET /' };
      const b = { provider: 'b', origin: 'https://b.example', endpoint: 'GET /' };
      calls(1, 10, noAnswer, a);
      calls(1, 10, noAnswer, b);
      calls(1, 10, outcome, a);
      expect(calls(20, 300, noAnswer)).toBe(6);
    },
  );

  it('not because of a local fault, which is no answer', () => {
    const { calls } = setUp();
    const a = { provider: 'a', origin: 'https://a.example', endpoint: 'GET /' };
    const b = { provider: 'b', origin: 'https://b.example', endpoint: 'GET /' };
    for (let i = 0; i < 20; i++) {
      calls(1, 10, noAnswer, a);
      calls(1, 10, noAnswer, b);
      calls(1, 10, local, a);
      expect(calls(1, 300, noAnswer)).toBe(1);
    }
  });

  it('again when the failures of the others are older than 10 s', () => {
    const { calls, state } = setUp();
    calls(1, 10, noAnswer, { provider: 'a', origin: 'https://a.example', endpoint: 'GET /' });
    calls(1, 10, noAnswer, { provider: 'b', origin: 'https://b.example', endpoint: 'GET /' });
    state.nowMs += 10_001;
    expect(calls(20, 300, noAnswer)).toBe(6);
  });
});

describe('failing answers count against the endpoint', () => {
  it('and leave the others of its origin alone', () => {
    const { trip, admit, breakers } = setUp();
    trip(charge);
    expect(typeof admit(refund)).toBe('number');
    expect(breakers.stateOf(charge)).toBe('open');
    expect(breakers.stateOf({ provider: 'stripe', origin: charge.origin })).toBe('closed');
  });

  it('and open the origin when two endpoints are open and they are half of the active ones', () => {
    const { trip, rejection, calls } = setUp();
    const [third, fourth] = ['GET /v1/a', 'GET /v1/b'].map((endpoint) => ({ ...charge, endpoint }));
    calls(1, 10, success, third);
    calls(1, 10, success, fourth);
    trip(charge);
    trip(refund);
    expect(rejection(third)).toMatchObject({
      scope: 'origin',
      state: 'open',
      reason: '2 of 4 endpoints are open',
    });
  });

  it('and leave the origin closed when more than half of the active endpoints work', () => {
    const { trip, admit, calls } = setUp();
    for (const endpoint of ['GET /a', 'GET /b', 'GET /c']) calls(1, 10, success, { ...charge, endpoint });
    trip(charge);
    trip(refund);
    expect(typeof admit({ ...charge, endpoint: 'GET /a' })).toBe('number');
  });

  it('and do not let endpoints vote that were not called for five minutes', () => {
    const { trip, calls, state, rejection } = setUp();
    for (const endpoint of ['GET /a', 'GET /b', 'GET /c']) calls(1, 10, success, { ...charge, endpoint });
    state.nowMs += 300_000;
    trip(charge);
    trip(refund);
    expect(rejection({ ...charge, endpoint: 'GET /a' }).reason).toBe('2 of 2 endpoints are open');
  });
});
