import { headerOf } from '../classify/header.ts';
import type { HeaderBag } from '../exchange.ts';

/** Header families that state a limit: the IETF draft's, and the older one of which it came. */
const STYLES = [
  ['ratelimit-limit', 'ratelimit-remaining'],
  ['x-ratelimit-limit', 'x-ratelimit-remaining'],
] as const;
/** A limit below this share of what it was counts as lowered. */
const LOWERED = 0.9;

/** What a provider says of its limit, beside what this process sent. */
export class LimitLedger {
  /** Highest limit that was stated while all was well; NaN before any. */
  #usual = Number.NaN;
  /** Limit stated last. */
  #limit = Number.NaN;
  #remaining = Number.NaN;
  #sentThen = 0;
  /** Requests of others in the present window, as far as was seen. */
  others = 0;
  #own = 0;

  /** Reads the limit headers of an answer. `sent` counts own requests since the start. */
  read(headers: HeaderBag | undefined, sent: number, refused: boolean): void {
    for (const [stated, left] of STYLES) {
      const limit = Number(headerOf(headers, stated));
      if (!(limit > 0)) continue;
      const remaining = Number(headerOf(headers, left));
      if (!(remaining >= 0)) continue;
      if (remaining > this.#remaining || Number.isNaN(this.#remaining)) {
        this.others = 0;
        this.#own = 0;
      } else {
        const own = sent - this.#sentThen;
        this.#own += own;
        this.others += Math.max(0, this.#remaining - remaining - own);
      }
      this.#limit = limit;
      this.#remaining = remaining;
      this.#sentThen = sent;
      if (!refused && !(limit <= this.#usual)) this.#usual = limit;
      return;
    }
  }

  /** Whether the stated limit is lower than it was. */
  get lowered(): boolean {
    return this.#limit < this.#usual * LOWERED;
  }

  /** Share of the used part of the limit that others used, 0–1; 0 when unknown. */
  get othersShare(): number {
    const used = this.others + this.#own;
    return used < 5 ? 0 : this.others / used;
  }

  /** The stated limit; NaN when none was. */
  get limit(): number {
    return this.#limit;
  }

  /** The limit as it was stated before; NaN when none was. */
  get usual(): number {
    return this.#usual;
  }
}
