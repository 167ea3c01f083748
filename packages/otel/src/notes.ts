import { createStamps, type Finding } from '@faultline/core';
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

const notes = createStamps<Notes | undefined>();

/** The notes on a span or a request; `undefined` when there are none. */
export const notesOn: (target: object) => Notes | undefined = notes.get;

/** Puts notes on a span or a request, in place of those that are there. */
export const putNotes: (target: object, notes: Notes) => void = notes.set;

/** Takes the notes off a span that has ended. It waits for its export, and would keep the answer's headers in memory with it. */
export function dropNotes(span: object): void {
  notes.set(span, undefined);
}
