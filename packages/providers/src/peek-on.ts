import { type Exchange, headerOf, pathOf } from '@faultline/core';
import type { DirectoryEntry } from './directory.ts';

/** Bodies that no rule can read. */
const UNREADABLE = /^(?:image|video|audio|font)\/|octet-stream|zip|pdf/i;
const GRAPHQL = /\/graphql(?:$|[/?.])/;

/**
 * Whether the start of this answer's body can say more than its status: failures, and successes of providers that report failures
 * inside a 200. Asked at the headers.
 */
export function peekOn(exchange: Exchange, entry: DirectoryEntry): boolean {
  const { response } = exchange;
  if (
    response === undefined ||
    exchange.method === 'HEAD' ||
    response.status === 204 ||
    response.status === 304
  )
    return false;
  const type = headerOf(response.headers, 'content-type');
  if (type !== undefined && UNREADABLE.test(type)) return false;
  if (response.status >= 400 || response.status === 207) return true;
  if (response.status >= 300) return false;
  return entry.isSoft || GRAPHQL.test(pathOf(exchange.url));
}
