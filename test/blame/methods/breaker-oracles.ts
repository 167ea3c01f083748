import { createRequire } from 'node:module';
import type { Exchange } from '@faultline/core';
import { CircuitState, circuitBreaker, handleAll, SamplingBreaker } from 'cockatiel';
import { HEALTHY, type Judgement, type Method, type Standing } from '../method.ts';

/** opossum carries no types of its own. */
interface OpossumBreaker {
  readonly opened: boolean;
  fire(failure: boolean): Promise<unknown>;
}
type OpossumConstructor = new (
  action: (failure: boolean) => Promise<void>,
  options: Readonly<Record<string, unknown>>,
) => OpossumBreaker;
const CircuitBreaker = createRequire(import.meta.url)('opossum') as OpossumConstructor;

const OUTAGE: Standing = { kind: 'provider_outage', owner: 'provider', confidence: 1 };

/** A breaker of a library, read as "is there an outage?". It reads the clock itself: the virtual clock must be installed. */
interface Oracle {
  /** Lets one call go through the breaker, with the end that it had. */
  hear(failure: boolean): Promise<void>;
  open(): boolean;
}

function oracle(name: string, rule: string, create: () => Oracle): Method {
  return {
    name,
    rule,
    start: () => {
      const breakers = new Map<string, Oracle>();
      let last: Promise<Judgement> = Promise.resolve({ blame: 'unknown', confidence: 0 });
      return {
        record(exchange, { provider }) {
          let breaker = breakers.get(provider);
          if (breaker === undefined) {
            breaker = create();
            breakers.set(provider, breaker);
          }
          last = judge(breaker, exchange);
          return { blame: 'unknown', confidence: 0 };
        },
        settled: () => last,
        verdict: (provider) => (breakers.get(provider)?.open() === true ? OUTAGE : HEALTHY),
      };
    },
  };
}

async function judge(breaker: Oracle, exchange: Exchange): Promise<Judgement> {
  const status = exchange.error === undefined ? (exchange.response?.status ?? 0) : 599;
  // The usual wrapping: a call that throws on 5xx and on no answer.
  await breaker.hear(status >= 500);
  if (status < 400) return { blame: 'none', confidence: 1 };
  return { blame: breaker.open() ? 'provider' : 'self', confidence: 1 };
}

const FAILED = new Error('failed');

/** opossum with its defaults. */
export const opossum: Method = oracle(
  'opossum',
  'provider while an opossum breaker (defaults) is open, else self',
  () => {
    const breaker = new CircuitBreaker(
      async (failure: boolean) => {
        if (failure) throw FAILED;
      },
      { rollingPercentilesEnabled: false, enableSnapshots: false, timeout: false },
    );
    return {
      hear: async (failure) => {
        await breaker.fire(failure).catch(() => undefined);
      },
      open: () => breaker.opened,
    };
  },
);

/** cockatiel as its read-me sets it up: 20 % of 30 seconds, half-open after 10 s. */
export const cockatiel: Method = oracle(
  'cockatiel',
  'provider while a cockatiel breaker (20 % of 30 s) is open, else self',
  () => {
    const policy = circuitBreaker(handleAll, {
      halfOpenAfter: 10_000,
      breaker: new SamplingBreaker({ threshold: 0.2, duration: 30_000 }),
    });
    return {
      hear: async (failure) => {
        await policy
          .execute(() => {
            if (failure) throw FAILED;
          })
          .catch(() => undefined);
      },
      open: () => policy.state === CircuitState.Open,
    };
  },
);
