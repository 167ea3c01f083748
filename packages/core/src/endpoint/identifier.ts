/** Longer segments are slugs or tokens, whatever they are made of. */
const MAX_SEGMENT = 40;
/** Longer runs of letters are no words. */
const MAX_WORD = 24;
/** Longer words with a number behind are tokens. */
const MAX_NUMBERED_WORD = 8;
/** From here on the humps of a camelCase name are counted; shorter ones may be `OAuth`. */
const MIN_CAMEL = 7;
const MIN_HUMP = 3;
/** No word has more consonants in a row; random letters soon do. */
const MAX_CONSONANTS = 5;

const VERSION = /^v\d{1,3}(?:\.\d{1,3}){0,2}(?:(?:alpha|beta|rc|p)\d{0,2}){0,2}$/i;
const DATE = /^(?:19|20)\d\d-?\d\d(?:-?\d\d)?$/;
/** Where a date is the version of an API: `/2010-04-01/Accounts`, `/admin/api/2024-10/products`. */
const BEFORE_VERSION: ReadonlySet<string> = new Set(['', 'api', 'apis', 'rest', 'versions']);
/** Where a small number is the version of an API: `/rest/api/3/search`, `/api/0/projects`. */
const API: ReadonlySet<string> = new Set(['api', 'apis']);
const API_NUMBER = /^\d{1,2}(?:\.\d{1,2})?$/;
/** Extensions of formats, which belong to the route; other extensions are those of files, which are content. */
const FORMATS: ReadonlySet<string> = new Set([
  'json',
  'xml',
  'php',
  'aspx',
  'asmx',
  'ashx',
  'do',
  'cgi',
  'jsp',
  'svc',
]);
const FILES =
  /\.(?:jpe?g|png|gif|webp|svg|ico|pdf|zip|t?gz|tar|csv|tsv|txt|md|html?|mp[34]|mov|avi|wav|parquet|log|docx?|xlsx?|pptx?|bin|whl|ya?ml)$/i;
/** Words in capitals that are routes; the others are codes of currencies, countries and markets. */
const CAPITALS: ReadonlySet<string> = new Set(['API', 'REST', 'XML', 'JSON', 'RPC', 'WS', 'SOAP']);

const PLAIN = /^[$(]?[\w.~\-:+,]+\)?$/;
/** What glues words together. */
const GLUE = /[-_.~:+,]/;

/**
 * Whether a segment of a path looks like the name of one thing rather than a part of the route: numbers, uuids, hashes,
 * prefixed and mixed tokens, e-mail addresses, percent-encoded text, dates, file names, anything longer than 40 characters.
 *
 * @param previous - the segment before, empty at the start: a date there is a version, and so is a small number behind `api`
 */
export function isIdentifier(segment: string, previous: string): boolean {
  if (segment.length > MAX_SEGMENT || !PLAIN.test(segment)) return true;
  // No word has four digits, and only versions and dates begin with a v or a digit.
  if (digitsOf(segment) > 3 && !/^[v\d]/i.test(segment)) return true;
  if (VERSION.test(segment)) return false;
  if (API_NUMBER.test(segment) && API.has(previous.toLowerCase())) return false;
  if (DATE.test(segment)) return !segment.includes('-') || !BEFORE_VERSION.has(previous.toLowerCase());
  if (FILES.test(segment)) return true;
  const dot = segment.lastIndexOf('.');
  const stem = dot > 0 && FORMATS.has(segment.slice(dot + 1)) ? segment.slice(0, dot) : segment;
  const parts = stem.replace(/^[$(]|\)$/g, '').split(GLUE);
  // Words are glued by underscores and hyphens in one case; `cus_NffrFeUf` is a prefix and a token.
  if (parts.length > 1 && /[a-z][A-Z]/.test(stem) && /[-_]/.test(stem)) return true;
  return !parts.every((part, at) => part === '' || isWord(part) || (at > 0 && isSmallNumber(part)));
}

/** Whether a text is made of letters alone, like a verb behind a colon. */
export function isName(text: string): boolean {
  return (
    text.length > 1 && text.length <= MAX_WORD && /^[a-z.]+$/i.test(text) && text.split('.').every(isWord)
  );
}

/** `us-east-1`, `gpt-4`: small enough to be few. */
function isSmallNumber(part: string): boolean {
  return part.length === 1 && part >= '0' && part <= '9';
}

/** A word, a camelCase name, or one with a short number: `oauth2`, `s3`, `base64`, `ipv4`. */
function isWord(part: string): boolean {
  let letters = part.length;
  while (letters > 0 && isDigit(part.charCodeAt(letters - 1))) letters--;
  const digits = part.length - letters;
  if (letters === 0 || letters > MAX_WORD || digits > 2 || (digits > 0 && letters > MAX_NUMBERED_WORD))
    return false;
  let capitals = 0;
  let consonants = 0;
  for (let i = 0; i < letters; i++) {
    const code = part.charCodeAt(i);
    const lower = code | 32;
    if (lower < 97 || lower > 122) return false;
    if (code < 97) capitals++;
    consonants = isVowel(lower) ? 0 : consonants + 1;
    if (consonants > MAX_CONSONANTS) return false;
  }
  if (capitals === letters && letters > 1) return CAPITALS.has(part);
  // Names have humps of several letters; in random letters every second one is a capital.
  return capitals < 2 || letters < MIN_CAMEL || (digits === 0 && letters / capitals >= MIN_HUMP);
}

function digitsOf(segment: string): number {
  let digits = 0;
  for (let i = 0; i < segment.length; i++) if (isDigit(segment.charCodeAt(i))) digits++;
  return digits;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isVowel(lower: number): boolean {
  // y and w too: `rhythm`, `cwm`.
  return lower === 97 || lower === 101 || lower === 105 || lower === 111 || lower === 117 || lower === 121;
}
