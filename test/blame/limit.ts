import { EPOCH_MS } from './wire.ts';
import type { Cause, WorldFault, WorldLimit, WorldProvider } from './world.ts';

/** What the limit of a provider says to one request. */
export interface LimitAnswer {
  readonly refused: boolean;
  readonly cause: Cause;
  /** Limit headers of this answer; absent when the provider sends none. */
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly retryAfterS: number;
}

/** The enforced limit of one provider: windows that start at multiples of their length. */
export class LimitWindow {
  readonly limit: WorldLimit;
  readonly #faults: readonly WorldFault[];
  #window = -1;
  #own = 0;

  constructor(provider: WorldProvider, limit: WorldLimit, faults: readonly WorldFault[]) {
    this.limit = limit;
    this.#faults = faults.filter(
      (fault) => fault.effect.limit !== undefined && [provider.id, '*'].includes(fault.where.provider ?? '*'),
    );
  }

  /** Counts one request that reached the provider at `t` seconds. */
  take(t: number): LimitAnswer {
    const { window_s, headers } = this.limit;
    const window = Math.floor(t / window_s);
    if (window !== this.#window) {
      this.#window = window;
      this.#own = 0;
    }
    this.#own++;
    const from = window * window_s;
    const fault = this.#faults.find((one) => one.from_s <= t && t < one.to_s);
    const allowed = fault?.effect.limit?.requests ?? this.limit.requests;
    const others =
      fault === undefined ? 0 : (fault.effect.limit?.others_rps ?? 0) * (t - Math.max(from, fault.from_s));
    const used = this.#own + others;
    const secondsLeft = Math.max(1, Math.ceil(from + window_s - t));
    return {
      refused: used > allowed,
      cause: fault?.cause ?? 'self',
      headers:
        headers === 'none' ? undefined : headersOf(headers, allowed, used, from + window_s, secondsLeft),
      retryAfterS: secondsLeft,
    };
  }
}

function headersOf(
  style: 'x-ratelimit' | 'ratelimit',
  allowed: number,
  used: number,
  endS: number,
  secondsLeft: number,
): Record<string, string> {
  const reset = style === 'ratelimit' ? secondsLeft : Math.ceil(EPOCH_MS / 1000 + endS);
  return {
    [`${style}-limit`]: String(allowed),
    [`${style}-remaining`]: String(Math.max(0, Math.floor(allowed - used))),
    [`${style}-reset`]: String(reset),
  };
}
