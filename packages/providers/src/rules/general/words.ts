/**
 * Splits a code into lower-case words: `InsufficientPermissions`, `INSUFFICIENT_PERMISSIONS`, `insufficient-permissions` and
 * `errors/insufficientPermissions` all give `insufficient permissions`. At most 12 words; longer texts are sentences.
 */
export function wordsOf(code: string): string[] {
  const words: string[] = [];
  let start = 0;
  for (let i = 0; i <= code.length && words.length < 12; i++) {
    const char = i < code.length ? code.charCodeAt(i) : 0;
    if (isWordCharacter(char)) {
      if (i > start && startsWord(code, i, char)) {
        words.push(code.slice(start, i).toLowerCase());
        start = i;
      }
      continue;
    }
    if (i > start) words.push(code.slice(start, i).toLowerCase());
    start = i + 1;
  }
  return words;
}

/** Letters and digits; 0 behind the end is neither. */
function isWordCharacter(char: number): boolean {
  return (char >= 97 && char <= 122) || isUpper(char) || (char >= 48 && char <= 57);
}

function isUpper(char: number): boolean {
  return char >= 65 && char <= 90;
}

/** A capital starts a word behind a small letter, and at the end of a run of capitals: `APIKey` is `api key`. */
function startsWord(code: string, at: number, char: number): boolean {
  if (!isUpper(char)) return false;
  const before = code.charCodeAt(at - 1);
  if (!isUpper(before)) return true;
  const after = code.charCodeAt(at + 1);
  return after >= 97 && after <= 122;
}
