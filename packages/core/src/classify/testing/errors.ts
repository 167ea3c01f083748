import type { Exchange } from '../../exchange.ts';

/** An exchange with a public API that failed with `error`. */
export function failed(error: unknown, facts: Partial<Exchange> = {}): Exchange {
  return {
    method: 'GET',
    url: 'https://api.example.com/v1/things',
    startedAt: 0,
    durationMs: 5,
    error,
    ...facts,
  };
}

/** An error with a code, as Node.js and most clients throw it. */
export function coded(code: string | number, message = 'it failed', more: object = {}): Error {
  return Object.assign(new Error(message), { code }, more);
}

/** An error with a name of its own. */
export function named(name: string, message: string, more: object = {}): Error {
  return Object.assign(new Error(message), { name }, more);
}

/** What global fetch makes of any failure. */
export function fetchFailed(cause: unknown): Error {
  return new TypeError('fetch failed', { cause });
}
