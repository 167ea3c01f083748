import type { Finding, Sink } from '@faultline/core';

/** How far back failures are counted, minutes. */
export const COUNTED_MINUTES = 10;

const MINUTE_MS = 60_000;
/** Kinds of failures that are counted at once; the one that was seen least lately goes. */
const MAX_KINDS = 500;

interface Minutes {
  readonly counts: Uint32Array;
  /** The minute of the newest count, on the monotonic clock. */
  newest: number;
}

/** Counts failures of the same kind: of one endpoint, by one rule, with one status. */
export class FailureCounts implements Sink {
  readonly #kinds = new Map<string, Minutes>();

  finding(finding: Finding): void {
    if (finding.category === 'ok' || finding.category === 'redirect') return;
    const key = kindOf(finding);
    const minute = minuteOf(endOf(finding));
    const kind = this.#kinds.get(key) ?? { counts: new Uint32Array(COUNTED_MINUTES), newest: minute };
    this.#kinds.delete(key);
    this.#kinds.set(key, kind);
    if (this.#kinds.size > MAX_KINDS) this.#kinds.delete(this.#kinds.keys().next().value as string);
    forget(kind, minute);
    const slot = minute % COUNTED_MINUTES;
    kind.counts[slot] = (kind.counts[slot] ?? 0) + 1;
  }

  /** A body that failed later is a failure of its own, unless its answer was one already. */
  amended(finding: Finding, before: Finding): void {
    if (before.category === 'ok' || before.category === 'redirect') this.finding(finding);
  }

  /** How often the same failed in the last {@link COUNTED_MINUTES} minutes, by whole minutes; the finding itself counts while it is in there. */
  like(finding: Finding, nowMs: number): number {
    const kind = this.#kinds.get(kindOf(finding));
    if (kind === undefined) return 0;
    forget(kind, minuteOf(nowMs));
    return kind.counts.reduce((sum, count) => sum + count, 0);
  }
}

/** Empties the minutes between the newest count and now. */
function forget(kind: Minutes, minute: number): void {
  const passed = Math.min(minute - kind.newest, COUNTED_MINUTES);
  for (let step = 1; step <= passed; step++) kind.counts[(kind.newest + step) % COUNTED_MINUTES] = 0;
  if (passed > 0) kind.newest = minute;
}

function kindOf({ provider, endpoint, rule, status }: Finding): string {
  return JSON.stringify([provider, endpoint, rule, status]);
}

function endOf({ exchange }: Finding): number {
  return (exchange.monotonicMs ?? exchange.startedAt) + exchange.durationMs;
}

function minuteOf(ms: number): number {
  return Math.max(0, Math.floor(ms / MINUTE_MS));
}
