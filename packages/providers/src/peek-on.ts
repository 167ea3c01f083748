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
  const { status } = response;
  const hasFailed = status >= 400 || status === 207;
  // Plain successes go first: they are nearly all, and their headers need not be read.
  if (!hasFailed && (status >= 300 || !(entry.isSoft || GRAPHQL.test(pathOf(exchange.url))))) return false;
  const type = headerOf(response.headers, 'content-type');
  return type === undefined || !UNREADABLE.test(type);
}
