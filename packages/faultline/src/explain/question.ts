import type { Exchange } from '@faultline/core';
import { familyRowOf, transportRowOf } from '@faultline/core';
import type { CurlAnswer } from './curl-answer.ts';

/** What somebody wants explained. */
export interface Question {
  /** As it was asked, for the heading. */
  readonly subject: string;
  readonly exchange: Exchange;
}

/** Finds a URL of the provider that somebody names; `undefined` when nobody is called so. */
export type UrlOf = (provider: string) => string | undefined;

/** A question that cannot be answered, in words for whoever asked. */
export class QuestionError extends Error {}

const SOMEBODY = 'https://api.example.com/';

/** Reads a question from words: `503`, `ECONNRESET`, `stripe 402`, or a provider beside an answer of curl. */
export function questionOf(words: readonly string[], urlOf: UrlOf, answer?: CurlAnswer): Question {
  const what = answer === undefined ? words.at(-1) : undefined;
  const provider = answer === undefined ? words.slice(0, -1) : words;
  if (answer === undefined && what === undefined)
    throw new QuestionError('Say what to explain: a status or an error code.');
  if (provider.length > 1) {
    throw new QuestionError(
      `Too many words: "${words.join(' ')}". Write one provider and one status or code.`,
    );
  }
  const url = urlFor(provider[0], urlOf);
  if (answer !== undefined) {
    return {
      subject: heading(provider[0], String(answer.status)),
      exchange: { ...exchangeTo(url), response: answer },
    };
  }
  return {
    subject: heading(provider[0], what ?? ''),
    exchange: { ...exchangeTo(url), ...outcomeOf(what ?? '') },
  };
}

function urlFor(provider: string | undefined, urlOf: UrlOf): string {
  if (provider === undefined) return SOMEBODY;
  if (/^https?:\/\//.test(provider)) return provider;
  const url = provider.includes('.') ? `https://${provider}/` : urlOf(provider);
  if (url === undefined) {
    throw new QuestionError(
      `No provider is called "${provider}". Write its id (stripe), its host (api.stripe.com) or a URL.`,
    );
  }
  return url;
}

function exchangeTo(url: string): Exchange {
  return { method: 'GET', url, startedAt: Date.now(), durationMs: 0 };
}

function outcomeOf(what: string): Pick<Exchange, 'response' | 'error'> {
  if (/^\d{1,4}$/.test(what)) return { response: { status: Number(what) } };
  const code = [what, what.toUpperCase(), `grpc.${what.toUpperCase()}`].find((spelled) =>
    transportRowOf(spelled),
  );
  if (code !== undefined || familyRowOf(what) !== undefined) return { error: { code: code ?? what } };
  if (what.includes(' ')) return { error: { message: what } };
  throw new QuestionError(
    `Nothing is known of "${what}". Write a status (503), an error code (ECONNRESET) or the text of an error in quotes.`,
  );
}

function heading(provider: string | undefined, what: string): string {
  return provider === undefined ? what : `${provider} ${what}`;
}
