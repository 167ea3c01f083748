import type { Body } from '../../body/read-body.ts';

/** Members by which an envelope begins with its error. */
const ERROR = String.raw`"(?:errors?|Errors?|error_response|err|fault|Fault|exception|errorMessage|error_message|errormsg)"\s{0,5}:\s{0,5}(?:\{\s{0,20}"|\[\s{0,20}[{"]|"[^"])`;
/** An envelope that begins with its error; elsewhere `error` is often that of a job that is looked at. */
const BARE = new RegExp(String.raw`^\s{0,20}\{\s{0,20}${ERROR}`);
/** The same in a wrapper: `{"Response":{"Error":…`. */
const WRAPPED = new RegExp(String.raw`^\s{0,20}\{\s{0,20}"[\w.-]{1,60}"\s{0,5}:\s{0,5}\{\s{0,20}${ERROR}`);

/** A document that is called an error. */
const XML_NAME =
  /^(?:\s{0,20}<[?!][^>]{0,200}>){0,3}\s{0,20}<(?:[\w-]{1,20}:)?(?:\w{0,40}(?:Error|Exception|(?<![Dd]e)Fault)|error|exception|fault)(?:s|Response|Message|Result|Info|Report)?[\s>]/;
/** One that says so in its first element: `<rsp stat="fail">`. */
const XML_STATE =
  /^(?:\s{0,20}<[?!][^>]{0,200}>){0,3}\s{0,20}<[\w:-]{1,40} [^>]{0,200}\b(?:stat|status|success|result)="(?:fail|failure|error|false)"/i;
/** Members of documents that are not called so: results of payment, auction and government APIs. */
const STATE_KEYS: ReadonlySet<string> = keys('Ack ack return_code result_code resultCode');
const FAILED = /^(?:fail|failure|error)$/i;
const CODE_KEYS: ReadonlySet<string> = keys(
  'errMsg errorMessage ErrorMessage errorCode ErrorCode errcode err_code faultcode error_code error_message',
);
/** A thing with an id has an error of its own. */
const OWN = /<(?:id|Id|ID|sid|Sid)>/;
/** Behind them stand the data. */
const FIRST_LEAVES = 6;

/** `ERR: 001, Authentication failed`, `ERROR 401`, `FAILED`: not a text that speaks of errors. */
const TEXT = /^\s{0,20}(?:error|err|fail|failed|failure|exception)\s{0,3}(?:[:=|,;#[-]|\d|$)/i;
const MAX_TEXT = 400;

/**
 * Whether a JSON text begins with its error.
 *
 * @param isOwn - whether it is a thing with an error of its own, as a job is
 */
export function beginsWithError(text: string, isOwn: boolean): boolean {
  return BARE.test(text) || (!isOwn && WRAPPED.test(text));
}

/** Whether a text for people is that of an error. */
export function isErrorText(text: string): boolean {
  return text.length <= MAX_TEXT && TEXT.test(text);
}

/** Whether an XML document is that of an error. */
export function isErrorXml({ text, leaves }: Body, isFine: (value: string) => boolean): boolean {
  if (XML_NAME.test(text) || XML_STATE.test(text)) return true;
  const isOwn = OWN.test(text);
  for (const [at, { node, value }] of leaves.entries()) {
    if (STATE_KEYS.has(node.key) && FAILED.test(value)) return true;
    if (at < 2 && !isOwn && node.key === 'status' && FAILED.test(value)) return true;
    if (at < FIRST_LEAVES && !isOwn && CODE_KEYS.has(node.key) && !isFine(value)) return true;
  }
  return false;
}

function keys(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
