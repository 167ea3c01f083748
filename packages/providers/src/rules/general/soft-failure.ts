import { knownPath } from '../../body/leaf.ts';
import type { Decision } from '../decision.ts';
import { BY_WORD } from '../decision.ts';
import { VALIDATION } from '../outcome.ts';
import type { Reading } from '../reading.ts';
import { envelopeOf, isFine } from './envelope.ts';
import { beginsWithError, isErrorText, isErrorXml } from './error-document.ts';
import { outcomeOfQuoted } from './quoted-status.ts';
import { phraseOf } from './vocabulary.ts';
import { bySentence, bySentenceIn, byTellingWord, byVocabulary, byWord } from './vocabulary-rule.ts';

const ERROR = knownPath('error');
const TYPE = knownPath('type');
const DESCRIPTION = knownPath('error_description');

/** Longer bodies bring data. */
const MAX_ENVELOPE = 1000;
/** An API that is asked for errors brings them. */
const ASKED_FOR = /error|fault|exception|log|issue|event/i;

/** Decides a success whose body says that it is none: `ok: false`, `status: "error"`, an OAuth `error`, `<Error>`. */
export function bySoftFailure(reading: Reading): Decision | undefined {
  const { body } = reading;
  const { kind, text } = body;
  if (kind === 'text') return isErrorText(text) ? byAnyWord(reading, text) : undefined;
  if (kind === 'xml') return isErrorXml(body, isFine) ? byAnyWord(reading, text) : undefined;
  if (body.leaves.length === 0) return undefined;
  const { hasFailed, isOwn, code, words } = envelopeOf(reading);
  if (hasFailed || isOAuth(reading) || (kind === 'events' && isErrorEvent(reading)))
    return byAnyWord(reading, words);
  // A list is of things that have states of their own.
  if (text.length > MAX_ENVELOPE || text.startsWith('[')) return undefined;
  if (beginsWithError(text, isOwn) && isError(reading)) return byAnyWord(reading);
  return code === undefined || words === undefined ? undefined : byCode(reading, code, words);
}

/** Whether a first member that is called an error is one: it names itself or explains, and nobody asked for errors. */
function isError(reading: Reading): boolean {
  if (isFine(reading.value(ERROR) ?? 'unknown') || ASKED_FOR.test(reading.path)) return false;
  return reading.body.leaves.some(
    ({ node, value }) => (node.role === 'code' || node.role === 'message') && /[^\d.{}[\]…]/.test(value),
  );
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
  // One word alone may be the state of something else: `pending`, `unavailable`, `premium_plan`.
  const isSaying = (phraseOf(code)?.words.length ?? 0) > 1;
  const told = isSaying ? byTellingWord(code, reading.status) : undefined;
  const isState = told?.outcome.blame === 'none' || told?.outcome.category === 'lock';
  return isState ? undefined : told;
}

function isOAuth(reading: Reading): boolean {
  return reading.value(DESCRIPTION) !== undefined && reading.value(ERROR) !== undefined;
}

/** A stream has no other way to say that it failed. */
function isErrorEvent(reading: Reading): boolean {
  return reading.value(TYPE) === 'error' || !isFine(reading.value(ERROR) ?? '');
}
