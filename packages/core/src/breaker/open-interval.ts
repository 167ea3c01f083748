/** How long a circuit stays open before the first probe, in milliseconds, before jitter. */
export const OPEN_MS = 5000;
/** Reopenings with the same interval: about a minute. */
const STEADY_REOPENINGS = 12;
/** Growth of the interval with every further reopening. It only delays recovery, so it comes late and stays small. */
const GROWTH = 1.5;
const OPEN_MAX_MS = 30_000;
/** A recovered circuit forgets one reopening in this time, in milliseconds. */
export const FORGET_MS = 60_000;
/** The longest wait that a provider is believed, in milliseconds: 1 h. */
export const RETRY_AFTER_MAX_MS = 3_600_000;
/** Added to a provider's wait, so that the next call never comes early. Milliseconds. */
const LATE_MS = 25;

/**
 * How long a circuit stays open: 5 s ± 50 % for the first 12 reopenings, then × 1.5 each up to 30 s; never less than
 * what the provider asked for.
 *
 * @param reopenings how often it opened again without a healthy minute in between
 * @param random uniform in [0, 1)
 */
export function openIntervalMs(reopenings: number, random: () => number, retryAfterMs?: number): number {
  const growth = GROWTH ** Math.max(0, reopenings - STEADY_REOPENINGS);
  const intervalMs = Math.min(OPEN_MS * growth, OPEN_MAX_MS) * (0.5 + fraction(random));
  return Math.max(intervalMs, waitMs(retryAfterMs, random));
}

/**
 * How long to wait when the provider named a time: that time, 0–10 % more so that callers do not come back all at once,
 * and a little, so that none is early. At most an hour. 0 without a usable time.
 */
export function waitMs(retryAfterMs: number | undefined, random: () => number): number {
  if (retryAfterMs === undefined || !(retryAfterMs > 0)) return 0;
  return Math.min(retryAfterMs, RETRY_AFTER_MAX_MS) * (1 + 0.1 * fraction(random)) + LATE_MS;
}

/** A source that throws or gives no fraction costs the jitter, nothing else. */
function fraction(random: () => number): number {
  try {
    const value = random();
    return value >= 0 && value < 1 ? value : 0.5;
  } catch {
    return 0.5;
  }
}
