import { type Breakers, breakerOutcomeOf, classify, createBreakers, type Exchange } from '@faultline/core';
import {
  bulkhead,
  CircuitState,
  circuitBreaker,
  handleWhen,
  SamplingBreaker,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import CircuitBreaker from 'opossum';

/** One breaker for one dependency, whoever made it. */
export interface Subject {
  /** Makes a call through the breaker. `signal` is what its library gives the call to be stopped by, if anything. */
  call<T>(run: (signal?: AbortSignal) => Promise<T>): Promise<T>;
  /** Hears of an exchange that failed: whole where the library can use it, else its error. */
  hear(exchange: Exchange): Promise<void>;
  state(): string;
}

/** What a case asks of a breaker besides its defaults. */
export interface SubjectOptions {
  /** Errors that the user of a breaker without blame would tell it to ignore. */
  readonly ignore?: (error: unknown) => boolean;
  /** A listener that throws, for successes; ours has none, and gets it for all that it tells. */
  readonly listener?: () => never;
  /** When the first probe may pass, in milliseconds; ours decides by itself. */
  readonly probeAfterMs?: number;
  /** The most calls at a time; one more is refused before it is made. */
  readonly capacity?: number;
  /** How long a call may take, in milliseconds, where the library stops calls; ours leaves that to the caller. */
  readonly timeoutMs?: number;
  /** The state that {@link Maker.save} gave. */
  readonly saved?: unknown;
}

/** Makes the breakers of one library. */
export interface Maker {
  readonly name: 'faultline' | 'opossum' | 'cockatiel';
  make(options?: SubjectOptions): Subject;
  /** The state of a breaker, to be restored in another process; absent when that is not offered. */
  save?(subject: Subject): unknown;
}

/** The call that all subjects guard. */
export const PLACE = { provider: 'acme', origin: 'https://api.acme.example', endpoint: 'GET /things' };

/** Ours in enforce mode, else as it comes. It is told of no error to ignore: it knows whose they are. */
const faultline: Maker = {
  name: 'faultline',
  make: ({ listener, capacity = Number.POSITIVE_INFINITY } = {}) => {
    const listeners = listener ? [{ circuit: listener, rejection: listener, internalError: listener }] : [];
    const breakers: Breakers = createBreakers({ mode: 'enforce', clock: () => performance.now(), listeners });
    let flying = 0;
    return {
      call: (run) =>
        breakers.execute(PLACE, async () => {
          if (flying >= capacity) throw new Error('bulkhead is full');
          flying += 1;
          try {
            return await run();
          } finally {
            flying -= 1;
          }
        }),
      hear: async (exchange) => {
        const finding = { ...classify(exchange), outcome: 'no_answer', exchange } as const;
        const nowMs = performance.now();
        breakers.observe(PLACE, nowMs - exchange.durationMs, breakerOutcomeOf(finding), nowMs, finding);
      },
      state: () => {
        const origin = breakers.stateOf({ provider: PLACE.provider, origin: PLACE.origin });
        return origin === 'closed' ? breakers.stateOf(PLACE) : origin;
      },
    };
  },
};

const noop = (): void => {};
const circuits = new WeakMap<Subject, { toJSON(): unknown }>();

const opossum: Maker = {
  name: 'opossum',
  make: ({ ignore, listener, capacity, saved, probeAfterMs, timeoutMs } = {}) => {
    const abortController = timeoutMs === undefined ? undefined : new AbortController();
    const action = (run: (signal?: AbortSignal) => Promise<unknown>) => run(abortController?.signal);
    const circuit = new CircuitBreaker(action, {
      ...(timeoutMs !== undefined && { timeout: timeoutMs, abortController }),
      ...(ignore && { errorFilter: ignore }),
      ...(capacity !== undefined && { capacity }),
      ...(probeAfterMs !== undefined && { resetTimeout: probeAfterMs }),
      ...(saved as object | undefined),
    });
    if (listener) circuit.on('success', listener);
    const subject: Subject = {
      call: <T>(run: (signal?: AbortSignal) => Promise<T>) => circuit.fire(run) as Promise<T>,
      hear: ({ error }) => circuit.fire(() => Promise.reject(error)).then(noop, noop),
      state: () => (circuit.opened ? 'open' : circuit.halfOpen ? 'half_open' : 'closed'),
    };
    circuits.set(subject, circuit);
    return subject;
  },
  save: (subject) => circuits.get(subject)?.toJSON(),
};

const STATE = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half_open',
  [CircuitState.Isolated]: 'isolated',
};

/** As its README sets it up for rates, with the half-open time of its first example. */
const cockatiel: Maker = {
  name: 'cockatiel',
  make: ({ ignore = () => false, listener, capacity, saved, probeAfterMs = 10_000, timeoutMs } = {}) => {
    const circuit = circuitBreaker(
      handleWhen((error) => !ignore(error)),
      {
        halfOpenAfter: probeAfterMs,
        breaker: new SamplingBreaker({ threshold: 0.5, duration: 30_000 }),
        ...(saved !== undefined && { initialState: saved }),
      },
    );
    if (listener) circuit.onSuccess(listener);
    const limit = timeoutMs === undefined ? undefined : timeout(timeoutMs, TimeoutStrategy.Cooperative);
    const policy =
      capacity !== undefined ? wrap(circuit, bulkhead(capacity)) : limit ? wrap(circuit, limit) : circuit;
    const subject: Subject = {
      call: (run) => policy.execute(({ signal }) => run(signal)),
      hear: ({ error }) => policy.execute(() => Promise.reject(error)).then(noop, noop),
      state: () => STATE[circuit.state],
    };
    circuits.set(subject, circuit);
    return subject;
  },
  save: (subject) => JSON.parse(JSON.stringify(circuits.get(subject))),
};

/** Ours, and the two that services in Node use. */
export const MAKERS: readonly Maker[] = [faultline, opossum, cockatiel];
