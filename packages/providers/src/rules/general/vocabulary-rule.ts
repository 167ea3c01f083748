import { knownPath, type Leaf } from '../../body/leaf.ts';
import { BY_SENTENCE, BY_WORD, type Decision } from '../decision.ts';
import { LIMIT, type Outcome, RATE_LIMIT } from '../outcome.ts';
import type { Reading } from '../reading.ts';
import { isHeard, saysLittle } from './heard.ts';
import { sentenceIn } from './sentence-in.ts';
import type { Sentence } from './sentences.ts';
import { beats, type Phrase, phraseOf } from './vocabulary.ts';
import { wordsOf } from './words.ts';

/** OData 2 writes its message beside the language of it. */
knownPath('error.message.value', 'message');

/** Longer values are sentences. */
const MAX_CODE = 72;
/** The first codes of a body are those of its envelope. */
const MAX_CODES = 12;
const MAX_MESSAGE = 320;
/** Shorter texts say nothing, but in Chinese. */
const SHORT = 8;
/** The first messages of a body say what the others repeat. */
const MAX_MESSAGES = 3;

/**
 * Decides by the words that APIs use in their codes, then by what their sentences give away, then by words that restate a status.
 * For every provider without a rule of its own.
 *
 * @param status - under which the words are heard
 */
export function byVocabulary(reading: Reading, status: number = reading.status): Decision | undefined {
  const phrase = bestPhrase(reading.body.leaves, status);
  if (phrase?.strength === 'telling') return finerThan(phrase, reading) ?? decisionOf(phrase, status);
  return bySentence(reading, status) ?? (phrase === undefined ? undefined : decisionOf(phrase, status));
}

/** Decides by one code that a format or a provider named. */
export function byWord(code: string, status: number): Decision | undefined {
  const phrase = phraseOf(code);
  return phrase !== undefined && isAccepted(phrase, status) ? decisionOf(phrase, status) : undefined;
}

/** The same, for what may be a sentence of a success: words that only restate a status are heard when they are all that it says. */
export function byTellingWord(code: string, status: number): Decision | undefined {
  const phrase = phraseOf(code);
  if (phrase === undefined) return undefined;
  const isTold = phrase.strength === 'telling' || phrase.words.length === wordsOf(code).length;
  return isTold ? byWord(code, status) : undefined;
}

function bestPhrase(leaves: readonly Leaf[], status: number): Phrase | undefined {
  let best: Phrase | undefined;
  let codes = 0;
  for (const { node, value } of leaves) {
    if (node.role === undefined || node.role === 'wait' || value.length > MAX_CODE) continue;
    // A message is a code only when it is written like one.
    if (node.role === 'message' && value.includes(' ')) continue;
    if (isContainer(value)) continue;
    if (++codes > MAX_CODES) break;
    const phrase = phraseOf(value);
    if (phrase === undefined || !isAccepted(phrase, status)) continue;
    if (best === undefined || beats(phrase, best)) best = phrase;
  }
  return best;
}

/** `{…` and its like: something stands below. */
function isContainer(value: string): boolean {
  const first = value.charCodeAt(0);
  return value.length === 2 && (first === 123 || first === 91);
}

function isAccepted(phrase: Phrase, status: number): boolean {
  if (!isHeard(phrase.outcome.category, status)) return false;
  return phrase.strength === 'telling' || saysLittle(status);
}

/** Made when a phrase decides first, and kept: there are as many as phrases. */
const decisions = new Map<Phrase, Decision>();

function decisionOf(phrase: Phrase, status: number): Decision {
  const outcome = outcomeOf(phrase, status);
  let decision = decisions.get(phrase);
  if (decision?.outcome !== outcome) {
    decision = { outcome, rule: `word.${phrase.words.join('_')}`, confidence: BY_WORD };
    decisions.set(phrase, decision);
  }
  return decision;
}

/** What a phrase means under a status: `limit exceeded` is a throttle in a 429, and a count in a 403. */
export function outcomeOf({ outcome }: Phrase, status: number): Outcome {
  const isCount = status >= 400 && status < 423 && status !== 420;
  return outcome === LIMIT && !isCount ? RATE_LIMIT : outcome;
}

/** Sentences that say more than the code of a 429, which often only restates the status: a budget of a day, the load of others. */
const FINER: ReadonlySet<string> = new Set(['crowded', 'period_quota']);

function finerThan(phrase: Phrase, reading: Reading): Decision | undefined {
  if (reading.status !== 429 || outcomeOf(phrase, 429) !== RATE_LIMIT) return undefined;
  const sentence = sentenceOf(reading, 429);
  return sentence !== undefined && FINER.has(sentence.id) ? decisionBy(sentence) : undefined;
}

/** Faster than `includes` for texts of different lengths. */
function isAmong(text: string, texts: readonly string[]): boolean {
  for (let i = 0; i < texts.length; i++) if (texts[i] === text) return true;
  return false;
}

/**
 * Decides by what the sentences of a body give away.
 *
 * @param status - under which they are heard
 */
export function bySentence(reading: Reading, status: number = reading.status): Decision | undefined {
  const sentence = sentenceOf(reading, status);
  return sentence === undefined ? undefined : decisionBy(sentence);
}

/** Decides by what one text gives away. */
export function bySentenceIn(text: string, status: number): Decision | undefined {
  const sentence = sentenceIn([text.slice(0, MAX_MESSAGE)], status);
  return sentence === undefined ? undefined : decisionBy(sentence);
}

function decisionBy(sentence: Sentence): Decision {
  return { outcome: sentence.gives, rule: `sentence.${sentence.id}`, confidence: BY_SENTENCE };
}

function sentenceOf({ body }: Reading, status: number): Sentence | undefined {
  const texts: string[] = [];
  if (body.kind === 'text') texts.push(body.text.slice(0, MAX_MESSAGE));
  for (const { node, value } of body.leaves) {
    if (texts.length >= MAX_MESSAGES) break;
    const isSentence = node.role === 'message' || (node.role === 'code' && value.includes(' '));
    if (!isSentence || (value.length <= SHORT && value.charCodeAt(value.length - 1) < 128)) continue;
    const text = value.length > MAX_MESSAGE ? value.slice(0, MAX_MESSAGE) : value;
    if (!isAmong(text, texts)) texts.push(text);
  }
  return sentenceIn(texts, status);
}
