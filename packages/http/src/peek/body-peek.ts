import { clearTimeout, setTimeout } from 'node:timers';
import type { BodySource } from './body-source.ts';

/** How much of a body is read along. */
export const MAX_PEEK_BYTES = 4_096;
/** How long the label waits for it. */
export const MAX_PEEK_MS = 250;

/**
 * Reads the start of one body along: until there are 4 KiB, the body ends, or 250 ms have passed.
 *
 * It copies each byte once, into a buffer of its own, and neither holds nor delays what the caller reads.
 */
export class BodyPeek<Target extends object = object> {
  #bytes: Buffer | undefined;
  #length = 0;
  #done: (() => void) | undefined;
  readonly #stop: (() => void) | undefined;
  readonly #timer: NodeJS.Timeout;

  /** `done` is called once, unless {@link BodyPeek.stop} comes first; it must not throw. */
  constructor(source: BodySource<Target>, target: Target, done: () => void) {
    this.#done = done;
    this.#stop = source(target, this.#hear);
    this.#timer = setTimeout(this.#finish, MAX_PEEK_MS);
    this.#timer.unref();
    // A body that can not be heard has nothing to wait for.
    if (this.#stop === undefined) this.#finish();
  }

  /** What was read so far; `undefined` when nothing was. */
  get bytes(): Uint8Array | undefined {
    return this.#bytes?.subarray(0, this.#length);
  }

  /** Ends it without a call to `done`. */
  stop(): void {
    this.#done = undefined;
    clearTimeout(this.#timer);
    this.#stop?.();
  }

  readonly #hear = (chunk: Uint8Array | undefined): void => {
    if (chunk === undefined) {
      this.#finish();
      return;
    }
    this.#bytes ??= Buffer.allocUnsafe(MAX_PEEK_BYTES);
    const part = chunk.subarray(0, MAX_PEEK_BYTES - this.#length);
    this.#bytes.set(part, this.#length);
    this.#length += part.length;
    if (this.#length === MAX_PEEK_BYTES) this.#finish();
  };

  readonly #finish = (): void => {
    const done = this.#done;
    this.stop();
    done?.();
  };
}
