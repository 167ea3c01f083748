import module from 'node:module';

type Exports = Record<string, unknown>;
type Call = (this: unknown, ...args: unknown[]) => unknown;

/** One function of Node's with a door in front. */
interface Leaf {
  readonly exports: Exports;
  readonly name: 'request' | 'get';
  readonly original: Call;
  readonly door: Call;
}

/**
 * Stands in front of `request` and `get` of node:http and node:https while it is open whose SDK will run, and passes
 * every call on.
 *
 * An instrumentation replaces these functions when it starts. Whoever took one out before, as
 * `const { get } = require('node:http')` does, would never be traced: through the door it is, once an SDK of ours runs,
 * and the call that starts that SDK already.
 */
export class HttpDoor {
  readonly #onCall: () => void;
  readonly #leaves: readonly Leaf[];
  #leads = false;

  /** @param onCall called before a call passes; must not throw */
  constructor(onCall: () => void) {
    this.#onCall = onCall;
    // Loaded here and not before: nobody else here needs node:https, which takes its time.
    const both = ['node:http', 'node:https'].map(
      (name) => process.getBuiltinModule(name) as unknown as Exports,
    );
    this.#leaves = both.flatMap((exports) =>
      (['request', 'get'] as const).map((name) => this.#hang(exports, name)),
    );
    module.syncBuiltinESMExports();
  }

  /** An SDK of ours is about to replace the functions: whoever comes through the door is led to them from then on. */
  lead(): void {
    this.takeAway();
    this.#leads = true;
  }

  /**
   * Takes the door away where nobody has built on it. Whoever holds it passes. ES imports see what stands there now: this
   * package imported node:http before an SDK could patch it, and would else have hidden the SDK's work from them.
   */
  takeAway(): void {
    for (const { exports, name, original, door } of this.#leaves) {
      if (exports[name] === door) exports[name] = original;
    }
    module.syncBuiltinESMExports();
  }

  #hang(exports: Exports, name: Leaf['name']): Leaf {
    const original = exports[name] as Call;
    const pass = (self: unknown, args: unknown[]): unknown => {
      this.#onCall();
      const target = this.#leads ? (exports[name] as Call) : original;
      return target.apply(self, args);
    };
    const door: Call = function (this: unknown, ...args) {
      return pass(this, args);
    };
    Object.defineProperty(door, 'name', { value: original.name, configurable: true });
    Object.defineProperty(door, 'length', { value: original.length, configurable: true });
    exports[name] = door;
    return { exports, name, original, door };
  }
}
