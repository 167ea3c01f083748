import { type Breakers, createBreakers } from '@faultline/core';
import { bulkhead, CircuitState, circuitBreaker, handleWhen, SamplingBreaker, wrap } from 'cockatiel';
import CircuitBreaker from 'opossum';

/** One breaker for one dependency, whoever made it. */
export interface Subject {
  call<T>(run: () => Promise<T>): Promise<T>;
  state(): string;
}

/** What a case asks of a breaker besides its defaults. */
export interface SubjectOptions {
  /** Errors that the user of a breaker without blame would tell it to ignore. */
  readonly ignore?: (error: unknown) => boolean;
  /** Every listener that can be registered, throwing. */
  readonly listener?: () => never;
  /** The most calls at a time; one more is refused before it is made. */
  readonly capacity?: number;
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
      state: () => {
        const origin = breakers.stateOf({ provider: PLACE.provider, origin: PLACE.origin });
        return origin === 'closed' ? breakers.stateOf(PLACE) : origin;
      },
    };
  },
};

const circuits = new WeakMap<Subject, { toJSON(): unknown }>();

const opossum: Maker = {
  name: 'opossum',
  make: ({ ignore, listener, capacity, saved } = {}) => {
    const circuit = new CircuitBreaker((run: () => Promise<unknown>) => run(), {
      ...(ignore && { errorFilter: ignore }),
      ...(capacity !== undefined && { capacity }),
      ...(saved as object | undefined),
    });
    for (const event of ['success', 'failure', 'open'] as const) if (listener) circuit.on(event, listener);
    const subject: Subject = {
      call: <T>(run: () => Promise<T>) => circuit.fire(run) as Promise<T>,
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
  make: ({ ignore = () => false, listener, capacity, saved } = {}) => {
    const circuit = circuitBreaker(
      handleWhen((error) => !ignore(error)),
      {
        halfOpenAfter: 10_000,
        breaker: new SamplingBreaker({ threshold: 0.5, duration: 30_000 }),
        ...(saved !== undefined && { initialState: saved }),
      },
    );
    if (listener) {
      circuit.onSuccess(listener);
      circuit.onFailure(listener);
      circuit.onStateChange(listener);
    }
    const policy = capacity === undefined ? circuit : wrap(circuit, bulkhead(capacity));
    const subject: Subject = {
      call: <T>(run: () => Promise<T>) => policy.execute(run),
      state: () => STATE[circuit.state],
    };
    circuits.set(subject, circuit);
    return subject;
  },
  save: (subject) => JSON.parse(JSON.stringify(circuits.get(subject))),
};

/** Ours, and the two that services in Node use. */
export const MAKERS: readonly Maker[] = [faultline, opossum, cockatiel];
