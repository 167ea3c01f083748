import { AsyncLocalStorage } from 'node:async_hooks';
import { type Call, CircuitOpenError, type Permit, type Rejection } from '@faultline/core';
import type { Entry } from '../tap/entry.ts';
import type { TapOptions } from '../tap/tap-options.ts';

/** A call that was let pass, until the exchange that it becomes takes its permit. */
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
  readonly #pending = new AsyncLocalStorage<Admission>();
  #around: Admission | undefined;

  constructor(admit: NonNullable<TapOptions['admit']>) {
    this.#admit = admit;
  }

  /** Asks the breakers; an error to fail the call with, or its admission. */
  ask(call: Call, nowMs: number): Admission | CircuitOpenError {
    const answer: Permit | Rejection = this.#admit(call, nowMs);
    return typeof answer === 'number'
      ? { origin: call.url.slice(0, originEnd(call.url)), permit: answer }
      : new CircuitOpenError(answer);
  }

  /** Whether a guard further out has asked for this call already. */
  isAsked(url: string): boolean {
    const admission = this.#pending.getStore();
    return admission?.permit !== undefined && url.startsWith(admission.origin);
  }

  /** Runs `dispatch`, in which the request of `admission` is made at once. */
  around<Result>(admission: Admission, dispatch: () => Result): Result {
    const before = this.#around;
    this.#around = admission;
    try {
      return dispatch();
    } finally {
      this.#around = before;
    }
  }

  /** Runs `call`, in which the request of `admission` may be made at any later time. */
  within<Result>(admission: Admission, call: () => Result): Result {
    return this.#pending.run(admission, call);
  }

  /** Gives an exchange that starts the permit of its admission: each permit once, and only to the origin it is for. */
  claim(entry: Entry): Permit | undefined {
    const near = this.#around;
    const admission = near?.permit === undefined ? this.#pending.getStore() : near;
    if (admission?.permit === undefined) return undefined;
    if (admission !== near && admission.origin !== entry.origin) return undefined;
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
