import { type Call, detached, type Place } from '@faultline/core';

interface KnownPlace {
  readonly method: string;
  readonly url: string;
  readonly place: Place;
}

/** URLs that are remembered; of two that share a slot each is placed anew after the other. A power of two. */
const SLOTS = 256;
/** Longer URLs are not remembered. */
const LONGEST = 200;

/**
 * Remembers where the URLs of late belong: most services call a few of them over and over, and working out provider and route is
 * most of what a success costs. A URL with a query or user info may hold a secret, and is not kept.
 */
export class KnownPlaces {
  readonly #slots: (KnownPlace | undefined)[] = new Array<undefined>(SLOTS).fill(undefined);
  /** What came last to each slot: only what comes a second time is worth remembering, and an identifier seldom does. */
  readonly #seen: Int32Array = new Int32Array(SLOTS);
  readonly #find: (call: Call) => Place;

  /** @param find works it out */
  constructor(find: (call: Call) => Place) {
    this.#find = find;
  }

  /** Where a call belongs. */
  of(call: Call): Place {
    const { method, url } = call;
    if (call.route !== undefined || call.provider !== undefined || url.length > LONGEST)
      return this.#find(call);
    const mix = mixOf(url);
    const at = (mix ^ (mix >>> 15)) & (SLOTS - 1);
    const known = this.#slots[at];
    if (known !== undefined && known.url === url && known.method === method) return known.place;
    const place = this.#find(call);
    if (this.#seen[at] !== mix) this.#seen[at] = mix;
    else if (!url.includes('?') && !url.includes('#') && !url.includes('@')) {
      this.#slots[at] = { method, url: detached(url), place };
    }
    return place;
  }
}

/** From the length and the last characters, in which the URLs of one provider differ. */
function mixOf(url: string): number {
  const { length } = url;
  let mix = length;
  for (let i = Math.max(8, length - 12); i < length; i++)
    mix = Math.imul(mix ^ url.charCodeAt(i), 0x01000193);
  return mix;
}
