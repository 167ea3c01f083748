import { setTimeout } from 'node:timers';

/** Milliseconds between two beats: the precision with which a stall is seen. */
const BEAT_MS = 50;
/** The beat rests this long after the last exchange started: bodies may still be read. */
const REST_AFTER_MS = 60_000;
/** And this long when some are still waiting for an answer: undici gives up after 300 s by default. */
const REST_AFTER_WAITING_MS = 330_000;

/**
 * Knows how late the event loop is, at any moment and without waiting for it.
 *
 * A timer of ours beats while exchanges are under way. When a deadline fires after a stall, the beat is either overdue
 * itself (the deadline came first) or has just come late (the beat came first): both tell the same lateness.
 */
export class LoopWatch {
  #beating = false;
  #dueMs = 0;
  #lateMs = 0;
  #touchedMs = 0;
  readonly #now: () => number;
  readonly #busy: () => boolean;
  readonly #onBeat: () => void;

  /** `busy` says whether exchanges wait for an answer; `onBeat` must not throw. */
  constructor(now: () => number, busy: () => boolean, onBeat: () => void) {
    this.#now = now;
    this.#busy = busy;
    this.#onBeat = onBeat;
  }

  /** An exchange starts: beat from now on. */
  touch(nowMs: number): void {
    this.#touchedMs = nowMs;
    if (this.#beating) return;
    this.#beating = true;
    this.#lateMs = 0;
    this.#schedule(nowMs);
  }

  /** How late the loop is right now, in milliseconds; `undefined` while nothing beats. */
  lateMs(): number | undefined {
    if (!this.#beating) return undefined;
    return Math.round(Math.max(0, this.#lateMs, this.#now() - this.#dueMs));
  }

  #schedule(nowMs: number): void {
    this.#dueMs = nowMs + BEAT_MS;
    setTimeout(this.#beat, BEAT_MS).unref();
  }

  readonly #beat = (): void => {
    const nowMs = this.#now();
    this.#lateMs = Math.max(0, nowMs - this.#dueMs);
    const restAfterMs = this.#busy() ? REST_AFTER_WAITING_MS : REST_AFTER_MS;
    if (nowMs - this.#touchedMs < restAfterMs) this.#schedule(nowMs);
    else this.#beating = false;
    this.#onBeat();
  };
}
