import type { Call, CircuitOpenError, Permit } from '@faultline/core';
import { monotonicNow, wallNow } from '../tap/clock.ts';
import { LazyResponse } from '../tap/lazy-response.ts';
import type { Ledger } from '../tap/ledger.ts';
import { type Admission, type Admissions, originEnd } from './admissions.ts';
import { CallEntry } from './call-entry.ts';

/** Asks before a call is made, and sees to it that each rejection and each call it let pass is recorded once. */
export class Guard {
  readonly admissions: Admissions;
  readonly #ledger: Ledger;

  constructor(ledger: Ledger, admissions: Admissions) {
    this.#ledger = ledger;
    this.admissions = admissions;
  }

  /** Asks for a call; a rejection is recorded here. `undefined` when asking failed: the call is none of our business then. */
  ask(call: Call): Permit | CircuitOpenError | undefined {
    const nowMs = monotonicNow();
    try {
      const answer = this.admissions.ask(this.#withRoute(call, nowMs), nowMs);
      if (typeof answer !== 'number') this.#reject(call, answer, nowMs);
      return answer;
    } catch (error) {
      this.#ledger.report('guard.ask', error);
      return undefined;
    }
  }

  #withRoute(call: Call, nowMs: number): Call {
    if (this.#ledger.options.routeOf === undefined) return call;
    return this.#ledger.callOf(new CallEntry(call, wallNow(), nowMs));
  }

  #reject(call: Call, error: CircuitOpenError, nowMs: number): void {
    const entry = new CallEntry(call, wallNow(), nowMs);
    entry.rejection = error;
    this.#ledger.open(entry);
    this.#ledger.fail(entry, { error, phase: undefined, abort: undefined });
  }

  /**
   * Runs `make` unless a circuit of its call is open.
   *
   * @throws CircuitOpenError when it is, as a rejected promise; `make` is not called then.
   */
  async execute<Result>(asked: Call, make: () => Result | PromiseLike<Result>): Promise<Result> {
    // In one spelling, so that the exchange is known again when it starts.
    const call = URL.canParse(asked.url) ? { ...asked, url: new URL(asked.url).href } : asked;
    const startedAt = wallNow();
    const monotonicMs = monotonicNow();
    const permit = this.ask(call);
    if (permit === undefined) return make();
    if (typeof permit !== 'number') throw permit;
    const admission = { origin: call.url.slice(0, originEnd(call.url)), permit };
    try {
      const result = await this.admissions.within(admission, make);
      this.#close(call, admission, startedAt, monotonicMs, { result });
      return result;
    } catch (error) {
      this.#close(call, admission, startedAt, monotonicMs, {
        error: error ?? new Error('thrown without an error'),
      });
      throw error;
    }
  }

  /** A permit that no exchange took was for something that no tap sees: what came of it is recorded here. */
  #close(
    call: Call,
    admission: Admission,
    startedAt: number,
    monotonicMs: number,
    end: { readonly result?: unknown; readonly error?: unknown },
  ): void {
    const { permit } = admission;
    if (permit === undefined) return;
    admission.permit = undefined;
    const entry = new CallEntry(call, startedAt, monotonicMs);
    this.#ledger.open(entry);
    entry.permit = permit;
    const { error, result } = end;
    if (error !== undefined) this.#ledger.fail(entry, { error, phase: undefined, abort: undefined });
    else this.#ledger.answer(entry, new LazyResponse(statusOf(result), undefined), hearNothing, call);
  }
}

const hearNothing = (): undefined => undefined;

/** A call that is no HTTP and came back has succeeded. */
function statusOf(result: unknown): number {
  const status = (result as { status?: unknown; statusCode?: unknown } | null | undefined)?.status;
  return typeof status === 'number' && status >= 100 && status <= 599 ? status : 200;
}
