/** Ties values to objects of somebody else, as a WeakMap does: the value lives as long as the object, and nobody sees it. */
export interface Stamps<Value> {
  /** Puts a value on an object, in place of the one that is there. */
  set(target: object, value: Value): void;
  /** The value on an object; `undefined` when there is none. */
  get(target: object): Value | undefined;
}

/** What a constructor returns becomes `this` of the class that extends it. */
function given(target: object): object {
  return target;
}
const Given = given as unknown as new (target: object) => object;

/**
 * A WeakMap that costs a request next to nothing.
 *
 * The value is a private field that is added to the target itself: no reflection shows it, and the garbage collector
 * treats it as any field, where each live entry of a WeakMap costs it extra at every collection.
 */
export function createStamps<Value>(): Stamps<Value> {
  class Stamp extends Given {
    #value: Value;
    constructor(target: object, value: Value) {
      super(target);
      this.#value = value;
    }
    static read(target: object): Value | undefined {
      return #value in target ? (target as Stamp).#value : undefined;
    }
    static write(target: object, value: Value): void {
      if (#value in target) (target as Stamp).#value = value;
      else new Stamp(target, value);
    }
  }
  return { set: Stamp.write, get: Stamp.read };
}
