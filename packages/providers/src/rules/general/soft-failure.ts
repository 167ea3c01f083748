import { knownPath } from '../../body/leaf.ts';
import type { Decision } from '../decision.ts';
import { BY_WORD } from '../decision.ts';
import { VALIDATION } from '../outcome.ts';
import type { Reading } from '../reading.ts';
import { envelopeOf, isFine } from './envelope.ts';
import { outcomeOfQuoted } from './quoted-status.ts';
import { bySentence, bySentenceIn, byTellingWord, byVocabulary, byWord } from './vocabulary-rule.ts';

const ERROR = knownPath('error');
const TYPE = knownPath('type');
const DESCRIPTION = knownPath('error_description');

/** Longer bodies bring data. */
const MAX_ENVELOPE = 1000;
/** An envelope that begins with its error, in a wrapper or not; elsewhere `error` is often that of a job that is looked at. */
const ERROR_FIRST =
  /^\s{0,20}\{\s{0,20}(?:"[\w.-]{1,60}"\s{0,5}:\s{0,5}\{\s{0,20})?"(?:errors?|Errors?|err|fault|Fault|exception|errorMessage|error_message|errormsg)"\s{0,5}:\s{0,5}(?:\{\s{0,20}"|\[\s{0,20}[{"]|"[^"])/;
/** A document that is called an error, or says in its first element that it is one: `<rsp stat="fail">`. */
const XML_ERROR =
  /^(?:\s{0,20}<[?!][^>]{0,200}>){0,3}\s{0,20}<(?:[\w-]{1,20}:)?(?:\w{0,40}(?:error|fault|exception)\w{0,40}[\s>]|\w{1,40} [^>]{0,200}\b(?:stat|status|success|result)="(?:fail|failed|failure|error|false)")/i;
const TEXT_ERROR = /^\s{0,20}(?:error|err|fail|failed|failure|exception)\b/i;
/** What XML writes of a failure that its first element does not name: results of payment, auction and government APIs. */
const XML_STATE: ReadonlySet<string> = new Set('Ack ack return_code result_code resultCode'.split(' '));
const XML_CODE: ReadonlySet<string> = new Set(
  'errMsg errorMessage ErrorMessage errorCode ErrorCode errcode err_code faultcode error_code error_message'.split(
    ' ',
  ),
);
const FIRST_LEAVES = 6;

/** Decides a success whose body says that it is none: `ok: false`, `status: "error"`, an OAuth `error`, `<Error>`. */
export function bySoftFailure(reading: Reading): Decision | undefined {
  const { kind, text } = reading.body;
  if (kind === 'text')
    return text.length <= 400 && TEXT_ERROR.test(text) ? byAnyWord(reading, text) : undefined;
  if (kind === 'xml') return isXmlError(reading) ? byAnyWord(reading, text) : undefined;
  if (reading.body.leaves.length === 0) return undefined;
  const { hasFailed, code, words } = envelopeOf(reading);
  if (hasFailed || isOAuth(reading) || (kind === 'events' && isErrorEvent(reading)))
    return byAnyWord(reading, words);
  // A list is of things that have states of their own.
  if (text.length > MAX_ENVELOPE || text.startsWith('[')) return undefined;
  if (ERROR_FIRST.test(text) && !isFine(reading.value(ERROR) ?? 'x')) return byAnyWord(reading);
  return code === undefined || words === undefined ? undefined : byCode(reading, code, words);
}

/** It failed; the words say how. Where nobody knows the words, most often the request was wrong. */
function byAnyWord(reading: Reading, text?: string): Decision {
  return (
    byVocabulary(reading) ??
    (text === undefined ? undefined : byText(text, reading.status)) ?? {
      outcome: VALIDATION,
      rule: 'body.not_ok',
      confidence: 0.5,
    }
  );
}

/** Attributes of XML are read as text. */
function byText(text: string, status: number): Decision | undefined {
  return bySentenceIn(text.replace(/<[?!/]?[\w:]{1,40}/g, ' '), status) ?? byWord(text.slice(0, 160), status);
}

/** `{"code":"50013","msg":"System is busy"}`: a number with words that tell of a failure, or a status of HTTP. */
function byCode(reading: Reading, code: string, words: string): Decision | undefined {
  if (/^-?[1-9]\d{0,8}$/.test(code)) {
    const told = bySentence(reading) ?? byTellingWord(words, reading.status);
    if (told !== undefined) return told;
    const quoted = outcomeOfQuoted(code);
    return quoted === undefined
      ? undefined
      : { outcome: quoted, rule: 'body.quoted_status', confidence: BY_WORD };
  }
  // One word alone may be the state of something else: `pending`, `unavailable`.
  const told = /[a-z0-9][_. -]?[A-Z]|[_. -]/.test(code) ? byTellingWord(code, reading.status) : undefined;
  return told?.outcome.blame === 'none' ? undefined : told;
}

function isOAuth(reading: Reading): boolean {
  return reading.value(DESCRIPTION) !== undefined && reading.value(ERROR) !== undefined;
}

/** A stream has no other way to say that it failed. */
function isErrorEvent(reading: Reading): boolean {
  return reading.value(TYPE) === 'error' || !isFine(reading.value(ERROR) ?? '');
}

function isXmlError({ body }: Reading): boolean {
  if (XML_ERROR.test(body.text)) return true;
  return body.leaves.some(
    ({ node, value }, at) =>
      (XML_STATE.has(node.key) && /^(?:fail|failure|error)$/i.test(value)) ||
      (at < FIRST_LEAVES && XML_CODE.has(node.key) && !isFine(value)),
  );
}
