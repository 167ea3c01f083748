import type { Blame, Category, CircuitState } from '../closed-sets.ts';
import type { CircuitEvidence } from './circuit.ts';
import type { Rejection } from './rejection.ts';

const BRAND = Symbol.for('faultline.CircuitOpenError');

/**
 * A call was not made because its circuit is open. No socket was opened.
 *
 * Has no stack: it is made where the breaker says no, which is always the same place, and a stack would cost more than
 * the rejection itself. `instanceof` works across copies of the package.
 */
export class CircuitOpenError extends Error implements Rejection {
  override readonly name = 'CircuitOpenError';
  readonly code = 'ERR_CIRCUIT_OPEN';
  readonly provider: string;
  readonly scope: 'origin' | 'endpoint' | 'credential';
  /** The guarded key: the origin, or the endpoint. */
  readonly key: string;
  readonly state: CircuitState;
  /** For a person: `6 of 7 failed in 1.2 s`. */
  readonly reason: string;
  readonly evidence: CircuitEvidence;
  /** Blame of the failures that opened the circuit. */
  readonly blame: Blame;
  /** Category of the failures that opened the circuit. */
  readonly category: Category;
  /** Milliseconds until a call may pass; absent when the circuit was opened by hand. */
  declare readonly retryAfterMs?: number;

  constructor(rejection: Rejection) {
    super(
      withoutStack(
        `${rejection.provider} is not called, ${rejection.key} is ${rejection.state}: ${rejection.reason}`,
      ),
    );
    restoreStack();
    this.provider = rejection.provider;
    this.scope = rejection.scope;
    this.key = rejection.key;
    this.state = rejection.state;
    this.reason = rejection.reason;
    this.evidence = rejection.evidence;
    this.blame = rejection.blame;
    this.category = rejection.category;
    if (rejection.retryAfterMs !== undefined) this.retryAfterMs = rejection.retryAfterMs;
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && BRAND in value;
  }
}

Object.defineProperty(CircuitOpenError.prototype, BRAND, { value: true });

let stackLimit: number | undefined;

/** Turns stacks off until {@link restoreStack}; in a realm whose `Error` is frozen, the error keeps its stack. */
function withoutStack(message: string): string {
  stackLimit = Error.stackTraceLimit;
  try {
    Error.stackTraceLimit = 0;
  } catch {
    stackLimit = undefined;
  }
  return message;
}

function restoreStack(): void {
  if (stackLimit !== undefined) Error.stackTraceLimit = stackLimit;
}
