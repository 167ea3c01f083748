import { BREAKER_OUTCOME, createBreakers } from '@faultline/core';
import { CircuitState, ConsecutiveBreaker, type IBreaker, SamplingBreaker } from 'cockatiel';

/** When a breaker opens: hears the end of every call in order, on a clock that the simulation winds. */
export interface Rule {
  /** A call ended at `nowMs`. Returns whether that opened the circuit; the next call is heard as by a new breaker. */
  hear(failed: boolean, nowMs: number): boolean;
}

/** A rule by name. Where the library itself cannot be run on a simulated clock, a model of its rule stands for it. */
export interface NamedRule {
  readonly name: string;
  create(): Rule;
}

const PLACE = { provider: 'acme', origin: 'https://api.acme.example', endpoint: 'GET /things' };

/** Ours, the product itself: the library's own code, in shadow mode. */
export const OURS: NamedRule = {
  name: 'faultline',
  create() {
    let opened = false;
    const circuit = () => {
      opened = true;
    };
    const create = () => createBreakers({ listeners: [{ circuit }], random: () => 0.5, maxKeys: 2 });
    let breakers = create();
    return {
      hear(failed, nowMs) {
        const outcome = failed ? BREAKER_OUTCOME.faultyAnswer : BREAKER_OUTCOME.success;
        breakers.release(breakers.admit(PLACE, nowMs) as number, outcome, nowMs);
        if (!opened) return false;
        opened = false;
        breakers = create();
        return true;
      },
    };
  },
};

/** A rule of cockatiel, the library's own code on a simulated `Date.now`. */
function cockatiel(name: string, create: () => IBreaker): NamedRule {
  return {
    name,
    create() {
      let breaker = create();
      return {
        hear(failed, nowMs) {
          const { now } = Date;
          Date.now = () => nowMs;
          try {
            if (!failed) breaker.success(CircuitState.Closed);
            else if (breaker.failure(CircuitState.Closed)) {
              breaker = create();
              return true;
            }
            return false;
          } finally {
            Date.now = now;
          }
        },
      };
    },
  };
}

/** A share of failures over slices of time, that at least so many calls reach: what most breakers do. */
export interface ShareRule {
  readonly slices: number;
  readonly sliceMs: number;
  readonly calls: number;
  /** Whether that share opens. */
  opens(share: number): boolean;
}

/** A model of a rule on shares. */
export function shareRule({ slices, sliceMs, calls: least, opens }: ShareRule): Rule {
  const n = new Uint32Array(slices);
  const f = new Uint32Array(slices);
  let last = 0;
  return {
    hear(failed, nowMs) {
      const slice = Math.floor(nowMs / sliceMs);
      for (let passed = Math.max(last + 1, slice - slices + 1); passed <= slice; passed++) {
        n[passed % slices] = 0;
        f[passed % slices] = 0;
      }
      last = slice;
      n[slice % slices]! += 1;
      if (failed) f[slice % slices]! += 1;
      if (!failed) return false;
      let calls = 0;
      let failures = 0;
      for (let i = 0; i < slices; i++) {
        calls += n[i]!;
        failures += f[i]!;
      }
      if (calls < least || !opens(failures / calls)) return false;
      n.fill(0);
      f.fill(0);
      return true;
    },
  };
}

function consecutive(limit: number): Rule {
  let failures = 0;
  return {
    hear(failed) {
      failures = failed ? failures + 1 : 0;
      if (failures < limit) return false;
      failures = 0;
      return true;
    },
  };
}

/** opossum 10 with its defaults: more than half of the calls in ten slices of 1 s, from the first one on. */
export const OPOSSUM: ShareRule = { slices: 10, sliceMs: 1000, calls: 0, opens: (share) => share > 0.5 };

/** Everybody else, with defaults. */
export const PEERS: readonly NamedRule[] = [
  { name: 'opossum (model)', create: () => shareRule(OPOSSUM) },
  cockatiel('cockatiel Sampling', () => new SamplingBreaker({ threshold: 0.5, duration: 30_000 })),
  cockatiel('cockatiel Consecutive', () => new ConsecutiveBreaker(5)),
  {
    name: 'Hystrix (model)',
    create: () => shareRule({ slices: 10, sliceMs: 1000, calls: 20, opens: (share) => share >= 0.5 }),
  },
  {
    name: 'Polly (model)',
    create: () => shareRule({ slices: 10, sliceMs: 3000, calls: 100, opens: (share) => share >= 0.1 }),
  },
  { name: 'Envoy (model)', create: () => consecutive(5) },
];
