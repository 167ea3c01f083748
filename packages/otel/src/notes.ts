import type { Finding } from '@faultline/core';
import type { SdkSpan } from './sdk-span.ts';
import type { ServerFailures } from './server-failures.ts';

/** What Faultline knows of one span, of one request, or of both once they have met. */
export class Notes {
  /** The client span of the request. */
  span: SdkSpan | undefined = undefined;
  finding: Finding | undefined = undefined;
  /** Whether the taps hear of everything before the instrumentation of the span does. */
  isTappedFirst = false;
  /** What failed below the SERVER span that this one descends from. */
  failures: ServerFailures | undefined = undefined;
}

/** What a constructor returns becomes `this` of the class that extends it. */
function given(target: object): object {
  return target;
}
const Given = given as unknown as new (target: object) => object;

/**
 * Pins notes to an object of somebody else, as a private field of it: no reflection shows them, they go with the object,
 * and the garbage collector treats them as any field, where an entry of a WeakMap costs it extra at each collection.
 */
class Pin extends Given {
  #notes: Notes;

  constructor(target: object, notes: Notes) {
    super(target);
    this.#notes = notes;
  }

  static of(target: object): Notes | undefined {
    return #notes in target ? (target as Pin).#notes : undefined;
  }

  static put(target: object, notes: Notes): void {
    if (#notes in target) (target as Pin).#notes = notes;
    else new Pin(target, notes);
  }
}

/** The notes on a span or a request; `undefined` when there are none. */
export const notesOn: (target: object) => Notes | undefined = Pin.of;

/** Puts notes on a span or a request, in place of those that are there. */
export const putNotes: (target: object, notes: Notes) => void = Pin.put;
