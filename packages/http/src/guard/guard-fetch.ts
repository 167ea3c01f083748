import type { Guard } from './guard.ts';

type Fetch = typeof globalThis.fetch;

/**
 * A `fetch` that asks the breakers first: for one with a dispatcher of its own, or of another origin than Node.
 * It rejects with a `CircuitOpenError`, as it is, and else behaves as the one it wraps.
 */
export function guardFetch(guard: Guard, fetch: Fetch): Fetch {
  return (input, init) => {
    const call = callOf(input, init);
    return call === undefined ? fetch(input, init) : guard.execute(call, () => fetch(input, init));
  };
}

/** `undefined` for what is no absolute URL: fetch itself says what is wrong with it. */
function callOf(
  input: Parameters<Fetch>[0],
  init: RequestInit | undefined,
): { method: string; url: string } | undefined {
  const isRequest = typeof input === 'object' && 'url' in input;
  const url = isRequest ? input.url : String(input);
  if (!URL.canParse(url)) return undefined;
  const method = init?.method ?? (isRequest ? input.method : 'GET');
  return { method: method.toUpperCase(), url: new URL(url).href };
}
