/** How far a chain of causes is followed. */
const MAX_CAUSES = 4;

interface ErrorLike {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly errno?: unknown;
  readonly syscall?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

/** Codes of undici, llhttp, Node and OpenSSL: errors that the machinery made, not the caller. */
const MACHINERY_CODE =
  /^(UND_ERR_|HPE_|ERR_(HTTP|TLS|SSL|OSSL|SOCKET|STREAM|ASSERTION|INVALID|PROXY|INTERNAL))/;
/** undici names its own deadlines so (`headersTimeout`, `bodyTimeout`). */
const UNDICI_DEADLINES = new Set<unknown>(['HeadersTimeoutError', 'BodyTimeoutError']);

/**
 * Who ended an exchange from this side, judged by the error that undici reports: the `caller`, a `deadline` of this
 * process, or neither.
 *
 * An abort reason reaches undici as it was given (a string, an error of the caller's own class), so whatever the
 * machinery did not make itself is the caller's.
 */
export function whoGaveUp(error: unknown): 'caller' | 'deadline' | undefined {
  if (!isErrorLike(error)) return 'caller';
  if (isDeadline(error) || UNDICI_DEADLINES.has(error.name)) return 'deadline';
  if (isAbort(error)) return isRefusedTunnel(error) ? undefined : 'caller';
  return isMachinery(error) ? undefined : 'caller';
}

/** The same for an error with which the application itself destroyed a `ClientRequest`; `undefined` as error is a plain destroy. */
export function whoDestroyed(error: unknown): 'caller' | 'deadline' | undefined {
  if (!isErrorLike(error)) return 'caller';
  if (isDeadline(error)) return 'deadline';
  // A source that broke while it was piped into the request is an error with a system call: nobody gave up.
  return typeof error.syscall === 'string' ? undefined : 'caller';
}

/** What axios and others call their own timeout. The system's errors of the same codes name a system call, or hold some that do. */
const DEADLINE_CODES = new Set<unknown>(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT']);

/** `AbortSignal.timeout`, also as the cause that Node's own clients wrap, and clients that call their timeout so. */
function isDeadline(error: ErrorLike): boolean {
  let link: unknown = error;
  for (let depth = 0; depth < MAX_CAUSES && isErrorLike(link); depth++) {
    if (link.name === 'TimeoutError') return true;
    if (DEADLINE_CODES.has(link.code) && !isSystems(link)) return true;
    link = link.cause;
  }
  return false;
}

function isSystems({ syscall, errors }: ErrorLike): boolean {
  return typeof syscall === 'string' || Array.isArray(errors);
}

function isAbort(error: ErrorLike): boolean {
  return error.name === 'AbortError' || error.code === 'ABORT_ERR' || error.code === 'UND_ERR_ABORTED';
}

/** undici reports a CONNECT that the forward proxy refused as an abort of its own. */
function isRefusedTunnel(error: ErrorLike): boolean {
  return typeof error.message === 'string' && error.message.startsWith('Proxy response');
}

function isMachinery(error: ErrorLike): boolean {
  if (typeof error.code === 'string' && MACHINERY_CODE.test(error.code)) return true;
  if (typeof error.errno === 'number' || typeof error.syscall === 'string') return true;
  if (error.name === 'HTTPParserError') return true;
  return Array.isArray(error.errors) && isErrorLike(error.errors[0]) && isMachinery(error.errors[0]);
}

function isErrorLike(value: unknown): value is ErrorLike {
  return typeof value === 'object' && value !== null;
}
