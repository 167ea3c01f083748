import type { Signal } from '@faultline/core';

/** What tells of own changes. */
export interface OwnChangesOptions {
  /** Told each change, and the monotonic milliseconds (`performance.now()`) of it. */
  readonly observe: (signal: Signal, nowMs: number) => void;
  /** The version that runs, as in the resource attribute `service.version`. @defaultValue `unknown` */
  readonly version?: string;
}

/** Tells of own changes. */
export interface OwnChanges {
  /** Says that own configuration, a flag or a secret changed just now; `what` names the thing, never its value. */
  markChange(what: string): void;
}

/** Characters of a name or version that are kept. */
const MOST_CHARACTERS = 100;

/** Tells that this version started with the process, and then each change that is marked. */
export function createOwnChanges({ observe, version }: OwnChangesOptions): OwnChanges {
  const nowMs = performance.now();
  // performance.now() counts from the start of the process: its start is 0.
  observe({ kind: 'deploy', version: text(version) || 'unknown', startedMs: 0 }, nowMs);
  return {
    markChange(what) {
      observe({ kind: 'change', what: text(what) || 'config' }, performance.now());
    },
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim().slice(0, MOST_CHARACTERS) : '';
}
