import type { Finding } from '@faultline/core';

/** Endpoints that one incoming request remembers as failing. */
const MAX_FAILING = 20;

/** Which outgoing failures one incoming request met, to say whose fault it is when the incoming one fails too. */
export class ServerFailures {
  /** Latest last. */
  readonly #byEndpoint = new Map<string, Finding>();

  /** An exchange settled. An endpoint that answered after all, as to a retry, made nothing fail. */
  add(finding: Finding): void {
    const key = `${finding.provider} ${finding.endpoint}`;
    if (finding.blame !== 'none') {
      this.#byEndpoint.delete(key);
      this.#byEndpoint.set(key, finding);
      if (this.#byEndpoint.size > MAX_FAILING) {
        this.#byEndpoint.delete(this.#byEndpoint.keys().next().value as string);
      }
    } else if (finding.outcome === 'answered') {
      this.#byEndpoint.delete(key);
    }
  }

  /** The last one that was not made good. */
  get last(): Finding | undefined {
    return [...this.#byEndpoint.values()].at(-1);
  }
}
