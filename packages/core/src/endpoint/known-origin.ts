import { detached } from './detached.ts';

/** An origin, with its texts as everybody keeps them: the same string each time, whose hash is known. */
export interface KnownOrigin {
  /** Scheme and authority as a URL spelled them. */
  readonly spelled: string;
  readonly host: string;
  /** As `URL.origin` spells it. */
  readonly origin: string;
}

/** Origins that are remembered; of three that share two slots one is read anew each time. A power of two. */
const SLOTS = 4096;
/** Longer spellings are not remembered. */
const LONGEST = 128;
const AT = 64;

/** Admission, placing and classifying ask for the same URL one after the other. */
let lastUrl = '';
let last: KnownOrigin = { spelled: '', host: '', origin: '' };
const slots: (KnownOrigin | undefined)[] = new Array<undefined>(SLOTS).fill(undefined);

/**
 * The origin of a URL: remembered, or read by `read`. Building two strings for every exchange, and hashing them for every table that
 * is asked, takes several times as long. One with user info holds a secret, and is never kept.
 */
export function knownOrigin(url: string, read: (url: string) => KnownOrigin): KnownOrigin {
  if (url === lastUrl) return last;
  const known = find(url, read);
  if (known.spelled === '') return known;
  last = known;
  lastUrl = url;
  return known;
}

function find(url: string, read: (url: string) => KnownOrigin): KnownOrigin {
  // `http://` and `https://` alike: what is mixed in is the authority, from its first or second character on.
  let mix = url.charCodeAt(4);
  let end = 8;
  const most = Math.min(url.length, LONGEST + 1);
  for (; end < most; end++) {
    const char = url.charCodeAt(end);
    if (char <= AT || char === 92) {
      if (char === 47 || char === 63 || char === 35 || char === 92) break;
      if (char === AT) return read(url);
    }
    mix = Math.imul(mix ^ char, 0x01000193);
  }
  if (end > LONGEST) return read(url);
  const at = (mix ^ (mix >>> 15)) & (SLOTS - 1);
  const slot = slots[at];
  if (slot !== undefined && isSpelled(url, slot.spelled, end)) return slot;
  const moved = slots[at ^ 1];
  if (moved !== undefined && isSpelled(url, moved.spelled, end)) return moved;
  const fresh = read(url);
  const hasScheme = url.startsWith('://', 4) || url.startsWith('://', 5);
  if (!hasScheme || url.charCodeAt(7) === AT) return fresh;
  const origin = detached(fresh.origin);
  const known: KnownOrigin = {
    spelled: url.startsWith(origin) && origin.length === end ? origin : detached(url.slice(0, end)),
    host: origin.slice(origin.length - fresh.host.length),
    origin,
  };
  slots[at ^ 1] = slot;
  slots[at] = known;
  return known;
}

function isSpelled(url: string, spelled: string, end: number): boolean {
  if (spelled.length !== end) return false;
  for (let i = end - 1; i >= 0; i--) if (url.charCodeAt(i) !== spelled.charCodeAt(i)) return false;
  return true;
}
