/** Name of a header that readings keep, in lower case. */
export type KnownHeader = string & { readonly known: true };

const KNOWN = new Set<string>();

/** Makes readings keep this header, and returns its name. Called for every header that a rule or a table names. Lower case. */
export function knownHeader(name: string): KnownHeader {
  KNOWN.add(name);
  return name as KnownHeader;
}

/** Whether any rule looks at this header. */
export function isKnownHeader(name: string): name is KnownHeader {
  return KNOWN.has(name);
}
