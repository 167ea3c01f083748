import type { Call, CircuitOpenError } from '@faultline/core';
import { Entry } from '../tap/entry.ts';
import { originEnd } from './admissions.ts';

/** An exchange that no tap sees: it was rejected before it began, or its client is none that is tapped. */
export class CallEntry extends Entry {
  readonly client = 'undici';
  rejection: CircuitOpenError | undefined = undefined;
  readonly #call: Call;

  constructor(call: Call, startedAt: number, monotonicMs: number) {
    super(call, startedAt, monotonicMs);
    this.#call = call;
  }

  get method(): string {
    return this.#call.method;
  }

  protected readUrl(): string {
    return this.#call.url;
  }

  get origin(): string {
    return this.url.slice(0, originEnd(this.url));
  }

  get proxy(): undefined {
    return undefined;
  }

  get credential(): string | undefined {
    return this.#call.credential;
  }

  get shape(): undefined {
    return undefined;
  }
}
