import { hashOf } from './hash.ts';

/** What a leaf of an error body says, by the name of its key, whatever envelope it stands in. */
export type Role = 'code' | 'message' | 'wait';

/** One place in a body that rules look at. Shared: there is one node for each known path. */
export interface PathNode {
  /** `error.code`; arrays leave no trace. `*.code` for a key of a known role under an unknown parent. */
  readonly path: string;
  readonly key: string;
  role: Role | undefined;
  /** By the hash of their keys. A key that is forged to share one gains nothing: its author could have written the key itself. */
  readonly children: Map<number, PathNode>;
  /** One bit of 32, shared with few others, by which most bodies are seen to hold no such place; 0 for `*`, which no rule asks for. */
  readonly bit: number;
}

/** A value read from a body. */
export interface Leaf {
  readonly node: PathNode;
  /** Text of a string without its escapes, or the digits of a number, or `true` and `false`. At most 1,024 characters. */
  readonly value: string;
}

/** Keys whose value is a word for machines. */
const CODE_KEYS =
  'code Code error_code errorCode ErrorCode errorcode error-code err-code error Error err err_code errCode errcode type Type error_type errorType ' +
  '__type status reason Reason name Name errorName error_name errorKey error_key key slug category title kind issue cause ' +
  'retCode ret_code result_code resultCode resultcode statusCode status_code sub_code subcode error_subcode subCode ' +
  'faultcode faultCode exception exceptionType decline_code id error_id errorId .tag tag messageCode message_code messageId ' +
  'stat policyName refusalReason responseCode response_code internalError errorClass Ack ack return_code returnAuthMsg sub_code infocode class label';

/** Keys whose value is a sentence for people. */
const MESSAGE_KEYS =
  'message Message msg Msg errmsg errMsg err-msg error-message desc en_desc err_msg error_msg errorMsg errorMessage error_message ErrorMessage description Description ' +
  'error_description errorDescription detail Detail details text errorSummary error_summary faultstring retMsg ' +
  'developerMessage developer_message Note Information statusMessage status_message status_msg errors hint result ' +
  'user_message userMessage messages explanation longMessage LongMessage ShortMessage resultMsg resultMessage returnMsg return_msg ' +
  'err_code_des errorText error_text info sub_msg long_message';

/** Keys whose value is a delay or the moment of a reset. */
const WAIT_KEYS =
  'retry_after retryAfter retry-after Retry-After RetryAfter retry_after_ms retryAfterMs retry_after_seconds retryAfterSeconds ' +
  'retryAfterSec retry_after_sec retry_after_secs retry_after_minutes retryAfterMinutes retryAfterMillis retryAfterMilliseconds ' +
  'retryDelay retry_delay retryDelayMs retry_in retryIn retryInSeconds retry_in_seconds retry_at retryAt nextRetryAt next_retry_at ' +
  'recommendedRetryTime try_again_in tryAgainIn reset_in resets_in resetIn resetsIn reset_after resetAfter reset_in_seconds ' +
  'resetInSeconds resets_in_seconds reset_time resetTime rate_limit_reset rateLimitReset rateLimitNext quotaResetDelay ' +
  'wait_seconds waitSeconds wait_time waitTime wait_ms waitMs cooldown cooldown_seconds blocked_until blockedUntil banned_until ' +
  'available_in availableIn available_at msBeforeNext backoff ' +
  'estimated_time resetAt reset_at resets_at resetsAt RetryAfterSeconds secondsUntilReset seconds_until_reset ThrottleSeconds';

/** Where an unknown key leads: its children still have their roles. */
const ANYWHERE: PathNode = { path: '*', key: '*', role: undefined, children: new Map(), bit: 0 };
const CHILDLESS = new Map<number, PathNode>();

/**
 * One slot for each key that anybody knows, by its hash: most keys of a body are nobody's, and go without a look-up. A power of two, at
 * which one in five foreign keys is looked up in vain.
 */
const KEY_SLOTS = 4096;
const KNOWN_KEYS = new Uint8Array(KEY_SLOTS);

const ROLES = new Map<string, Role>();
for (const key of MESSAGE_KEYS.split(' ')) ROLES.set(key, 'message');
for (const key of CODE_KEYS.split(' ')) ROLES.set(key, 'code');
for (const key of WAIT_KEYS.split(' ')) ROLES.set(key, 'wait');
for (const [key, role] of ROLES) {
  ANYWHERE.children.set(knownKey(key), { path: `*.${key}`, key, role, children: CHILDLESS, bit: 0 });
}

/** The top of every body; a text in a list that is the whole body is for people. */
export const ROOT: PathNode = { path: '', key: '', role: 'message', children: new Map(), bit: 0 };
let nodes = 0;

/**
 * Makes readers keep the values at this path (`error.code`), and returns its node. Called for every path that a table names.
 *
 * @param role - what its values say, where its key does not tell
 */
export function knownPath(path: string, role?: Role): PathNode {
  let node = ROOT;
  for (const key of path.split('.')) {
    const hash = knownKey(key);
    let child = node.children.get(hash);
    if (child === undefined) {
      child = {
        path: node === ROOT ? key : `${node.path}.${key}`,
        key,
        role: ROLES.get(key),
        children: new Map(),
        bit: 1 << (nodes++ & 31),
      };
      node.children.set(hash, child);
    }
    node = child;
  }
  if (role !== undefined) node.role = role;
  return node;
}

function knownKey(key: string): number {
  const hash = hashOf(key);
  KNOWN_KEYS[hash & (KEY_SLOTS - 1)] = 1;
  return hash;
}

/** The node of a key, given by its hash, under another; every key has one. */
export function childOf(node: PathNode, hash: number): PathNode {
  if (KNOWN_KEYS[hash & (KEY_SLOTS - 1)] === 0) return ANYWHERE;
  return node.children.get(hash) ?? ANYWHERE.children.get(hash) ?? ANYWHERE;
}

/** Whether a table names this place; all others are known by the role of their key alone. */
export function isNamed(node: PathNode): boolean {
  return node.bit !== 0;
}

/** Whether values at this node are kept. */
export function isKept(node: PathNode): boolean {
  return node !== ANYWHERE;
}
