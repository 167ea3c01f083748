import { REDACTED } from './redacted.ts';
import { withoutSensitiveFields } from './sensitive-fields.ts';

/** Whether a whole word is secret. Words are taken once each, so that the cost stays linear whatever the text is. */
type IsSecret = (word: string) => boolean;

/** Secrets that show by their form, with what stands in their place. In this order: a later one would cut an earlier one in two. */
const FORMS: readonly (readonly [what: string, form: RegExp, instead: string | IsSecret])[] = [
  ['a PEM block, whole or cut', /-----BEGIN[\s\S]*?(?:-----END[^-]{0,60}-----|$)/g, REDACTED],
  [
    'a value of an authentication scheme',
    /\b(bearer|basic|digest|negotiate|apikey|token)\s+[^\s"'<>,;]{4,}/gi,
    `$1 ${REDACTED}`,
  ],
  ['credentials in a URL', /:\/\/[^\s/@"'<>]{1,500}@/g, `://${REDACTED}@`],
  [
    'a path of a web hook, which is its secret',
    /(hooks?\.[\w.-]{1,100}|webhooks?)\/[^\s"'<>]+/gi,
    `$1/${REDACTED}`,
  ],
  ['a JSON web token', /\beyJ[\w-]{5,}(?:\.[\w-]*){0,4}/g, REDACTED],
  [
    'a key with a prefix of its issuer, masked ones too',
    /\b(?:sk|pk|rk|whsec|gh[a-z]|github_pat|glpat|xox[a-z]|xapp|shp[a-z]{2}|dop_v1|hf|lin_api|ntn|rpa|gsk|pplx|r8|sq0[a-z]{3}|EAA)[-_][\w*.…-]{6,}/g,
    REDACTED,
  ],
  [
    'a key that starts as those of its issuer',
    /\b(?:A(?:KI|SI|BI|CC|GP|ID|IP|NP|NV|RO)A[A-Z0-9]{12,}|AIza[\w-]{20,}|ya29\.[\w.-]+|1\/\/[\w-]{20,}|SG\.[\w.-]{10,}|EAA[A-Za-z0-9]{20,}|SK[0-9a-f]{32}|AC[0-9a-f]{32}|\d{6,12}:[\w-]{30,})/g,
    REDACTED,
  ],
  ['an address of e-mail', /[^\s"'<>(),:;=&|]+/g, (word) => /.(?:@|%40)./.test(word)],
  [
    'a long random word: letters with digits',
    /[\w+~-]{20,}={0,2}/g,
    (word) => /\d/.test(word) && /[a-z]/i.test(word),
  ],
  [
    'base 64, with its slashes',
    /[\w+/-]{32,}={0,2}/g,
    (word) => /\d/.test(word) && /[a-z]/.test(word) && /[A-Z]/.test(word),
  ],
  ['a number of a card, an account or an identity', /\d(?:[ \u00a0._-]{0,2}\d){12,}/g, REDACTED],
  ['a number of a bank account', /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}\b/g, REDACTED],
  ['a number of a telephone', /\+\d(?:[ ().-]{0,2}\d){6,14}/g, REDACTED],
  ['a number of social security', /\b\d{3}-\d{2}-\d{4}\b/g, REDACTED],
  ['the query of a URL, which signs or names', /(:\/\/[^\s"'<>?#]{1,500})[?#][^\s"'<>]*/g, `$1?${REDACTED}`],
];

/**
 * Takes out of a text what may be secret or personal: values of fields with such names, keys and tokens, numbers of
 * cards and accounts, addresses of e-mail, queries of URLs. It rather takes too much: an id in a message may go too.
 */
export function scrub(text: string): string {
  let scrubbed = withoutSensitiveFields(plain(text));
  for (const [, form, instead] of FORMS) scrubbed = replaceEach(scrubbed, form, instead);
  return scrubbed;
}

function replaceEach(text: string, form: RegExp, instead: string | IsSecret): string {
  return typeof instead === 'string'
    ? text.replace(form, instead)
    : text.replace(form, (word) => (instead(word) ? REDACTED : word));
}

/** JSON may spell any character as an escape, and many encoders do so with `@`, `=`, `&` or `/`. */
function plain(text: string): string {
  return text
    .replace(/\\u00([2-7][0-9a-f])/gi, (escaped, hex: string) => {
      const char = String.fromCharCode(Number.parseInt(hex, 16));
      return char === '"' || char === '\\' || char === '\x7f' ? escaped : char;
    })
    .replaceAll('\\/', '/');
}
