type Method = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Hears the first argument of each call of one object's method, ahead of the method itself. `hear` must not throw.
 *
 * Returns what ends it, or `undefined` when the object has no such method.
 */
export function overhear(
  target: object,
  name: string,
  hear: (value: unknown) => void,
): (() => void) | undefined {
  const methods = target as Record<string, unknown>;
  const original = methods[name];
  if (typeof original !== 'function') return undefined;
  const own = Object.getOwnPropertyDescriptor(target, name);
  const heard = function (this: unknown, ...args: unknown[]): unknown {
    hear(args[0]);
    return (original as Method).apply(this, args);
  };
  Object.defineProperty(target, name, {
    value: heard,
    writable: true,
    configurable: true,
    enumerable: false,
  });
  return () => {
    // Somebody who wrapped it meanwhile keeps the wrapper, and through it the method.
    if (methods[name] !== heard) return;
    if (own === undefined) delete methods[name];
    else Object.defineProperty(target, name, own);
  };
}
