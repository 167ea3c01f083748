/** An own change: a version that started, or a configuration or secret that was replaced. */
export interface OwnChange {
  readonly kind: 'deploy' | 'change';
  /** The version, or what was changed. */
  readonly what: string;
  readonly atMs: number;
}

/** Changes that are remembered. */
const MOST = 8;

/** Own changes, newest last. */
export class OwnChanges {
  /** Number of changes so far; tells whether something happened before or after one. */
  number = 0;
  readonly #recent: OwnChange[] = [];

  add(change: OwnChange): void {
    this.number++;
    this.#recent.push(change);
    if (this.#recent.length > MOST) this.#recent.shift();
  }

  /** The change with a number, as long as it is remembered. */
  at(number: number): OwnChange | undefined {
    return this.#recent[this.#recent.length - 1 - (this.number - number)];
  }
}
