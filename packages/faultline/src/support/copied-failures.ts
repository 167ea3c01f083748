import type { Finding } from '@faultline/core';

/** How many failures are remembered by their text. */
export const COPY_LIMIT = 200;
/** Longer texts are not remembered. */
const MAX_TEXT = 4096;

/**
 * The last failures by the text that node-fetch makes of one. Its `FetchError` copies code and message, keeps nothing of the
 * error that it stands for, and names the URL: of several that failed alike the last one answers for all.
 */
export class CopiedFailures {
  readonly #byText = new Map<string, Finding>();

  add(finding: Finding): void {
    const { error, url, response } = finding.exchange;
    // Of errors of the application's own making even the message may be anything.
    if (!(error instanceof Error) || typeof error.message !== 'string') return;
    const text = textOf(url, error.message, response !== undefined);
    if (text.length > MAX_TEXT) return;
    this.#byText.delete(text);
    this.#byText.set(text, finding);
    if (this.#byText.size > COPY_LIMIT) this.#byText.delete(this.#byText.keys().next().value as string);
  }

  /** The finding behind a `FetchError`; `undefined` for anything else. */
  find(failure: object): Finding | undefined {
    const { name, type, message } = failure as Readonly<Record<string, unknown>>;
    if (name !== 'FetchError' || type !== 'system' || typeof message !== 'string') return undefined;
    return this.#byText.get(message);
  }
}

/** As node-fetch 2 and 3 word it, before there is an answer and while its body is read. */
function textOf(url: string, message: string, isAnswered: boolean): string {
  return isAnswered
    ? `Invalid response body while trying to fetch ${url}: ${message}`
    : `request to ${url} failed, reason: ${message}`;
}
