import { vi } from 'vitest';
import type { Subject } from './subjects.ts';

/** An error as HTTP clients throw it for an answer. */
export function answer(status: number): Error {
  return Object.assign(new Error(`answered ${status}`), { status });
}

/** The predicate that careful users give a breaker without blame: client errors and cancels are no failures. */
export function isOurs(error: unknown): boolean {
  const { status, name } = (error ?? {}) as { readonly status?: unknown; readonly name?: unknown };
  return name === 'AbortError' || (typeof status === 'number' && status >= 400 && status < 500);
}

/** Makes one call; tells how it ended. */
export async function attempt(
  subject: Subject,
  run: (signal?: AbortSignal) => Promise<unknown>,
): Promise<'ok' | 'rejected' | 'failed'> {
  let made = false;
  try {
    await subject.call((signal) => {
      made = true;
      return run(signal);
    });
    return 'ok';
  } catch {
    return made ? 'failed' : 'rejected';
  }
}

/** Lets time pass on the fake clock, with all that was due. */
export async function wait(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

/** Makes calls at an even rate until the circuit is not closed any more; returns how many, at most `most`. */
export async function callUntilOpen(
  subject: Subject,
  most: number,
  everyMs: number,
  run: (at: number) => Promise<unknown>,
): Promise<number> {
  for (let made = 0; made < most; made++) {
    if (subject.state() !== 'closed') return made;
    await attempt(subject, () => run(made));
    await wait(everyMs);
  }
  return most;
}

/** Opens a circuit with failing calls, 20 a second. */
export async function open(subject: Subject): Promise<void> {
  await callUntilOpen(subject, 2000, 50, () => Promise.reject(answer(500)));
  if (subject.state() !== 'open') throw new Error(`2000 failures left it ${subject.state()}`);
}

/** Waits until a circuit that was just opened would let a probe pass: the longest that any of them takes. */
export async function waitForProbe(): Promise<void> {
  await wait(30_001);
}

/** A call whose end is in the caller's hand. */
export function pending(): {
  readonly run: () => Promise<unknown>;
  resolve(): void;
  reject(error: unknown): void;
} {
  let settle: { resolve(): void; reject(error: unknown): void } | undefined;
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { run: () => promise, resolve: () => settle?.resolve(), reject: (error) => settle?.reject(error) };
}

/** A call that fails. */
export function fails(error: unknown): () => Promise<never> {
  return () => Promise.reject(error);
}

/** A call that works. */
export function works(): Promise<string> {
  return Promise.resolve('fine');
}
