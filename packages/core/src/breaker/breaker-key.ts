/** One breaker: of an origin, or of an endpoint of it. */
export interface BreakerKey {
  /** Provider id. */
  readonly provider: string;
  /** `https://api.example.com`, as `URL.origin` spells it. */
  readonly origin: string;
  /** Method and route template; absent for the origin itself. */
  readonly endpoint?: string;
}

/**
 * Which breakers a hand means: a provider by its id, with all keys that it has and will have; one key; or every key in
 * the table for which a function says so.
 */
export type BreakerSelector = string | BreakerKey | ((key: BreakerKey) => boolean);

/**
 * Refuses what is no selector.
 *
 * @throws TypeError that quotes the bad value and says what to write instead
 */
export function checkSelector(selector: BreakerSelector): void {
  if (typeof selector === 'string' || typeof selector === 'function') return;
  if (typeof selector?.provider === 'string' && typeof selector.origin === 'string') return;
  throw new TypeError(
    `breaker selector is ${JSON.stringify(selector)}: write a provider id, { provider, origin, endpoint? } or a function`,
  );
}
