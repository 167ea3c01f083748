import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Signal } from '@faultline/core';
import { openFilesRatio } from './open-files.ts';
import { pendingRequests } from './pool-pending.ts';

/** What of its own health a process watches. */
export interface VitalsOptions {
  /** Told each measurement, and the monotonic milliseconds (`performance.now()`) at which it was taken. */
  readonly observe: (signal: Signal, nowMs: number) => void;
  /** Milliseconds between two measurements, at least 100. @defaultValue 1000 */
  readonly everyMs?: number;
  /** Gives the undici agents or `node:http` agents whose queues count. @defaultValue the global dispatcher and the global agents */
  readonly agents?: () => readonly unknown[];
  /** Told what a measurement threw; it is then left out. @defaultValue nobody is told */
  readonly onError?: (error: unknown) => void;
}

/** Defaults of {@link VitalsOptions}. */
export const VITALS_DEFAULTS: { readonly everyMs: number } = { everyMs: 1000 };

/** Watches the vitals. */
export interface Vitals {
  /** Begins to measure; a second call does nothing. */
  start(): void;
  /** Stops and lets everything go; safe to call twice. */
  stop(): void;
}

/** Reading the table of open files costs a directory listing: once in so many measurements. */
const FILES_EVERY = 5;
const RESOLUTION_MS = 20;
const NANOSECONDS = 1e6;

/**
 * Measures event-loop delay (p99 of the last interval, and how late the own timer was, whichever is worse), requests that
 * wait for a socket, and the share of open files. The timer is `unref`ed: it never keeps a process alive.
 *
 * @throws RangeError for an `everyMs` below 100, quoting it
 */
export function createVitals(options: VitalsOptions): Vitals {
  const { observe, agents, onError } = options;
  const everyMs = options.everyMs ?? VITALS_DEFAULTS.everyMs;
  if (!(everyMs >= 100)) throw new RangeError(`everyMs ${everyMs}: write at least 100 milliseconds`);
  let timer: NodeJS.Timeout | undefined;
  let delay: ReturnType<typeof monitorEventLoopDelay> | undefined;
  let dueMs = 0;
  let count = 0;

  function guarded(
    measure: () => number | undefined,
    vital: 'event_loop_delay' | 'pool_pending' | 'open_files_ratio',
  ): void {
    try {
      const value = measure();
      if (value !== undefined && Number.isFinite(value))
        observe({ kind: 'vital', vital, value }, performance.now());
    } catch (error) {
      try {
        onError?.(error);
      } catch {
        // Whoever listens may be broken too; the host must not hear of it.
      }
    }
  }

  function loopDelayMs(): number {
    const lateMs = Math.max(0, performance.now() - dueMs);
    dueMs = performance.now() + everyMs;
    // The histogram counts its own sampling interval too.
    const p99Ms =
      delay === undefined || delay.count === 0 ? 0 : delay.percentile(99) / NANOSECONDS - RESOLUTION_MS;
    delay?.reset();
    return Math.max(0, lateMs, p99Ms);
  }

  function measure(): void {
    guarded(loopDelayMs, 'event_loop_delay');
    guarded(() => pendingRequests(agents?.()), 'pool_pending');
    if (count++ % FILES_EVERY === 0) guarded(openFilesRatio, 'open_files_ratio');
  }

  return {
    start() {
      if (timer !== undefined) return;
      delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
      delay.enable();
      dueMs = performance.now() + everyMs;
      timer = setInterval(measure, everyMs);
      timer.unref();
    },
    stop() {
      clearInterval(timer);
      timer = undefined;
      delay?.disable();
      delay = undefined;
    },
  };
}
