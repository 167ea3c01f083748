import { CIRCUIT_STATES, type CircuitState } from '../closed-sets.ts';
import { type BreakerKey, type BreakerSelector, checkSelector } from './breaker-key.ts';
import type { BreakerCause, Breakers, ProviderCircuits } from './breakers.ts';
import { CircuitBoard } from './circuit-board.ts';
import { CircuitOpenError } from './circuit-open-error.ts';
import { judgeError, judgeValue, SUCCESS } from './judge.ts';
import type { AdmitRequest, KeyTable } from './key-table.ts';
import { type BreakerOptions, type ResolvedBreakerOptions, resolveBreakerOptions } from './options.ts';
import type { OriginKey } from './origin-key.ts';
import { BREAKER_OUTCOME, type BreakerOutcome } from './outcome.ts';
import { isCurrent, isShadowed, type Permit, permitOf, slotOf, UNGUARDED } from './permit.ts';
import { readCircuits } from './read-circuits.ts';
import { type Rejection, rejectionBy, rejectionOf } from './rejection.ts';

/** Says that the short path of admission does not suffice. */
const CONSIDER = -1;
const CLOSED = CIRCUIT_STATES.indexOf('closed');
const NO_CLOCK = 'breaker option clock is undefined: write () => performance.now() to use execute';

/**
 * Creates the circuit breakers of a process.
 *
 * @throws TypeError when an option is bad
 */
export function createBreakers(options: BreakerOptions = {}): Breakers {
  return new KeyedBreakers(resolveBreakerOptions(options));
}

class KeyedBreakers implements Breakers {
  readonly #options: ResolvedBreakerOptions;
  readonly #board: CircuitBoard;
  readonly #table: KeyTable;

  constructor(options: ResolvedBreakerOptions) {
    this.#options = options;
    this.#board = new CircuitBoard(options);
    this.#table = this.#board.table;
  }

  get quiet(): boolean {
    return this.#table.watched === 0 && this.#table.forced === 0;
  }

  get overflow(): number {
    return this.#board.waits.overflow + this.#table.overflow;
  }

  admit(request: AdmitRequest, nowMs: number): Permit | Rejection {
    const permit = this.#pass(request);
    return permit === CONSIDER ? this.#consider(request, nowMs) : permit;
  }

  release(permit: Permit, outcome: BreakerOutcome, nowMs: number, cause?: BreakerCause): void {
    const origin = this.#current(permit);
    if (origin === undefined) return;
    const board = this.#board;
    board.time.tick(nowMs);
    const slot = slotOf(permit);
    if (outcome.kind === 'success' && board.succeeded(slot, origin)) return;
    board.hear(slot, origin, outcome, board.time.nowMs, cause);
    board.announcer.deliver();
  }

  amend(permit: Permit, outcome: BreakerOutcome, nowMs: number, cause?: BreakerCause): void {
    const origin = this.#current(permit);
    if (origin === undefined) return;
    const board = this.#board;
    board.time.tick(nowMs);
    board.amend(slotOf(permit), origin, outcome, board.time.nowMs, cause);
    board.announcer.deliver();
  }

  observe(
    request: AdmitRequest,
    startedMs: number,
    outcome: BreakerOutcome,
    nowMs: number,
    cause?: BreakerCause,
  ): Permit {
    const { time } = this.#board;
    time.tick(nowMs);
    const known = this.#table.find(request);
    const owner = this.#table.owner(known);
    if (owner !== undefined && this.#changedSince(known, owner, time.at(startedMs))) {
      owner.provider.late += 1;
      return UNGUARDED;
    }
    let permit = this.#pass(request);
    if (permit === CONSIDER) permit = this.#consider(request, nowMs, startedMs) as Permit;
    this.release(permit, outcome, nowMs, cause);
    return permit;
  }

  execute<T>(request: AdmitRequest, call: () => PromiseLike<T> | T): Promise<T> {
    const { clock } = this.#options;
    if (clock === undefined) return Promise.reject(new TypeError(NO_CLOCK));
    let permit = this.#pass(request);
    if (permit === CONSIDER) {
      const admitted = this.#consider(request, this.#now(clock));
      if (typeof admitted !== 'number') return Promise.reject(new CircuitOpenError(admitted));
      permit = admitted;
    }
    // Handlers on the promise of the call take a third less than waiting for it in an asynchronous function.
    let pending: Promise<T>;
    try {
      pending = Promise.resolve(call());
    } catch (error) {
      pending = Promise.reject(error);
    }
    return pending.then(
      (value) => {
        this.#settle(permit, request, clock, judgeValue, value);
        return value;
      },
      (error: unknown) => {
        this.#settle(permit, request, clock, judgeError, error);
        throw error;
      },
    );
  }

  forceOpen(selector: BreakerSelector): void {
    this.#force(selector, 'forced_open');
  }

  forceClosed(selector: BreakerSelector): void {
    this.#force(selector, 'forced_closed');
  }

  disable(selector: BreakerSelector): void {
    this.#force(selector, 'disabled');
  }

  reset(selector: BreakerSelector): void {
    checkSelector(selector);
    const slots = this.#select(selector);
    const provider = typeof selector === 'string' ? this.#table.providers.get(selector) : undefined;
    if (provider !== undefined) this.#table.force(provider, undefined);
    for (const [slot, origin] of slots) this.#board.reset(slot, origin);
    this.#board.announcer.deliver();
  }

  read(nowMs: number): ProviderCircuits[] {
    const { time } = this.#board;
    time.tick(nowMs);
    return readCircuits(this.#table, time.nowMs);
  }

  stateOf(key: BreakerKey): CircuitState {
    const origin = this.#table.origin(key.provider, key.origin);
    const slot = key.endpoint === undefined ? origin?.slot : origin?.slotOf(key.endpoint);
    return this.#table.circuits.get(slot ?? 0)?.state ?? 'closed';
  }

  /** The short path: a permit when the key is known and nothing is to be asked. */
  #pass(request: AdmitRequest): Permit {
    const table = this.#table;
    const origin = table.origin(request.provider, request.origin);
    if (origin === undefined) return CONSIDER;
    const slot = origin.slotOf(request.endpoint);
    if (slot === 0 || !table.isQuiet(slot, origin)) return CONSIDER;
    return permitOf(slot, CLOSED, table.generation(slot, origin), 0);
  }

  /** `startedMs`: when a call started that never asked, by the clock. It is not rejected any more. */
  #consider(request: AdmitRequest, clockMs: number, startedMs?: number): Permit | Rejection {
    const { time } = this.#board;
    time.tick(clockMs);
    const { nowMs } = time;
    const slot = this.#table.enter(request, nowMs);
    const origin = this.#table.owner(slot);
    if (origin === undefined) return UNGUARDED;
    const { forced } = origin.provider;
    if (forced !== undefined && !this.#table.circuits.has(origin.slot)) {
      this.#board.force(origin.slot, origin, forced);
    }
    this.#board.unblock(origin, nowMs);
    const unasked = startedMs === undefined ? undefined : time.at(startedMs);
    const answer = this.#decide(request, slot, origin, nowMs, unasked);
    this.#board.announcer.deliver();
    return answer;
  }

  #decide(
    request: AdmitRequest,
    slot: number,
    origin: OriginKey,
    nowMs: number,
    startedMs: number | undefined,
  ): Permit | Rejection {
    const { circuits } = this.#table;
    const ofOrigin = circuits.get(origin.slot);
    if (ofOrigin?.state === 'forced_closed' || ofOrigin?.state === 'disabled') {
      return this.#permit(slot, origin, ofOrigin.state, 0);
    }
    const ofEndpoint = slot === origin.slot ? undefined : circuits.get(slot);
    const rejection =
      (ofOrigin?.admits(nowMs) === false && rejectionBy(ofOrigin, 'origin', origin, origin.name, nowMs)) ||
      (ofEndpoint?.admits(nowMs) === false &&
        rejectionBy(ofEndpoint, 'endpoint', origin, request.endpoint, nowMs)) ||
      rejectionOf(request, origin, nowMs, startedMs ?? nowMs);
    if (rejection !== undefined) {
      const enforced = startedMs === undefined && origin.provider.mode === 'enforce';
      if (enforced) origin.provider.enforced += 1;
      else origin.provider.shadowed += 1;
      this.#board.announcer.rejection(origin.provider.name, enforced);
      return enforced ? rejection : this.#permit(slot, origin, rejection.state, 1);
    }
    if (ofOrigin !== undefined) this.#board.take(origin.slot, origin, ofOrigin, nowMs);
    if (ofEndpoint !== undefined) this.#board.take(slot, origin, ofEndpoint, nowMs);
    const state = ofOrigin === undefined || ofOrigin.state === 'closed' ? ofEndpoint?.state : ofOrigin.state;
    return this.#permit(slot, origin, state ?? 'closed', 0);
  }

  #permit(slot: number, origin: OriginKey, state: CircuitState, shadow: 0 | 1): Permit {
    return permitOf(slot, CIRCUIT_STATES.indexOf(state), this.#table.generation(slot, origin), shadow);
  }

  /** The origin of a permit whose result counts; counts it as late when it has become too old. */
  #current(permit: Permit): OriginKey | undefined {
    const slot = slotOf(permit);
    const origin = this.#table.owner(slot);
    if (origin === undefined || isShadowed(permit)) return undefined;
    if (isCurrent(permit, this.#table.generation(slot, origin))) return origin;
    origin.provider.late += 1;
    return undefined;
  }

  #changedSince(slot: number, origin: OriginKey, startedMs: number): boolean {
    const { circuits } = this.#table;
    if (circuits.size === 0) return false;
    const since = Math.max(circuits.get(slot)?.sinceMs ?? 0, circuits.get(origin.slot)?.sinceMs ?? 0);
    return startedMs < since;
  }

  #settle(
    permit: Permit,
    request: AdmitRequest,
    clock: () => number,
    judge: typeof judgeValue | typeof judgeError,
    seen: unknown,
  ): void {
    try {
      const judgement = judge(seen, request.origin, this.#options.classify);
      if (judgement === SUCCESS) {
        this.release(permit, BREAKER_OUTCOME.success, clock());
        return;
      }
      const { outcome, cause } = judgement;
      const { credential } = request;
      const whole = cause === undefined || credential === undefined ? cause : { ...cause, credential };
      this.release(permit, outcome, clock(), whole);
    } catch (error) {
      this.#board.announcer.report('breaker.execute', error);
    }
  }

  /** The host's clock; the last time known when it throws. */
  #now(clock: () => number): number {
    try {
      return clock();
    } catch (error) {
      this.#board.announcer.report('breaker.clock', error);
      return Number.NaN;
    }
  }

  #force(selector: BreakerSelector, state: 'forced_open' | 'forced_closed' | 'disabled'): void {
    checkSelector(selector);
    if (typeof selector === 'string') {
      this.#table.force(this.#table.providerOf(selector), state);
      for (const [slot, origin] of this.#select(selector)) {
        if (slot === origin.slot) this.#board.force(slot, origin, state);
      }
    } else {
      if (typeof selector === 'object') this.#enter(selector);
      for (const [slot, origin] of this.#select(selector)) this.#board.force(slot, origin, state);
    }
    this.#board.announcer.deliver();
  }

  /** Makes a key known before its first call. */
  #enter({ provider, origin, endpoint }: BreakerKey): void {
    const { nowMs } = this.#board.time;
    if (endpoint !== undefined) this.#table.enter({ provider, origin, endpoint }, nowMs);
    else if (this.#table.providerOf(provider).mode !== 'off')
      this.#table.enterOrigin(provider, origin, nowMs);
  }

  #select(selector: BreakerSelector): [number, OriginKey][] {
    const selected: [number, OriginKey][] = [];
    for (const [slot, origin] of this.#table.slots()) {
      const key: BreakerKey = {
        provider: origin.provider.name,
        origin: origin.name,
        ...(slot === origin.slot ? {} : { endpoint: this.#table.name(slot) }),
      };
      if (selects(selector, key)) selected.push([slot, origin]);
    }
    return selected;
  }
}

function selects(selector: BreakerSelector, key: BreakerKey): boolean {
  if (typeof selector === 'string') return key.provider === selector;
  if (typeof selector === 'function') return selector(key);
  const { provider, origin, endpoint } = selector;
  return key.provider === provider && key.origin === origin && key.endpoint === endpoint;
}
