/** A time for a person to read, from milliseconds: `1.3 s`, and from 10 s on `42 s`. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}
