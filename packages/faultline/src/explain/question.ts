import { type Exchange, familyRowOf, transportRowOf } from '@faultline/core';
import { providerOf } from '@faultline/providers';
import { REDACTED } from '../capture/redacted.ts';
import type { CurlAnswer } from './curl-answer.ts';

/** What somebody wants explained. */
export interface Question {
  /** As it was asked, for the heading; URLs without what may be secret. */
  readonly subject: string;
  readonly exchange: Exchange;
}

/** A question that cannot be answered, in words for whoever asked. */
export class QuestionError extends Error {}

const SOMEBODY = 'https://api.example.com/';

/** Reads a question from words: `503`, `ECONNRESET`, `stripe 402` or `402 stripe`. */
export function questionOf(asked: readonly string[]): Question {
  const words = inOrder(asked);
  const what = words.at(-1);
  if (what === undefined) throw new QuestionError('Say what to explain: a status or an error code.');
  const outcome = outcomeOf(what);
  if (outcome === undefined) {
    throw new QuestionError(
      `Nothing is known of "${shown(what)}". Write a status (503), an error code (ECONNRESET) or the text of an error in quotes.`,
    );
  }
  return { subject: shown(words.join(' ')), exchange: { ...exchangeTo(words.slice(0, -1)), ...outcome } };
}

/** The provider first. */
function inOrder(words: readonly string[]): readonly string[] {
  const [first = '', second = ''] = words;
  const isSwapped = words.length === 2 && outcomeOf(second) === undefined && outcomeOf(first) !== undefined;
  return isSwapped ? [second, first] : words;
}

/** Words without queries, fragments and credentials of URLs: what is printed gets pasted into tickets. */
function shown(text: string): string {
  return text
    .replace(/(https?:\/\/)[^\s/?#]*@/gi, `$1${REDACTED}@`)
    .replace(/\?\S+/g, `?${REDACTED}`)
    .replace(/(https?:\/\/[^\s?#]*)#\S+/gi, `$1#${REDACTED}`);
}

/** The question what an answer of curl means, with the provider in words: none, an id, a host or a URL. */
export function questionAbout(answer: CurlAnswer, words: readonly string[]): Question {
  const subject = shown([...words, answer.status].join(' '));
  return { subject, exchange: { ...exchangeTo(words), response: answer } };
}

function exchangeTo(words: readonly string[]): Exchange {
  const [provider, ...more] = words;
  if (more.length > 0) {
    throw new QuestionError(
      `Too many words: "${shown(words.join(' '))}" should be one provider. Quote an error's text.`,
    );
  }
  const url = provider === undefined ? SOMEBODY : urlOf(provider);
  return { method: 'GET', url, startedAt: Date.now(), durationMs: 0 };
}

function urlOf(provider: string): string {
  if (/^https?:\/\//i.test(provider)) return provider;
  const known = providerOf(provider.toLowerCase());
  // Some share the hosts of their kin, and are told apart by their paths.
  const hosts = known?.hosts.length === 0 ? (providerOf(known.kin ?? '')?.hosts ?? []) : (known?.hosts ?? []);
  const host = hosts.find((pattern) => !pattern.includes('*')) ?? hosts[0]?.replaceAll('*', 'x');
  if (host !== undefined) return `https://${host}${known?.paths?.[0] ?? '/'}`;
  if (provider.includes('.')) return `https://${provider}/`;
  throw new QuestionError(
    `No provider is called "${shown(provider)}". Write its id (stripe), its host (api.stripe.com) or a URL.`,
  );
}

function outcomeOf(what: string): Pick<Exchange, 'response' | 'error'> | undefined {
  if (/^\d{1,4}$/.test(what)) return { response: { status: Number(what) } };
  const code = [what, what.toUpperCase(), `grpc.${what.toUpperCase()}`].find((spelled) =>
    transportRowOf(spelled),
  );
  if (code !== undefined || familyRowOf(what) !== undefined) return { error: { code: code ?? what } };
  return what.includes(' ') ? { error: { message: what } } : undefined;
}
