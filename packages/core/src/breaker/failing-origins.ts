/** Origins fail together when their last connections failed within this time, in milliseconds. */
const TOGETHER_MS = 10_000;
/** With this many other origins failing too, the fault is on our side. */
const OTHERS = 2;

/** The origins whose last connection failed: when several fail together, it is us. */
export class FailingOrigins<Origin> {
  /** The time of each one's last failure, oldest first. */
  readonly #failedMs = new Map<Origin, number>();

  /** A connection to `origin` failed. Returns whether so many others fail too that it says nothing about this one. */
  failed(origin: Origin, nowMs: number): boolean {
    this.#failedMs.delete(origin);
    for (const [other, failedMs] of this.#failedMs) {
      if (nowMs - failedMs <= TOGETHER_MS) break;
      this.#failedMs.delete(other);
    }
    const others = this.#failedMs.size;
    this.#failedMs.set(origin, nowMs);
    return others >= OTHERS;
  }

  /** `origin` answered, or is forgotten. */
  answered(origin: Origin): void {
    if (this.#failedMs.size > 0) this.#failedMs.delete(origin);
  }
}
