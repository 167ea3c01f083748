/**
 * How fast the rules react. Every window, `for` and evaluation interval of the pack is a multiple of one minute here,
 * so that a live test can play an incident in seconds with the same rules.
 */
export interface Timing {
  /** What one minute of the production rules lasts, in seconds. @defaultValue 60 */
  readonly minuteSeconds: number;
}

/** The timing of production. */
export const PRODUCTION: Timing = { minuteSeconds: 60 };

/** For demonstrations and live tests: a minute lasts three seconds. Too nervous for production. */
export const SHORT_WINDOWS: Timing = { minuteSeconds: 3 };

/**
 * A PromQL duration of so many production minutes.
 *
 * @example
 * durationOf(90, PRODUCTION) // '1h30m'
 * durationOf(5, SHORT_WINDOWS) // '15s'
 */
export function durationOf(minutes: number, timing: Timing): string {
  let seconds = Math.max(1, Math.round(minutes * timing.minuteSeconds));
  let text = '';
  for (const [unit, size] of [
    ['d', 86_400],
    ['h', 3_600],
    ['m', 60],
  ] as const) {
    const count = Math.floor(seconds / size);
    if (count > 0) text += `${count}${unit}`;
    seconds -= count * size;
  }
  return seconds > 0 ? `${text}${seconds}s` : text;
}
