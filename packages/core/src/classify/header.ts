import type { HeaderBag } from '../exchange.ts';

/** Keys that are looked at in a bag that is not in lower case. */
const MAX_HEADERS = 256;
/** Characters of a value that are read: no header that a rule reads is longer, and an answer may be hostile. */
const MAX_LENGTH = 1024;

/**
 * The first value of a header, trimmed, at most 1,024 characters; `undefined` when it is absent or empty.
 *
 * One look-up when the bag holds lower-case names, as Node's clients make them; any case is found by a bounded scan.
 * Never throws for a bag of plain values.
 *
 * @param name - in lower case
 */
export function headerOf(bag: HeaderBag | undefined, name: string): string | undefined {
  if (bag === undefined || bag === null) return undefined;
  const direct = bag[name];
  if (direct !== undefined) return textOf(direct);
  let seen = 0;
  for (const key in bag) {
    if (++seen > MAX_HEADERS) return undefined;
    if (key.length === name.length && key.toLowerCase() === name) return textOf(bag[key]);
  }
  return undefined;
}

function textOf(value: HeaderBag[string]): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof first === 'number') return String(first);
  if (typeof first !== 'string') return undefined;
  const text = first.length > MAX_LENGTH ? first.slice(0, MAX_LENGTH).trim() : first.trim();
  return text === '' ? undefined : text;
}
