import { REDACTED } from './redacted.ts';

/** A name and what comes between it and its value, in JSON, forms, headers, YAML, attributes, or any of them inside a string. */
const NAME_AND_SIGN = /(?<![\w.$-])([\w.$-]+)\\{0,8}["']?\s{0,8}(?:=>|[:=])\s{0,8}/g;
/** An element of XML. */
const ELEMENT = /<(?:[\w-]{1,40}:)?([\w.-]{1,100})(?:\s[^<>]{0,500})?>/g;

/** Parts of names whose values are secret or personal, wherever they stand in the name. */
const PART =
  /pass(?:word|wd|phrase|code)|pwd|secret|token|credential|api[-_.]?key|access[-_.]?key|private[-_.]?key|account[-_.]?key|encryption[-_.]?key|auth(?!or)|cookie|session|signature|bearer|jwt|otp|cvc|cvv|csc|card|iban|bic|ssn|account[-_.]?number|routing[-_.]?number|e-?mail|phone|birth|hmac|csrf|xsrf|salt/i;
/** Names that are so only as a whole: too short to be looked for inside of others. */
const WHOLE = /^(?:key|pin|sig|pan|sid|pass|pw|code_verifier|number|dob)$/i;

function isSensitive(name: string): boolean {
  return PART.test(name) || WHOLE.test(name);
}

/** Takes the values of sensitive fields out of a text of any format, whether or not it is whole. Linear. */
export function withoutSensitiveFields(text: string): string {
  return redactEach(redactEach(text, NAME_AND_SIGN, endOfValue), ELEMENT, endOfElement);
}

/** @param endOf where the value that starts at `start` ends; `start` itself when there is none */
function redactEach(
  text: string,
  pattern: RegExp,
  endOf: (text: string, start: number, name: string) => number,
): string {
  let result = '';
  let kept = 0;
  for (const match of text.matchAll(pattern)) {
    const start = match.index + match[0].length;
    const name = match[1] ?? '';
    // What lies inside of a value that went is gone already.
    if (match.index < kept || !isSensitive(name)) continue;
    const end = endOf(text, start, name);
    if (end === start) continue;
    const value = text.slice(start, end);
    result += text.slice(kept, start) + inPlaceOf(value);
    kept = end;
  }
  return result + text.slice(kept);
}

/** Keeps the quotes, so that the text can still be read as what it was. */
function inPlaceOf(value: string): string {
  const quote = /^\\{0,8}["']/.exec(value)?.[0] ?? '';
  const isClosed = quote !== '' && value.length > quote.length && value.endsWith(quote.slice(-1));
  return `${quote}${REDACTED}${isClosed ? quote : ''}`;
}

function endOfElement(text: string, start: number, name: string): number {
  if (text[start - 2] === '/') return start;
  const end = text.toLowerCase().indexOf(`${name.toLowerCase()}>`, start);
  // From `</name>` or `</ns:name>` its tag stays; without one, all the rest may be the value.
  return end === -1 ? text.length : Math.max(start, text.lastIndexOf('</', end));
}

function endOfValue(text: string, start: number): number {
  const quote = /^\\{0,8}["']/.exec(text.slice(start, start + 9))?.[0];
  if (quote !== undefined) return endOfString(text, start + quote.length, quote);
  if (text[start] === '{' || text[start] === '[') return endOfNest(text, start);
  const bare = /[^,;&<>\s"'}\])\\]*/y;
  bare.lastIndex = start;
  bare.test(text);
  return bare.lastIndex;
}

/** A string ends at the first quote of its kind that is escaped no more often than the one that opened it. */
function endOfString(text: string, start: number, quote: string): number {
  const kind = quote.slice(-1);
  for (let end = text.indexOf(kind, start); end !== -1; end = text.indexOf(kind, end + 1)) {
    let escapes = 0;
    while (end - escapes > start && text[end - escapes - 1] === '\\') escapes++;
    if (escapes < quote.length) return end + 1;
  }
  return text.length;
}

/** A list or an object under a sensitive name goes as a whole. */
function endOfNest(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === '"') at = endOfString(text, at + 1, char) - 1;
    else if (char === '{' || char === '[') depth++;
    else if ((char === '}' || char === ']') && --depth === 0) return at + 1;
  }
  return text.length;
}
