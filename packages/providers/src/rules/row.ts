import { knownPath, type PathNode } from '../body/leaf.ts';
import type { BodyKind } from '../body/read-body.ts';
import { type KnownHeader, knownHeader } from './known-headers.ts';
import type { Outcome } from './outcome.ts';
import type { Reading } from './reading.ts';

/** One thing that must hold. */
export type Condition =
  /** A value at this path of the body is one of these. */
  | { readonly at: PathNode; readonly is: readonly string[] }
  /** A value at this path of the body matches. */
  | { readonly at: PathNode; readonly like: RegExp }
  /** There is a value at this path of the body, and it is not null. */
  | { readonly at: PathNode; readonly present: true }
  /** A header is one of these, in any case. */
  | { readonly header: KnownHeader; readonly is: readonly string[] }
  /** A header matches. */
  | { readonly header: KnownHeader; readonly like: RegExp }
  /** A header is there, or is not. */
  | { readonly header: KnownHeader; readonly present: boolean }
  /** The whole text of the body matches. */
  | { readonly text: RegExp }
  /** The body is of one of these kinds. */
  | { readonly body: readonly BodyKind[] }
  /** The path of the request matches. */
  | { readonly path: RegExp }
  /** The whole URL matches, of which 300 characters are looked at. */
  | { readonly url: RegExp }
  /** The exchange took at least so long. */
  | { readonly tookMs: number };

/** One rule as a row: what must hold, what it means, and who says so. */
export interface Row {
  /** Stable id, `openai.insufficient_quota`. */
  readonly id: string;
  /** Statuses it is for; `'4xx'` and `'5xx'` are classes, an empty list is every status. */
  readonly on: readonly (number | '4xx' | '5xx')[];
  /** All must hold. */
  readonly when: readonly Condition[];
  readonly gives: Outcome;
  /** A wait in milliseconds that the provider documents, for when the answer states none itself. */
  readonly waitMs?: number | ((reading: Reading) => number | undefined);
  /** Where the provider or its code says so. */
  readonly source: string;
}

/** The rows of one provider, made when it is called first: a process calls a handful of providers. */
export type Rules = () => readonly Row[];

/** What a row may add: a hint in place of the one of the outcome, and a wait that the provider documents. */
export interface RowExtras {
  readonly hint?: string;
  readonly waitMs?: Row['waitMs'];
}

/** Writes a row: id, statuses (`[]` is every status), conditions, meaning, source, extras. */
export function row(
  id: string,
  on: Row['on'],
  when: readonly Condition[],
  gives: Outcome,
  source: string,
  extras: RowExtras = {},
): Row {
  const { hint, waitMs } = extras;
  const outcome = hint === undefined ? gives : { ...gives, hint };
  return waitMs === undefined
    ? { id, on, when, gives: outcome, source }
    : { id, on, when, gives: outcome, waitMs, source };
}

/** A value at `path` of the body is one of `values`. */
export function is(path: string, ...values: string[]): Condition {
  return { at: knownPath(path), is: values };
}

/** A value at `path` of the body matches `pattern`. */
export function like(path: string, pattern: RegExp): Condition {
  return { at: knownPath(path), like: pattern };
}

/** There is a value at `path` of the body. */
export function has(path: string): Condition {
  return { at: knownPath(path), present: true };
}

/** A header is one of `values`, compared in lower case; any value when none is given. */
export function header(name: string, ...values: string[]): Condition {
  return values.length === 0
    ? { header: knownHeader(name), present: true }
    : { header: knownHeader(name), is: values };
}

/** A header matches `pattern`. */
export function headerLike(name: string, pattern: RegExp): Condition {
  return { header: knownHeader(name), like: pattern };
}

/** A header is not there. */
export function noHeader(name: string): Condition {
  return { header: knownHeader(name), present: false };
}

/** The text of the body matches `pattern`. */
export function text(pattern: RegExp): Condition {
  return { text: pattern };
}

/** The path of the request matches `pattern`. */
export function path(pattern: RegExp): Condition {
  return { path: pattern };
}

/** The answer is a page for people. */
export const HTML: Condition = { body: ['html'] };

/** Whether every condition of a row holds; its statuses are the caller's to check. */
export function holds(row: Row, reading: Reading): boolean {
  for (const condition of row.when) if (!fits(condition, reading)) return false;
  return true;
}

/** Whether a row is for a status. */
export function fitsStatus(on: Row['on'], status: number): boolean {
  if (on.length === 0) return true;
  for (const wanted of on) {
    if (wanted === status) return true;
    if (wanted === '4xx' && status >= 400 && status < 500) return true;
    if (wanted === '5xx' && status >= 500 && status < 600) return true;
  }
  return false;
}

function fits(condition: Condition, reading: Reading): boolean {
  if ('at' in condition) {
    if ('is' in condition) return reading.some(condition.at, (value) => condition.is.includes(value));
    if ('like' in condition) return reading.some(condition.at, (value) => condition.like.test(value));
    return reading.value(condition.at) !== undefined;
  }
  if ('header' in condition) {
    const value = reading.header(condition.header);
    if ('present' in condition) return (value !== undefined) === condition.present;
    if (value === undefined) return false;
    return 'is' in condition ? condition.is.includes(value.toLowerCase()) : condition.like.test(value);
  }
  if ('text' in condition) return condition.text.test(reading.body.text);
  if ('body' in condition) return condition.body.includes(reading.body.kind);
  if ('path' in condition) return condition.path.test(reading.path);
  if ('url' in condition) return condition.url.test(reading.exchange.url.slice(0, 300));
  return reading.exchange.durationMs >= condition.tookMs;
}
