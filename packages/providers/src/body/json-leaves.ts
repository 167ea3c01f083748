import { hashWith } from './hash.ts';
import { childOf, isKept, isNamed, type Leaf, type PathNode, ROOT } from './leaf.ts';

/** Deeper containers are skipped: no error envelope nests so far. */
const MAX_DEPTH = 8;
/** Items of one array that are looked into; the rest is skipped. The first errors of a list say what the others repeat. */
const FEW_ITEMS = 5;
/** Lists under a key that nobody knows are of fields or of data. */
const ITEMS_OF_UNKNOWN = 2;
/** Characters within which such a list has to end for what comes behind it to be read, where the error was told before it. */
const SHORT_LIST = 256;
/** A rest of the text that is longer is mostly the list itself, and nobody looks for its end. */
const LONG_REST = 1024;
/** A shorter word for machines tells no error by itself: `error`, `failed`. */
const TELLING_CODE = 8;
/** Of an answer about many items, each counts. */
const MANY_ITEMS = 24;
const MAX_LEAVES = 96;
const MAX_KEYS = 768;
const MAX_VALUE = 1024;

const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/**
 * Reads the leaves that rules look at from a JSON text, and skips the rest.
 *
 * It reads what is there: a text cut off anywhere gives the leaves before the cut, and broken JSON those before the fault.
 * It never throws, builds no objects from the wire (so no key can reach a prototype), and takes time linear in the text.
 *
 * @param isBulk - whether the answer is about many items, so that more of them are read
 */
export function readJsonLeaves(text: string, isBulk = false): Leaf[] {
  const scanner = new JsonScanner(text, isBulk ? MANY_ITEMS : FEW_ITEMS);
  scanner.value(ROOT, 0);
  return scanner.leaves;
}

class JsonScanner {
  readonly leaves: Leaf[] = [];
  readonly #text: string;
  readonly #maxItems: number;
  readonly #itemsOfUnknown: number;
  #at = 0;
  #keys = 0;
  /** Whether the error was told at the top, or in an envelope that a table names: by a word for machines, and by a sentence. */
  #hasCodeWord = false;
  #hasSentence = false;

  constructor(text: string, maxItems: number) {
    this.#text = text;
    this.#maxItems = maxItems;
    this.#itemsOfUnknown = maxItems === MANY_ITEMS ? MANY_ITEMS : ITEMS_OF_UNKNOWN;
  }

  /** Reads one value, and returns whether reading can go on behind it. */
  value(node: PathNode, depth: number): boolean {
    const char = this.#next();
    if (char === OPEN_OBJECT || char === OPEN_ARRAY) {
      if (depth >= MAX_DEPTH) return this.#skipContainer();
      if (depth === 1) this.#keepContainer(node);
      return char === OPEN_OBJECT ? this.#object(node, depth) : this.#array(node, depth);
    }
    if (char === QUOTE) {
      const start = this.#at + 1;
      const closed = this.#skipString();
      const end = closed ? this.#at - 1 : this.#text.length;
      if (isKept(node))
        this.#keepText(
          node,
          withoutEscapes(this.#text.slice(start, Math.min(end, start + MAX_VALUE))),
          depth,
        );
      return closed && this.leaves.length < MAX_LEAVES;
    }
    return this.#literal(node, depth);
  }

  #object(node: PathNode, depth: number): boolean {
    this.#at++;
    for (;;) {
      const char = this.#next();
      if (char === CLOSE_OBJECT) {
        this.#at++;
        return true;
      }
      if (char === COMMA) {
        this.#at++;
        continue;
      }
      if (char !== QUOTE || ++this.#keys > MAX_KEYS) return false;
      const hash = this.#key();
      if (hash === undefined || this.#next() !== 58 /* : */) return false;
      this.#at++;
      if (!this.value(childOf(node, hash), depth + 1)) return false;
    }
  }

  #array(node: PathNode, depth: number): boolean {
    this.#at++;
    const isKnown = isKept(node);
    if (!isKnown && this.#itemsOfUnknown !== MANY_ITEMS && this.#hasCodeWord && this.#hasSentence) {
      if (this.#text.length - this.#at > LONG_REST) return false;
      return this.#skipContainer(1, this.#at + SHORT_LIST);
    }
    const most = isKnown ? this.#maxItems : this.#itemsOfUnknown;
    for (let items = 0; ; ) {
      const char = this.#next();
      if (char === CLOSE_ARRAY) {
        this.#at++;
        return true;
      }
      if (char === COMMA) {
        this.#at++;
        continue;
      }
      if (++items > most) {
        // Most bodies put their code before such a list; then the end of the list is of no interest, and behind a sentence hardly.
        if (this.#hasCode) return false;
        return this.#skipContainer(1, this.#hasSentence ? this.#at + SHORT_LIST : undefined);
      }
      if (!this.value(node, depth + 1)) return false;
    }
  }

  /** `true`, `false`, `null` or a number; anything else ends the reading. */
  #literal(node: PathNode, depth: number): boolean {
    const start = this.#at;
    while (isLiteral(this.#text.charCodeAt(this.#at))) this.#at++;
    if (this.#at === start) return false;
    const value = this.#text.slice(start, Math.min(this.#at, start + 32));
    if (value !== 'null') {
      if (isKept(node)) this.#keep(node, value);
    } else if (depth === 1) this.#keepNull(node);
    return this.leaves.length < MAX_LEAVES;
  }

  #keepText(node: PathNode, value: string, depth: number): void {
    this.#keep(node, value);
    if (depth !== 1 && !isNamed(node)) return;
    if (node.role === 'code') this.#hasCodeWord ||= value.length >= TELLING_CODE && node.key !== 'id';
    else if (node.role === 'message') this.#hasSentence ||= value.includes(' ');
  }

  #keep(node: PathNode, value: string): void {
    this.leaves.push({ node, value });
  }

  /** Whether a code stands above the list that is being read. */
  get #hasCode(): boolean {
    return this.leaves.some(({ node }) => node.role === 'code' && isNamed(node));
  }

  /** GraphQL and others tell failures apart by which top members are filled: `{…}`, `[]`. */
  #keepContainer(node: PathNode): void {
    if (!isNamed(node)) return;
    const isObject = this.#text.charCodeAt(this.#at) === OPEN_OBJECT;
    const before = this.#at++;
    const isFilled = this.#next() !== (isObject ? CLOSE_OBJECT : CLOSE_ARRAY);
    this.#at = before;
    this.#keep(node, isObject ? (isFilled ? '{…' : '{}') : isFilled ? '[…' : '[]');
  }

  #keepNull(node: PathNode): void {
    if (isNamed(node)) this.#keep(node, 'null');
  }

  /** Moves to the next character that is no white space, and returns it; NaN at the end. */
  #next(): number {
    let char = this.#text.charCodeAt(this.#at);
    while (char === 32 || (char >= 9 && char <= 13)) char = this.#text.charCodeAt(++this.#at);
    return char;
  }

  /** Moves behind the key that starts here, and returns its hash; `undefined` when it is cut off. */
  #key(): number | undefined {
    const text = this.#text;
    let hash = 0;
    for (let at = this.#at + 1; at < text.length; at++) {
      const char = text.charCodeAt(at);
      if (char === QUOTE) {
        this.#at = at + 1;
        return hash;
      }
      hash = hashWith(hash, char);
      // An escaped quote ends no key; no known key has an escape.
      if (char === BACKSLASH) at++;
    }
    return undefined;
  }

  /** Moves behind the string that starts here; false when it is cut off. */
  #skipString(): boolean {
    const text = this.#text;
    let from = this.#at + 1;
    for (;;) {
      const quote = text.indexOf('"', from);
      if (quote === -1) {
        this.#at = text.length;
        return false;
      }
      let back = quote - 1;
      while (back > this.#at && text.charCodeAt(back) === BACKSLASH) back--;
      from = quote + 1;
      if (((quote - back) & 1) === 1) {
        this.#at = from;
        return true;
      }
    }
  }

  /** Moves behind the container that starts here, or in which reading is `open` containers deep; false when it is still open at `most`. */
  #skipContainer(open = 0, most: number = this.#text.length): boolean {
    const end = Math.min(most, this.#text.length);
    for (; this.#at < end; this.#at++) {
      const char = this.#text.charCodeAt(this.#at);
      if (char === QUOTE) {
        if (!this.#skipString()) return false;
        this.#at--;
      } else if (char === OPEN_OBJECT || char === OPEN_ARRAY) open++;
      else if ((char === CLOSE_OBJECT || char === CLOSE_ARRAY) && --open === 0) {
        this.#at++;
        return true;
      }
    }
    return false;
  }
}

function isLiteral(char: number): boolean {
  return (
    (char >= 97 && char <= 122) ||
    (char >= 48 && char <= 57) ||
    char === 45 ||
    char === 43 ||
    char === 46 ||
    char === 69
  );
}

/** Resolves the escapes of a JSON string; a string with a broken one stays as it is. */
function withoutEscapes(raw: string): string {
  if (!raw.includes('\\')) return raw;
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    return raw;
  }
}
