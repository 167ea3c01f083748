import { detached } from '@faultline/core';

/** Name of a header that readings keep, in lower case. */
export type KnownHeader = string & { readonly known: true };

const KNOWN = new Set<string>();

/** Spellings that were seen, because clients and providers repeat theirs. */
const MAX_SPELLINGS = 1024;
const spellings = new Map<string, KnownHeader | null>();

/** Makes readings keep this header, and returns its name. Called for every header that a rule or a table names. Lower case. */
export function knownHeader(name: string): KnownHeader {
  KNOWN.add(name);
  // Rules are made late, when their provider is called first: what was unknown until then may be known now.
  spellings.clear();
  return name as KnownHeader;
}

/** The known header of a name in any case; `undefined` for one that no rule looks at. */
export function knownHeaderOf(name: string): KnownHeader | undefined {
  const seen = spellings.get(name);
  if (seen !== undefined) return seen ?? undefined;
  const lower = name.toLowerCase();
  const known = KNOWN.has(lower) ? (lower as KnownHeader) : undefined;
  if (spellings.size >= MAX_SPELLINGS) spellings.clear();
  if (name.length <= 128) spellings.set(detached(name), known ?? null);
  return known;
}
