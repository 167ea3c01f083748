import { BREAKER_OUTCOME, type Breakers, createBreakers, isShadowed, type Permit } from '@faultline/core';
import {
  type CircuitState,
  ConsecutiveBreaker,
  CountBreaker,
  circuitBreaker,
  handleAll,
  type IBreaker,
  SamplingBreaker,
} from 'cockatiel';
import CircuitBreaker from 'opossum';
import { type Contender, consume } from '../kit.ts';

const { success, faultyAnswer } = BREAKER_OUTCOME;
export const PLACE = { provider: 'acme', origin: 'https://api.acme.example', endpoint: 'GET /things' };

/** What a breaker guards in these benches: an asynchronous call that does next to nothing. */
export type Call = () => Promise<unknown>;

const works: Call = async () => 1;
const failure = new Error('failed');
const fails: Call = async () => {
  throw failure;
};

/** Makes a call through a breaker. */
export type Through = (call: Call) => Promise<unknown>;

/** The breakers of ours that a bench uses: enforced, on the real clock. */
export function ours(): Breakers {
  return createBreakers({ mode: 'enforce', clock: () => performance.now() });
}

/** cockatiel with one of its rules. */
export function cockatiel(breaker: IBreaker): Through & { readonly state: () => CircuitState } {
  const policy = circuitBreaker(handleAll, { halfOpenAfter: 10_000, breaker });
  return Object.assign((call: Call) => policy.execute(call), { state: () => policy.state });
}

/** opossum, by default with everything on. */
export function opossum(options: CircuitBreaker.Options = {}): Through {
  const circuit = new CircuitBreaker((call: Call) => call(), options);
  return (call) => circuit.fire(call);
}

/** opossum with all that can be switched off. */
export const OPOSSUM_LEAN: CircuitBreaker.Options = {
  timeout: false,
  rollingPercentilesEnabled: false,
  enableSnapshots: false,
};

/** Successful calls: bare, through a wrapper that does nothing, and through every breaker. */
export function successes(): readonly Contender[] {
  const breakers = ours();
  const wrapped: Through = async (call) => await call();
  return [
    { name: 'bare', run: (iterations) => repeat(iterations, works) },
    { name: 'async wrapper', run: (iterations) => repeat(iterations, () => wrapped(works)) },
    {
      name: 'ours, two-phase',
      run: async (iterations) => {
        const startMs = performance.now();
        for (let i = 0; i < iterations; i++) {
          const permit = breakers.admit(PLACE, startMs);
          consume(await works());
          breakers.release(permit as Permit, success, startMs + i * 1e-6);
        }
      },
    },
    {
      name: 'ours, two-phase and a clock',
      run: async (iterations) => {
        for (let i = 0; i < iterations; i++) {
          const permit = breakers.admit(PLACE, 0);
          consume(await works());
          breakers.release(permit as Permit, success, performance.now());
        }
      },
    },
    { name: 'ours, execute', run: (iterations) => repeat(iterations, () => breakers.execute(PLACE, works)) },
    through('cockatiel Consecutive', cockatiel(new ConsecutiveBreaker(5)), works),
    through('cockatiel Count', cockatiel(new CountBreaker({ threshold: 0.5, size: 100 })), works),
    through('cockatiel Sampling', cockatiel(sampling()), works),
    through('opossum', opossum(), works),
    through('opossum lean', opossum(OPOSSUM_LEAN), works),
  ];
}

/**
 * Failing calls, with the window of each breaker filled as a rate of `perSecond` fills it in 10 s. All stay closed, so
 * that each failure is judged: time stands still for ours, which needs failures over a second; the thresholds of the
 * others are out of reach.
 */
export async function failures(perSecond: number): Promise<readonly Contender[]> {
  const breakers = createBreakers({ mode: 'enforce' });
  const calls = perSecond * 10;
  const nowMs = 10_000;
  for (let i = 0; i < calls; i++) {
    breakers.release(breakers.admit(PLACE, 0) as Permit, success, (i / calls) * nowMs);
  }
  const peers = {
    'cockatiel Sampling': cockatiel(new SamplingBreaker({ threshold: 0.999_999, duration: 30_000 })),
    opossum: opossum({ errorThresholdPercentage: 100 }),
    'opossum lean': opossum({ ...OPOSSUM_LEAN, errorThresholdPercentage: 100 }),
  };
  for (const call of Object.values(peers)) {
    for (let i = 0; i < Math.max(1, calls); i++) await call(works);
  }
  return [
    { name: 'bare', run: (iterations) => repeat(iterations, fails) },
    {
      name: 'ours, two-phase',
      run: async (iterations) => {
        for (let i = 0; i < iterations; i++) {
          const permit = breakers.admit(PLACE, nowMs);
          if (typeof permit !== 'number' || isShadowed(permit)) throw new Error('the circuit is open');
          try {
            await fails();
          } catch (error) {
            consume(error);
          }
          breakers.release(permit, faultyAnswer, nowMs + performance.now() * 1e-9);
        }
      },
    },
    ...Object.entries(peers).map(([name, call]) => through(name, call, fails)),
  ];
}

/** Calls to an open circuit. */
export async function rejections(): Promise<readonly Contender[]> {
  const breakers = ours();
  breakers.forceOpen(PLACE.provider);
  const open = {
    cockatiel: cockatiel(new ConsecutiveBreaker(1)),
    opossum: opossum({ resetTimeout: 3_600_000 }),
  };
  for (const call of Object.values(open)) await call(fails).catch(consume);
  return [
    { name: 'bare throw', run: (iterations) => repeat(iterations, fails) },
    {
      name: 'ours, two-phase',
      run: (iterations) => {
        for (let i = 0; i < iterations; i++) consume(breakers.admit(PLACE, i));
      },
    },
    { name: 'ours, execute', run: (iterations) => repeat(iterations, () => breakers.execute(PLACE, works)) },
    ...Object.entries(open).map(([name, call]) => through(name, call, works)),
  ];
}

/** Calls over many keys in turn, with a breaker of each library for each key. */
export function overKeys(count: number): readonly Contender[] {
  const breakers = ours();
  const places = Array.from({ length: count }, (_, i) => ({
    provider: `p${i % 50}`,
    origin: `https://p${i % 50}.example`,
    endpoint: `GET /things/${i}`,
  }));
  let at = 0;
  const next = (): number => {
    at = at + 1 === count ? 0 : at + 1;
    return at;
  };
  const peers = {
    cockatiel: Array.from({ length: count }, () => cockatiel(sampling())),
    opossum: Array.from({ length: count }, () => opossum(OPOSSUM_LEAN)),
  };
  return [
    {
      name: `bare ${count}`,
      run: (iterations) => repeat(iterations, () => (places[next()] ? works() : fails())),
    },
    {
      name: `ours ${count}`,
      run: async (iterations) => {
        for (let i = 0; i < iterations; i++) {
          const permit = breakers.admit(places[next()]!, 0);
          consume(await works());
          breakers.release(permit as Permit, success, performance.now());
        }
      },
    },
    ...Object.entries(peers).map(([name, calls]) => ({
      name: `${name} ${count}`,
      run: (iterations: number) => repeat(iterations, () => calls[next()]!(works)),
    })),
  ];
}

export function sampling(): SamplingBreaker {
  return new SamplingBreaker({ threshold: 0.5, duration: 30_000 });
}

function through(name: string, call: Through, run: Call): Contender {
  return { name, run: (iterations) => repeat(iterations, () => call(run)) };
}

async function repeat(iterations: number, call: Call): Promise<void> {
  for (let i = 0; i < iterations; i++) {
    try {
      consume(await call());
    } catch (error) {
      consume(error);
    }
  }
}
