import { readFileSync } from 'node:fs';
import type { Blame, Category, Classification, Exchange, ExchangeResponse, Retry } from '@faultline/core';

/** A published error, and what its source says of it. For tests alone. */
export interface FixtureError {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly response?: ExchangeResponse;
  readonly error?: unknown;
  /** End of the exchange, epoch milliseconds. */
  readonly now?: number;
  readonly durationMs?: number;
  readonly expected: {
    readonly blame: Blame;
    readonly category: Category;
    readonly retry: Retry;
    readonly retryAfterMs?: number;
  };
  /** Other answers that can be defended. */
  readonly accept?: Readonly<Record<string, readonly unknown[]>>;
  readonly source: string;
}

/** Reads a file of `fixtures/`. */
export function readFixture(name: string): FixtureError[] {
  const text = readFileSync(new URL(`../fixtures/${name}.jsonl`, import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as FixtureError);
}

/** The exchange of a fixture, which took 100 ms where it does not say otherwise. */
export function exchangeOf({ method, url, response, error, now, durationMs = 100 }: FixtureError): Exchange {
  const endedAt = now ?? 1_700_000_000_000;
  return {
    method,
    url,
    startedAt: endedAt - durationMs,
    durationMs,
    ...(response === undefined ? {} : { response }),
    ...(error === undefined ? {} : { error: revived(error) }),
  };
}

/** What a classification says otherwise than the source, as `blame: self for provider`; an empty list is agreement. */
export function disagreements(fixture: FixtureError, classification: Classification): string[] {
  const { expected, accept = {} } = fixture;
  return (['blame', 'category', 'retry', 'retryAfterMs'] as const).flatMap((field) => {
    const [given, wanted] = [classification[field], expected[field]];
    return given === wanted || accept[field]?.includes(given ?? null)
      ? []
      : [`${field}: ${given} for ${wanted}`];
  });
}

/** Errors as clients throw them: instances of Error with causes. */
function revived(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { cause, errors, message, ...rest } = value as Record<string, unknown>;
  const error = Array.isArray(errors)
    ? new AggregateError(errors.map(revived), String(message))
    : new Error(String(message), cause === undefined ? {} : { cause: revived(cause) });
  return Object.assign(error, rest);
}
