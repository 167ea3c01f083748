import { AsyncLocalStorage } from 'node:async_hooks';
import { type Call, CircuitOpenError, type Permit, type Rejection } from '@faultline/core';
import type { Entry } from '../tap/entry.ts';
import type { TapOptions } from '../tap/tap-options.ts';

/** A call that was let pass, until an exchange takes its permit, whenever that starts. */
export interface Admission {
  /** Scheme, host and port, as `URL.origin` spells them. */
  readonly origin: string;
  permit: Permit | undefined;
}

/**
 * Hands a permit from the guard that was given it to the exchange that it was given for.
 *
 * The guard of a dispatcher stands directly around the request that undici makes; other guards stand around a function
 * of the application, whose request may come turns later.
 */
export class Admissions {
  readonly #admit: NonNullable<TapOptions['admit']>;
  /** Made for the first guard that needs it: most processes have none but that of the dispatcher. */
  #pending: AsyncLocalStorage<Admission> | undefined;
  #near: Permit | undefined;

  constructor(admit: NonNullable<TapOptions['admit']>) {
    this.#admit = admit;
  }

  /** Asks the breakers: a permit, or an error to fail the call with. */
  ask(call: Call, nowMs: number): Permit | CircuitOpenError {
    const answer: Permit | Rejection = this.#admit(call, nowMs);
    return typeof answer === 'number' ? answer : new CircuitOpenError(answer);
  }

  /** Whether a guard further out has asked for this call already. */
  isAsked(url: string): boolean {
    const admission = this.#pending?.getStore();
    return admission?.permit !== undefined && url.startsWith(admission.origin);
  }

  /** Leaves a permit for the exchange that starts next, in this same turn. Returns what lay there; leave that again afterwards. */
  leave(permit: Permit | undefined): Permit | undefined {
    const before = this.#near;
    this.#near = permit;
    return before;
  }

  /** Runs `call`, in which the request of `admission` may be made at any later time. */
  within<Result>(admission: Admission, call: () => Result): Result {
    this.#pending ??= new AsyncLocalStorage();
    return this.#pending.run(admission, call);
  }

  /** Gives an exchange that starts the permit of its admission: each permit once, and only to the origin it is for. */
  claim(entry: Entry): Permit | undefined {
    const near = this.#near;
    if (near !== undefined) {
      this.#near = undefined;
      return near;
    }
    const admission = this.#pending?.getStore();
    if (admission?.permit === undefined || admission.origin !== entry.origin) return undefined;
    const { permit } = admission;
    admission.permit = undefined;
    return permit;
  }
}

/** Where the origin of an absolute URL ends. */
export function originEnd(url: string): number {
  const end = url.indexOf('/', url.indexOf('//') + 2);
  return end < 0 ? url.length : end;
}
