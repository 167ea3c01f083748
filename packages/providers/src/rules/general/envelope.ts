import { isNamed, knownPath, type PathNode } from '../../body/leaf.ts';
import type { Reading } from '../reading.ts';

/**
 * What a member of an envelope says:
 * - `ok`: that all is well, or not (`"success": false`), whatever numbers stand beside it;
 * - `failed`: that something failed (`"hasError": true`);
 * - `state`: how it went, in a word (`"status": "error"`);
 * - `error_code`: which error it was, so that any value but zero is one (`"errcode": 42001`);
 * - `code`: how it went, as a number of the API or of HTTP (`"code": 0`);
 * - `words`: the same for people;
 * - `own`: that the body is a thing with a life of its own, whose `status` is its own.
 */
export type Part = 'ok' | 'failed' | 'state' | 'error_code' | 'code' | 'words' | 'own';

interface Member {
  /** The object that it stands in: only members of one object belong together. */
  readonly group: number;
  readonly parts: ReadonlySet<Part>;
}

const WORDS =
  'message Message msg Msg errmsg err_msg errMsg errorMsg error_msg errorMessage error_message ErrorMessage description error_description ' +
  'info reason retMsg resultMsg resultMessage returnMsg return_msg statusMessage status_message status_msg status_text responseMessage ' +
  'response_message detail details text error Error';

/** Keys at the top of a body. */
const AT_TOP: Readonly<Record<Part, string>> = {
  ok: 'ok success Success isSuccess IsSuccess is_success succeeded successful isSuccessful Response',
  failed: 'error hasError has_error hasErrors isError is_error err',
  state: 'status Status stat result Result resultCode result_code return_code returnCode Ack ack object',
  error_code: 'errcode errorCode error_code errCode ErrorCode errno errNo err_no error-code errorcode',
  code: 'code Code cod infocode error err status statusCode StatusCode status_code ret retCode ret_code rc resultCode result_code returnCode return_code respCode resp_code responseCode response_code',
  words: WORDS,
  own: 'id sid _id uuid',
};

/** Objects that stand around an answer, and what is in them. */
const PARENTS: readonly string[] =
  'meta head header status response response.header result messages base_resp responseHeader responseStatus ResponseStatus'.split(
    ' ',
  );
const IN_PARENT: Partial<Readonly<Record<Part, string>>> = {
  ok: 'success',
  state: 'status resultCode result_code',
  error_code: 'errcode errorCode error_code errCode ErrorCode',
  code: 'code status statusCode status_code resultCode result_code',
  words: 'message msg errorMessage error_message resultMsg status_msg',
};

const MEMBERS: ReadonlyMap<PathNode, Member> = membersByNode();
/** An object that nobody knows stands around the answer (`alipay_trade_query_response`): then its members come first. */
const WRAPPED: ReadonlyMap<string, Member> = membersByKey(PARENTS.length + 1);
const FIRST_MEMBERS = 4;
const OBJECT_IN_OBJECT = /^\s{0,20}\{\s{0,20}"[\w.-]{1,60}"\s{0,5}:\s{0,5}\{/;

/** What an envelope says of its answer. */
export interface Envelope {
  readonly hasFailed: boolean;
  /** Whether it is a thing with an id, and so with a state of its own. */
  readonly isOwn: boolean;
  /** A code that may be one of a failure, where words stand beside it. */
  readonly code?: string | undefined;
  readonly words?: string | undefined;
}

const NO: RegExp = /^(?:false|0|no|n)$/i;
const YES: RegExp = /^(?:true|yes|y)$/i;
const FAILED_STATE = /^(?:error|fail|failed|failure|nok|not_?ok|ko)$/i;
const WELL_STATE = /^(?:ok|success|succeeded)$/i;
/** How APIs write that there is no error. */
const FINE =
  /^(?:|[0.]+|-|ok|okay|none|null|false|no_?error|no error|success(?:ful)?|succeeded|s_?ok|normal|00\d{0,4}|20\d(?:00)?|\[\]|\{\})$/i;

/** Words that belong to their code by name, `status_code` and `status_message`, are never those of a thing. */
const STEMMED = /^(?:status|result|response|return)_?(?:message|msg)$/i;
const FINE_WORDS = /^(?:ok|okay|success|succeeded|successful(?:ly)?)[.!]?$/i;

/** What was heard of an envelope so far. */
interface Heard {
  hasFailed: boolean;
  isUnwell: boolean;
  isWell: boolean;
  isOwn: boolean;
  readonly codes: (string | undefined)[];
  readonly words: (string | undefined)[];
}

/** Reads the envelope of a body: one look at every value. */
export function envelopeOf(reading: Reading): Envelope {
  const heard: Heard = {
    hasFailed: false,
    isUnwell: false,
    isWell: false,
    isOwn: false,
    codes: [],
    words: [],
  };
  let isStemmed = false;
  const early = OBJECT_IN_OBJECT.test(reading.body.text) ? FIRST_MEMBERS : 0;
  let seen = 0;
  for (const { node, value } of reading.body.leaves) {
    const isEarly = ++seen <= early && !isNamed(node);
    const member = MEMBERS.get(node) ?? (isEarly ? WRAPPED.get(node.key) : undefined);
    if (member === undefined || value === 'null') continue;
    hear(heard, member, value);
    isStemmed ||= STEMMED.test(node.key);
  }
  if (isStemmed) heard.isOwn = false;
  return judged(heard);
}

function hear(heard: Heard, { group, parts }: Member, value: string): void {
  if (parts.has('own')) heard.isOwn = true;
  if (parts.has('ok')) {
    if (NO.test(value)) heard.hasFailed = true;
    else if (YES.test(value)) heard.isWell = true;
  }
  if (parts.has('failed') && YES.test(value)) heard.hasFailed = true;
  if (parts.has('state')) {
    if (FAILED_STATE.test(value)) heard.isUnwell = true;
    else if (WELL_STATE.test(value)) heard.isWell = true;
  }
  if (parts.has('error_code') && !FINE.test(value)) heard.isUnwell = true;
  if (parts.has('code') && !FINE.test(value)) heard.codes[group] ??= value;
  if (!parts.has('words')) return;
  if (value.length > 2) heard.words[group] ??= value;
  if (FINE_WORDS.test(value)) heard.isWell = true;
  else if (FAILED_STATE.test(value)) heard.isUnwell = true;
}

function judged({ hasFailed, isUnwell, isWell, isOwn, codes, words }: Heard): Envelope {
  if (hasFailed || (isUnwell && !isOwn))
    return { hasFailed: true, isOwn, words: words.find((text) => text !== undefined) };
  if (isOwn || isWell) return { hasFailed: false, isOwn };
  const group = codes.findIndex((code, at) => code !== undefined && words[at] !== undefined);
  return { hasFailed: false, isOwn, code: codes[group], words: words[group] };
}

/** Whether a value says that there is no error. */
export function isFine(value: string): boolean {
  return FINE.test(value);
}

function membersByKey(group: number): Map<string, Member> {
  const members = new Map<string, Member>();
  for (const part of ['error_code', 'code', 'words', 'own'] as const) {
    for (const key of (IN_PARENT[part] ?? AT_TOP[part]).split(' '))
      members.set(key, { group, parts: new Set([...(members.get(key)?.parts ?? []), part]) });
  }
  return members;
}

function membersByNode(): Map<PathNode, Member> {
  const members = new Map<PathNode, Member>();
  ['', ...PARENTS].forEach((parent, group) => {
    for (const [part, keys] of Object.entries(parent === '' ? AT_TOP : IN_PARENT)) {
      for (const key of keys.split(' ')) {
        const node = knownPath(parent === '' ? key : `${parent}.${key}`);
        const parts = members.get(node)?.parts ?? [];
        members.set(node, { group, parts: new Set([...parts, part as Part]) });
      }
    }
  });
  return members;
}
