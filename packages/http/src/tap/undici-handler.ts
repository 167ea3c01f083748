import type { UndiciRequest } from './undici-entry.ts';

/** The handlers of undici's own API keep the reason of an abort; those of fetch are closures over their controller. */
interface Handler {
  readonly reason?: unknown;
  readonly body?: unknown;
  readonly abort?: unknown;
  onConnect?(abort: (reason?: unknown) => void): void;
  onRequestStart?(controller: { abort(reason?: unknown): void }): void;
}

/** The reason of the caller's abort, where undici's own API kept it: what it reports of a body is only that it was aborted. */
export function abortReason(request: UndiciRequest): unknown {
  return handlerOf(request)?.reason ?? undefined;
}

/**
 * Why the caller had given up on a request whose connection then failed, or `undefined` if it had not.
 *
 * undici hears of an abort only once it has a connection: until then the caller is long gone, and what the channel
 * reports at last (a connect timeout after ten seconds) is not what ended the exchange. The request is asked here, in
 * the turn in which it fails, whether it would still have gone on.
 */
export function abandonedReason(request: UndiciRequest): unknown {
  const handler = handlerOf(request);
  if (handler === undefined) return undefined;
  if ('reason' in handler) return abortReason(request);
  if (!isFetchHandler(handler)) return undefined;
  let reason: unknown;
  start(handler, (given) => {
    reason = given;
  });
  return reason;
}

/**
 * Calls `onAbort` with the reason when the caller of a fetch gives up before there is a connection; at once when it has
 * already. Does nothing for other requests, and nothing once the connection is there.
 */
export function hearAbort(request: UndiciRequest, onAbort: (reason: unknown) => void): void {
  const handler = handlerOf(request);
  if (handler !== undefined && isFetchHandler(handler)) start(handler, onAbort);
}

/**
 * What undici does at the start of a connection: fetch aborts at once when its controller was terminated, and else
 * keeps `abort` for when it will be. The true start, or the failure of the connection, puts its own in that place.
 */
function start(handler: Handler, abort: (reason?: unknown) => void): void {
  if (handler.onRequestStart !== undefined) handler.onRequestStart({ abort });
  else handler.onConnect?.(abort);
}

function handlerOf(request: UndiciRequest): Handler | undefined {
  const key = Object.getOwnPropertySymbols(request).find((symbol) => symbol.description === 'handler');
  const handler = key === undefined ? undefined : (request as unknown as Record<symbol, unknown>)[key];
  return typeof handler === 'object' && handler !== null ? handler : undefined;
}

/** fetch makes its handler as a literal: two fields of its own that are empty before a connection, and the callbacks. */
function isFetchHandler(handler: Handler): boolean {
  const isLiteral = Object.getPrototypeOf(handler) === Object.prototype;
  return (
    isLiteral &&
    handler.body === null &&
    handler.abort === null &&
    Object.hasOwn(handler, 'onResponseStarted')
  );
}
