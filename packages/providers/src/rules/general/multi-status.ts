import { BY_CODE, BY_WORD, type Decision } from '../decision.ts';
import { OK, OWN_PARTIAL, PARTIAL, PROVIDER_PARTIAL } from '../outcome.ts';
import type { Reading } from '../reading.ts';

const STATUS_KEYS: ReadonlySet<string> = new Set([
  'status',
  'statusCode',
  'status_code',
  'code',
  'httpStatus',
  'http_status',
]);
/** A peek that is this long may have lost its end. */
const WHOLE = 4000;

/** Decides a 207 by the statuses of its items: the provider's when one failed there, else yours; none failed, all is well. */
export function byItems(reading: Reading): Decision | undefined {
  if (reading.status !== 207) return undefined;
  let worst = 0;
  for (const { node, value } of reading.body.leaves) {
    if (!STATUS_KEYS.has(node.key) || !/^(?:HTTP\/1\.1 )?[1-5]\d\d\b/.test(value)) continue;
    worst = Math.max(worst, Number(/[1-5]\d\d/.exec(value)?.[0]));
  }
  if (worst >= 500) return { outcome: PROVIDER_PARTIAL, rule: 'items.provider_failed', confidence: BY_CODE };
  if (worst >= 400) return { outcome: OWN_PARTIAL, rule: 'items.request_failed', confidence: BY_CODE };
  if (worst > 0 && reading.body.text.length < WHOLE)
    return { outcome: OK, rule: 'items.ok', confidence: BY_WORD };
  return { outcome: PARTIAL, rule: 'items.unread', confidence: 0.6 };
}
