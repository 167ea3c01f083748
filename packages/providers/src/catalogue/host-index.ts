/** Finds the entry whose host pattern fits a host best. */
export interface HostIndex<T> {
  /** The entry of the host, given lower-case with its port, if any; `undefined` for a host nobody claims. */
  find(host: string): T | undefined;
}

interface Wildcard<T> {
  readonly pattern: string;
  /** What stands between the wildcards; the last part is the suffix it is filed under. */
  readonly parts: readonly string[];
  readonly entry: T;
}

/** More labels than this are no host name of anybody; the rest of a longer one is not looked at. */
const MAX_LABELS = 16;

/**
 * Builds an index over host patterns. An exact host beats a pattern, the longest pattern wins, and a pattern without a
 * port fits every port.
 *
 * A look-up costs one map access for each label of the host, however many patterns there are: wildcards are filed under
 * the labels behind their last `*`.
 */
export function createHostIndex<T>(entries: Iterable<readonly [pattern: string, entry: T]>): HostIndex<T> {
  const exact = new Map<string, T>();
  const wildcards = new Map<string, Wildcard<T>[]>();
  for (const [pattern, entry] of entries) {
    const star = pattern.lastIndexOf('*');
    if (star === -1) {
      exact.set(pattern, entry);
      continue;
    }
    // Filed under whole labels: `*-aiplatform.googleapis.com` under `.googleapis.com`.
    const key = pattern.slice(pattern.indexOf('.', star));
    const filed = wildcards.get(key);
    const wildcard = { pattern, parts: pattern.split('*'), entry };
    if (filed === undefined) wildcards.set(key, [wildcard]);
    else filed.push(wildcard);
  }

  function byPattern(host: string): Wildcard<T> | undefined {
    let best: Wildcard<T> | undefined;
    let dot = host.indexOf('.');
    for (let labels = 0; dot !== -1 && labels < MAX_LABELS; labels++) {
      for (const candidate of wildcards.get(host.slice(dot)) ?? []) {
        if (best !== undefined && candidate.pattern.length < best.pattern.length) continue;
        if (fits(host, candidate.parts)) best = candidate;
      }
      dot = host.indexOf('.', dot + 1);
    }
    return best;
  }

  return {
    find(host) {
      const found = exact.get(host);
      if (found !== undefined) return found;
      const colon = host.lastIndexOf(':');
      const hasPort = colon !== -1 && host.charCodeAt(host.length - 1) !== 93; /* ] */
      if (!hasPort) return byPattern(host)?.entry;
      const name = host.slice(0, colon);
      return byPattern(host)?.entry ?? exact.get(name) ?? byPattern(name)?.entry;
    },
  };
}

/** Whether the parts occur in this order with at least one character between them. */
function fits(host: string, parts: readonly string[]): boolean {
  const first = parts[0] ?? '';
  const last = parts[parts.length - 1] ?? '';
  if (!host.startsWith(first) || !host.endsWith(last)) return false;
  let from = first.length;
  for (let i = 1; i < parts.length - 1; i++) {
    const part = parts[i] ?? '';
    const at = host.indexOf(part, from + 1);
    if (at === -1) return false;
    from = at + part.length;
  }
  return host.length - last.length > from;
}
