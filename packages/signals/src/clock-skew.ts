import { type Finding, headerOf, parseHttpDate, type Signal, type Sink } from '@faultline/core';

/** How far the own clock is off. */
export interface ClockSkewOptions {
  /** Told the skew in milliseconds, positive when the own clock is ahead. */
  readonly observe: (signal: Signal) => void;
}

/** Least time between two readings; reading a date costs more than an exchange is worth. Milliseconds. */
const EVERY_MS = 2_000;
/** Hosts whose last reading counts. */
const MOST_HOSTS = 9;

/**
 * Reads the skew of the own clock off the `date` header of answers (RFC 9110 6.6.1): for free, and independent of NTP.
 *
 * One host may be wrong by itself, so the median over the hosts of late is told. An answer from a cache (`age`) says nothing.
 */
export function createClockSkew({ observe }: ClockSkewOptions): Sink {
  const byHost = new Map<string, number>();
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    finding({ exchange, provider }: Finding) {
      const atMs = (exchange.monotonicMs ?? exchange.startedAt) + exchange.durationMs;
      // A clock that was set back must not silence this for ever.
      if (atMs - lastMs < EVERY_MS && atMs >= lastMs) return;
      const headers = exchange.response?.headers;
      if (headers === undefined || headerOf(headers, 'age') !== undefined) return;
      const date = headerOf(headers, 'date');
      const sentMs = date === undefined ? undefined : parseHttpDate(date, exchange.startedAt);
      if (sentMs === undefined) return;
      lastMs = atMs;
      byHost.delete(provider);
      // The header names the second in which the answer was made: half of one is the fair guess.
      byHost.set(provider, exchange.startedAt + exchange.durationMs - sentMs - 500);
      if (byHost.size > MOST_HOSTS) byHost.delete(byHost.keys().next().value ?? provider);
      observe({ kind: 'vital', vital: 'clock_skew', value: median([...byHost.values()]) });
    },
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
