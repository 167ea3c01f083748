import { hashOf, hashWith } from '../../body/hash.ts';
import { isHeard } from './heard.ts';
import { SENTENCES, type Sentence } from './sentences.ts';

/** A power of two, at which one in a hundred foreign words shares its slot with one of ours. */
const WORD_SLOTS = 16_384;
/** In `words`: the sentence is also known in Chinese. */
const CJK: number = hashOf('cjk');
/**
 * The sentences that a word can belong to, as bits in the order of {@link SENTENCES}, by the hash of the word: no word is cut out of a
 * text. Two words that share a slot cost no more than a pattern that is tried in vain. Made for the first sentence.
 */
let bitsByHash: Uint32Array | undefined;

/** The sentences that are believed under a status, as bits; made when the status is seen first. */
const HEARD_UNDER = new Map<number, number>();

/** The first sentence that one of the texts says, among those that are believed under a status. */
export function sentenceIn(texts: readonly string[], status: number): Sentence | undefined {
  const heard = heardUnder(status);
  let bits = 0;
  if (heard !== 0) for (const text of texts) bits |= bitsOf(text);
  for (bits &= heard; bits !== 0; bits &= bits - 1) {
    const sentence = SENTENCES[31 - Math.clz32(bits & -bits)];
    if (sentence !== undefined && texts.some((text) => sentence.like.test(text))) return sentence;
  }
  return undefined;
}

function heardUnder(status: number): number {
  let bits = HEARD_UNDER.get(status);
  if (bits === undefined) {
    bits = 0;
    SENTENCES.forEach(({ on, gives }, i) => {
      const isOn = on.includes(status < 400 ? 200 : status) && isHeard(gives.category, status);
      if (isOn) bits = (bits ?? 0) | (1 << i);
    });
    HEARD_UNDER.set(status, bits);
  }
  return bits;
}

function bitsOf(text: string): number {
  bitsByHash ??= bitsByWord();
  const byHash = bitsByHash;
  let bits = 0;
  let hash = 0;
  for (let i = 0; i < text.length; i++) {
    const letter = text.charCodeAt(i) | 32;
    if (letter >= 97 && letter <= 122) {
      hash = hashWith(hash, letter);
    } else {
      if (hash !== 0) bits |= byHash[hash & (WORD_SLOTS - 1)] ?? 0;
      // Chinese puts no space between its words, so that each of its characters stands for all.
      if (letter >= 0x4e00 && letter <= 0x9fff) bits |= byHash[CJK & (WORD_SLOTS - 1)] ?? 0;
      hash = 0;
    }
  }
  return bits | (byHash[hash & (WORD_SLOTS - 1)] ?? 0);
}

function bitsByWord(): Uint32Array {
  const bits = new Uint32Array(WORD_SLOTS);
  SENTENCES.forEach(({ words }, i) => {
    for (const word of words.split(' ')) {
      const slot = hashOf(word) & (WORD_SLOTS - 1);
      bits[slot] = (bits[slot] ?? 0) | (1 << i);
    }
  });
  return bits;
}
