import type { CircuitState } from '../closed-sets.ts';
import { Announcer } from './announcer.ts';
import type { BreakerCause } from './breakers.ts';
import { Circuit, type CircuitCause } from './circuit.ts';
import { FailingOrigins } from './failing-origins.ts';
import { KeyTable } from './key-table.ts';
import { openIntervalMs } from './open-interval.ts';
import type { ResolvedBreakerOptions } from './options.ts';
import type { OriginKey } from './origin-key.ts';
import type { BreakerOutcome } from './outcome.ts';
import { seconds } from './seconds.ts';
import { COARSE_CELLS, FINE_CELL_MS, FINE_PER_COARSE, SteadyTime } from './steady-time.ts';
import { TRIP_RULES } from './trip-rule.ts';
import { Waits } from './waits.ts';
import { WindowSlab } from './window-slab.ts';

/** An endpoint takes part in the judgement on its origin while it was called in this time: the coarse ring. Milliseconds. */
const ACTIVE_MS = COARSE_CELLS * FINE_PER_COARSE * FINE_CELL_MS;
/** An origin opens when at least so many of its endpoints are open, and at least half of the active ones. */
const ENDPOINTS_TO_OPEN = 2;

const BY_HAND: CircuitCause = {
  reason: 'by hand',
  evidence: { failures: 0, calls: 0, windowMs: 0 },
  blame: 'self',
  category: 'circuit_open',
  proof: 'hand',
};
const UNNAMED: BreakerCause = { blame: 'provider', category: 'provider_error' };

/** The state of all keys, and how results change it. Announces changes; who calls delivers them. */
export class CircuitBoard {
  readonly time: SteadyTime = new SteadyTime();
  readonly announcer: Announcer;
  readonly table: KeyTable;
  readonly waits: Waits;

  readonly #options: ResolvedBreakerOptions;
  readonly #windows: WindowSlab;
  readonly #failing = new FailingOrigins<OriginKey>();

  constructor(options: ResolvedBreakerOptions) {
    this.#options = options;
    this.announcer = new Announcer(options.listeners);
    this.waits = new Waits(options.maxKeys, options.random, this.announcer);
    this.#windows = new WindowSlab(options.maxKeys + 1, this.time, TRIP_RULES[options.sensitivity]);
    const modeOf = (provider: string) => options.providers.get(provider) ?? options.mode;
    this.table = new KeyTable(options.maxKeys, this.#windows, modeOf, (slot, origin) => {
      this.#drop(slot, origin, 'not called for 10 min');
    });
  }

  /** A call of the current generation succeeded: the hot path. Returns whether that was all there is to it. */
  succeeded(slot: number, origin: OriginKey): boolean {
    if (!this.table.isQuiet(slot, origin)) return false;
    this.#failing.answered(origin);
    this.#windows.call(slot);
    if (slot !== origin.slot) this.#windows.call(origin.slot);
    return true;
  }

  /** A call of the current generation settled. */
  hear(
    slot: number,
    origin: OriginKey,
    outcome: BreakerOutcome,
    nowMs: number,
    cause: BreakerCause = UNNAMED,
  ): void {
    const quiet = this.table.isQuiet(slot, origin);
    if (!quiet && this.table.circuits.get(origin.slot)?.state === 'disabled') return;
    const unanswered = outcome.kind === 'provider_fault' && outcome.scope === 'origin';
    let { kind } = outcome;
    if (unanswered) {
      if (this.#failing.failed(origin, nowMs)) kind = 'local';
    } else if (kind !== 'local') {
      this.#failing.answered(origin);
    }

    switch (kind) {
      case 'success':
        this.#called(slot, quiet);
        if (slot !== origin.slot) this.#called(origin.slot, quiet);
        break;
      case 'provider_fault':
        if (unanswered) this.#unanswered(slot, origin, nowMs, cause);
        else this.#faultyAnswer(slot, origin, nowMs, cause);
        return;
      case 'throttled':
        if (this.waits.start(origin, nowMs, cause)) this.table.watch(origin.slot, true);
        break;
      case 'local':
        this.table.circuits.get(slot)?.free();
        this.table.circuits.get(origin.slot)?.free();
        return;
    }
    if (!quiet) {
      this.#passed(slot, origin, nowMs);
      if (slot !== origin.slot) this.#passed(origin.slot, origin, nowMs);
    }
  }

  /** A call counted as answered turns out to have failed. */
  amend(
    slot: number,
    origin: OriginKey,
    outcome: BreakerOutcome,
    nowMs: number,
    cause: BreakerCause = UNNAMED,
  ): void {
    if (outcome.kind !== 'provider_fault') return;
    if (outcome.scope === 'origin') this.#failed(origin.slot, origin, 'connections', nowMs, cause, true);
    else if (slot !== origin.slot) this.#failed(slot, origin, 'answers', nowMs, cause, true);
  }

  /** Lifts the waits of an origin that are over. */
  unblock(origin: OriginKey, nowMs: number): void {
    if (this.waits.lift(origin, nowMs)) this.settle(origin.slot, origin, nowMs);
  }

  /** Stops watching a key that has nothing to ask any more. */
  settle(slot: number, origin: OriginKey, nowMs: number): void {
    const circuit = this.table.circuits.get(slot);
    const plain = circuit === undefined || (circuit.state === 'closed' && !circuit.ramping(nowMs));
    const waits = slot === origin.slot && (origin.blocks?.size ?? 0) > 0;
    this.table.watch(slot, !plain || waits);
  }

  /** A call passes the breaker of a key. */
  take(slot: number, origin: OriginKey, circuit: Circuit, nowMs: number): void {
    const before = circuit.state;
    // Each probe is a generation of its own: one whose lease ran out is late when it does come back.
    if (circuit.take(nowMs)) this.table.renew(slot);
    if (circuit.state !== before) this.#announce(slot, origin, before, circuit.state, 'its time is over');
    else if (circuit.state === 'closed') this.settle(slot, origin, nowMs);
  }

  /** Gives a key a state by hand. */
  force(slot: number, origin: OriginKey, state: 'forced_open' | 'forced_closed' | 'disabled'): void {
    const circuit = this.#circuit(slot, this.time.nowMs, BY_HAND);
    const before = circuit.state;
    if (before === state) return;
    circuit.force(state, this.time.nowMs, BY_HAND);
    this.table.renew(slot);
    this.table.watch(slot, true);
    this.#announce(slot, origin, before, state, BY_HAND.reason);
  }

  /** Forgets all that is known of a key; calls in flight are late. */
  reset(slot: number, origin: OriginKey): void {
    this.#drop(slot, origin, 'reset by hand');
    const circuit = this.table.circuits.get(slot);
    // A circuit stays, as new, so that calls under way are known for late by when it closed.
    if (circuit !== undefined) this.table.circuits.set(slot, new Circuit(this.time.nowMs, circuit.cause));
    this.table.watch(slot, false);
    this.table.renew(slot);
    this.#windows.clear(slot);
  }

  #called(slot: number, quiet: boolean): void {
    if (quiet || counts(this.table.circuits.get(slot)?.state)) this.#windows.call(slot);
  }

  #passed(slot: number, origin: OriginKey, nowMs: number): void {
    const circuit = this.table.circuits.get(slot);
    if (circuit === undefined || !circuit.probing) return;
    if (!circuit.pass(nowMs, this.#options.rampMs)) return;
    this.table.renew(slot);
    this.#windows.clear(slot);
    this.settle(slot, origin, nowMs);
    this.#announce(slot, origin, 'half_open', 'closed', 'probes passed');
  }

  #unanswered(slot: number, origin: OriginKey, nowMs: number, cause: BreakerCause): void {
    // No answer says nothing about one endpoint, but a probe of it has not passed.
    const probed = slot !== origin.slot && this.table.circuits.get(slot)?.probing === true;
    if (probed) this.#failed(slot, origin, 'connections', nowMs, cause, false);
    this.#failed(origin.slot, origin, 'connections', nowMs, cause, false);
  }

  #faultyAnswer(slot: number, origin: OriginKey, nowMs: number, cause: BreakerCause): void {
    const circuit = this.table.circuits.get(origin.slot);
    if (circuit?.probing) {
      // A bad answer over a good connection proves the origin only if connections were what failed.
      if (circuit.cause.proof === 'connections') this.#passed(origin.slot, origin, nowMs);
      else this.#failed(origin.slot, origin, 'answers', nowMs, cause, false);
    } else {
      this.#called(origin.slot, circuit === undefined);
    }
    if (slot !== origin.slot) this.#failed(slot, origin, 'answers', nowMs, cause, false);
  }

  #failed(
    slot: number,
    origin: OriginKey,
    proof: 'connections' | 'answers',
    nowMs: number,
    cause: BreakerCause,
    counted: boolean,
  ): void {
    const circuit = this.table.circuits.get(slot);
    const state = circuit?.state ?? 'closed';
    if (state === 'half_open') {
      // An answer that passed as a probe and then broke off has not passed.
      if (!circuit?.probing && !counted) return;
      const evidence = { failures: 1, calls: 1, windowMs: 0 };
      this.#open(slot, origin, nowMs, cause, {
        reason: 'a probe failed',
        evidence,
        proof: circuit?.cause.proof ?? proof,
      });
      return;
    }
    if (!counts(state)) return;
    const windows = this.#windows;
    if (counted) windows.fail(slot);
    else windows.failure(slot);
    if (state !== 'closed' || !windows.proves(slot)) return;
    const { failures, calls, spanMs: windowMs } = windows;
    const reason = `${failures} of ${calls} failed in ${seconds(windowMs)}`;
    this.#open(slot, origin, nowMs, cause, { reason, evidence: { failures, calls, windowMs }, proof });
  }

  #open(
    slot: number,
    origin: OriginKey,
    nowMs: number,
    { blame, category, retryAfterMs }: BreakerCause,
    why: Pick<CircuitCause, 'reason' | 'evidence' | 'proof'>,
  ): void {
    const whole: CircuitCause = { ...why, blame, category };
    const circuit = this.#circuit(slot, nowMs, whole);
    const before = circuit.state;
    circuit.open(nowMs, whole, (reopenings) =>
      openIntervalMs(reopenings, this.#options.random, retryAfterMs),
    );
    this.table.renew(slot);
    this.table.watch(slot, true);
    this.#windows.clear(slot);
    this.#announce(slot, origin, before, 'open', why.reason);
    if (slot !== origin.slot && before === 'closed') this.#judgeOrigin(origin, nowMs, { blame, category });
  }

  /** Opens an origin whose endpoints are open. Asked when one more opens, so that a recovered origin stays closed. */
  #judgeOrigin(origin: OriginKey, nowMs: number, cause: BreakerCause): void {
    if ((this.table.circuits.get(origin.slot)?.state ?? 'closed') !== 'closed') return;
    let open = 0;
    let active = 0;
    for (const slot of origin.slots()) {
      const state = this.table.circuits.get(slot)?.state;
      if (state === 'open' || state === 'half_open') open += 1;
      else if (this.#windows.idleMs(slot) >= ACTIVE_MS) continue;
      active += 1;
    }
    if (open < ENDPOINTS_TO_OPEN || open * 2 < active) return;
    const evidence = { failures: open, calls: active, windowMs: ACTIVE_MS };
    const reason = `${open} of ${active} endpoints are open`;
    this.#open(origin.slot, origin, nowMs, cause, { reason, evidence, proof: 'endpoints' });
  }

  #drop(slot: number, origin: OriginKey, reason: string): void {
    const state = this.table.circuits.get(slot)?.state ?? 'closed';
    if (state !== 'closed') this.#announce(slot, origin, state, 'closed', reason);
    if (slot !== origin.slot) return;
    this.#failing.answered(origin);
    this.waits.drop(origin, reason);
  }

  #circuit(slot: number, nowMs: number, cause: CircuitCause): Circuit {
    let circuit = this.table.circuits.get(slot);
    if (circuit === undefined) {
      circuit = new Circuit(nowMs, cause);
      this.table.circuits.set(slot, circuit);
    }
    return circuit;
  }

  #announce(slot: number, origin: OriginKey, from: CircuitState, to: CircuitState, reason: string): void {
    const { name: provider, mode } = origin.provider;
    const scope = slot === origin.slot ? 'origin' : 'endpoint';
    const key = this.table.name(slot);
    this.announcer.add({ provider, scope, key, from, to, reason, enforced: mode === 'enforce' });
  }
}

/** Whether a key in this state counts its calls. */
function counts(state: CircuitState | undefined): boolean {
  return state === undefined || state === 'closed' || state === 'forced_closed';
}
