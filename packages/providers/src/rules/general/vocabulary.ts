import { detached } from '@faultline/core';
import type { Outcome } from '../outcome.ts';
import { type Strength, VOCABULARY } from './vocabulary-table.ts';
import { wordsOf } from './words.ts';

/** What one phrase of a code means. */
export interface Phrase {
  /** Lower-case words that follow each other. */
  readonly words: readonly string[];
  readonly outcome: Outcome;
  readonly strength: Strength;
  /** Position in the table: of two equally long phrases the earlier wins. */
  readonly rank: number;
}

/** Every phrase under its first word, longest first. Filed for the first code: most processes start without a failure. */
let byFirstWord: ReadonlyMap<string, readonly Phrase[]> | undefined;

function phraseIn(words: readonly string[]): Phrase | undefined {
  byFirstWord ??= fileByFirstWord();
  let best: Phrase | undefined;
  for (let at = 0; at < words.length; at++) {
    for (const phrase of byFirstWord.get(words[at] ?? '') ?? []) {
      if (best !== undefined && !beats(phrase, best)) continue;
      if (stands(phrase, words, at)) best = phrase;
    }
  }
  return best;
}

function stands(phrase: Phrase, words: readonly string[], at: number): boolean {
  for (let i = 1; i < phrase.words.length; i++) if (phrase.words[i] !== words[at + i]) return false;
  return true;
}

/** Codes that were read lately, because providers repeat theirs. */
const MAX_REMEMBERED = 512;
const remembered = new Map<string, Phrase | null>();

/** The most telling phrase of one code, or `undefined`. */
export function phraseOf(code: string): Phrase | undefined {
  const known = remembered.get(code);
  if (known !== undefined) return known ?? undefined;
  const phrase = phraseIn(wordsOf(code));
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(detached(code), phrase ?? null);
  return phrase;
}

/** Whether a phrase says more than another. */
export function beats(phrase: Phrase, other: Phrase): boolean {
  if (phrase.strength !== other.strength) return phrase.strength === 'telling';
  if (phrase.words.length !== other.words.length) return phrase.words.length > other.words.length;
  return phrase.rank < other.rank;
}

function fileByFirstWord(): Map<string, Phrase[]> {
  const filed = new Map<string, Phrase[]>();
  let rank = 0;
  for (const [strength, outcome, list] of VOCABULARY) {
    for (const text of list.split(', ')) {
      const words = text.split(' ');
      const first = words[0] ?? '';
      const phrases = filed.get(first) ?? [];
      phrases.push({ words, outcome, strength, rank: rank++ });
      filed.set(first, phrases);
    }
  }
  for (const phrases of filed.values()) phrases.sort((a, b) => b.words.length - a.words.length);
  return filed;
}
