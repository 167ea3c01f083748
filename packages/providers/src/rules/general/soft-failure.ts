import { knownPath } from '../../body/leaf.ts';
import type { Decision } from '../decision.ts';
import { UNKNOWN, VALIDATION } from '../outcome.ts';
import type { Reading } from '../reading.ts';
import { bySentence, byTellingWord, byVocabulary, byWord } from './vocabulary-rule.ts';

const OK_FLAG = knownPath('ok');
const SUCCESS = knownPath('success');
const ERROR = knownPath('error');
const STATUS = knownPath('status');
const DESCRIPTION = knownPath('error_description');

/** Where envelopes write their code and its message. Only `errcode` and its like are sure to be those of a failure. */
const ENVELOPES = [
  { code: knownPath('errcode'), message: knownPath('errmsg'), isSure: true }, // WeChat, DingTalk
  { code: knownPath('base_resp.status_code'), message: knownPath('base_resp.status_msg'), isSure: true }, // MiniMax
  { code: knownPath('code'), message: knownPath('msg'), isSure: false }, // OKX, Feishu, Aliyun
  { code: knownPath('code'), message: knownPath('message'), isSure: false },
] as const;
/** Longer bodies bring data. */
const MAX_ENVELOPE = 1000;
/** An envelope that begins with its error; elsewhere `error` is often that of a job that is looked at. */
const ERROR_FIRST = /^\s{0,20}\{\s{0,20}"error"\s{0,5}:\s{0,5}[{"]/;

/** Decides a success whose body says that it is none: `ok: false`, `success: false`, `status: "error"`, an OAuth `error`. */
export function bySoftFailure(reading: Reading): Decision | undefined {
  if (reading.body.leaves.length === 0) return undefined;
  const flag = reading.value(OK_FLAG) ?? reading.value(SUCCESS);
  const says = flag === 'false' || /^(?:error|fail|failed|failure)$/i.test(reading.value(STATUS) ?? '');
  const isOAuth = reading.value(DESCRIPTION) !== undefined && reading.value(ERROR) !== undefined;
  if (!says && !isOAuth) return byEnvelope(reading);
  return byVocabulary(reading) ?? { outcome: UNKNOWN, rule: 'body.not_ok', confidence: 0.5 };
}

/** `{"errcode":42001,"errmsg":"access_token expired"}`, `{"code":"50013","msg":"System is busy"}`, `{"error":{"message":"…"}}`. */
function byEnvelope(reading: Reading): Decision | undefined {
  const { text } = reading.body;
  if (text.length > MAX_ENVELOPE) return undefined;
  if (ERROR_FIRST.test(text)) return byVocabulary(reading);
  for (const { code, message, isSure } of ENVELOPES) {
    const words = reading.value(message);
    if (words === undefined || !isFailure(reading.value(code))) continue;
    if (!isSure) return bySentence(reading) ?? byTellingWord(words, reading.status);
    const decision = bySentence(reading) ?? byWord(words, reading.status);
    return decision ?? { outcome: VALIDATION, rule: 'body.code', confidence: 0.6 };
  }
  return undefined;
}

/** A number that is no success: 0, 200 and 20000 are. */
function isFailure(code: string | undefined): boolean {
  return code !== undefined && /^-?[1-9]\d{0,8}$/.test(code) && !/^20\d(?:00)?$/.test(code);
}
