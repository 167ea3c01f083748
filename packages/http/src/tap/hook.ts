import type { Subscription } from './channels.ts';
import type { Ledger } from './ledger.ts';

type Method = (this: object, first: unknown, second: unknown, third: unknown) => unknown;

/**
 * Runs `before` in front of each call of a prototype's method of up to three parameters, guarded, and changes nothing
 * of the call itself. Parameters are spelled out, since a rest parameter costs every request a list.
 *
 * A method that the prototype inherits is covered for it alone. When somebody else wrapped the method after us, taking
 * the hook off leaves theirs in place and only silences ours.
 */
export function hook<This extends object, First>(
  prototype: This,
  name: string,
  ledger: Ledger,
  before: (target: This, first: First) => void,
): Subscription {
  const methods = prototype as unknown as Record<string, Method>;
  const own = Object.getOwnPropertyDescriptor(prototype, name);
  const original = methods[name];
  if (original === undefined) return { stop() {} };
  let active = true;
  const hooked = function (this: object, first: unknown, second: unknown, third: unknown): unknown {
    if (active) {
      try {
        before(this as This, first as First);
      } catch (error) {
        ledger.report(`http.${name}`, error);
      }
    }
    return original.call(this, first, second, third);
  };
  Object.defineProperty(hooked, 'name', { value: original.name, configurable: true });
  Object.defineProperty(hooked, 'length', { value: original.length, configurable: true });
  Object.defineProperty(prototype, name, {
    value: hooked,
    writable: true,
    configurable: true,
    enumerable: own?.enumerable ?? false,
  });
  return {
    stop() {
      active = false;
      if (methods[name] !== hooked) return;
      if (own === undefined) delete methods[name];
      else Object.defineProperty(prototype, name, own);
    },
  };
}
