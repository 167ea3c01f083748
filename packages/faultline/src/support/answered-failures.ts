import { type Finding, requestIdsOf } from '@faultline/core';

/** How many request ids of failed answers are remembered. */
export const ANSWER_LIMIT = 500;

/** `undefined` stands for an id that several answers carry, as one does that the caller made up and sends again: it names none. */
type Named = Finding | undefined;

/** The last failed answers by what identifies one: its status and the provider's request id. */
export class AnsweredFailures {
  readonly #byId = new Map<string, Named>();

  add(finding: Finding): void {
    for (const id of requestIdsOf(finding.exchange)) {
      const key = keyOf(finding.status, id);
      const before = this.#byId.get(key);
      const isNews = !this.#byId.has(key) || before?.exchange.monotonicMs === finding.exchange.monotonicMs;
      this.#byId.delete(key);
      this.#byId.set(key, isNews ? finding : undefined);
      if (this.#byId.size > ANSWER_LIMIT) this.#byId.delete(this.#byId.keys().next().value as string);
    }
  }

  find(status: number, id: string): Finding | undefined {
    return this.#byId.get(keyOf(status, id));
  }
}

function keyOf(status: number, id: string): string {
  return `${status} ${id}`;
}
