import type { Call } from '@faultline/core';
import { type Subscription, subscribeAll } from '../tap/channels.ts';
import { credentialIn } from '../tap/credential.ts';
import type { Ledger } from '../tap/ledger.ts';
import type { Guard } from './guard.ts';

/** Where undici keeps the dispatcher of everything that names none: up to version 7, and from version 8 on. */
const GLOBAL_DISPATCHERS = [
  Symbol.for('undici.globalDispatcher.1'),
  Symbol.for('undici.globalDispatcher.2'),
] as const;

/** Methods as nearly all callers spell them, whose upper case need not be asked for. */
const SPELLED_WELL: ReadonlySet<string> = new Set([
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
]);

interface DispatchOptions {
  readonly origin?: string | URL;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: unknown;
  readonly upgrade?: unknown;
}

/** How undici tells of a failure: up to version 7, and from version 7 on. */
interface DispatchHandler {
  onError?(error: Error): void;
  onResponseError?(controller: unknown, error: Error): void;
}

interface Dispatcher {
  dispatch(options: DispatchOptions, handler: DispatchHandler): boolean;
}

/**
 * Stands in front of the global dispatcher of undici: Node's fetch, and whatever of npm undici 6–8 names no dispatcher
 * of its own. A rejected call opens no socket.
 *
 * The dispatcher is replaced by a proxy of it, without loading any undici. `setGlobalDispatcher` drops the proxy
 * silently, and Node sets its own dispatcher at the first fetch; each new request therefore looks whether the proxy
 * still stands, and only the one that finds it gone goes unasked.
 */
export function guardDispatcher(ledger: Ledger, guard: Guard): Subscription {
  const globals = globalThis as unknown as Record<symbol, Dispatcher | undefined>;
  let active = true;
  /** Marks the proxies, and finds what each stands for when it goes. */
  const proxies = new WeakMap<Dispatcher, Dispatcher>();
  /** What was left in each place: most requests find it there. */
  const left = new Map<symbol, Dispatcher>();

  function stand(): void {
    for (const key of GLOBAL_DISPATCHERS) {
      const dispatcher = globals[key];
      if (dispatcher === undefined || dispatcher === left.get(key)) continue;
      const proxy = proxies.has(dispatcher) ? dispatcher : proxyOf(dispatcher);
      left.set(key, proxy);
      globals[key] = proxy;
    }
  }

  function proxyOf(dispatcher: Dispatcher): Dispatcher {
    const dispatch = (options: DispatchOptions, handler: DispatchHandler): boolean =>
      dispatchGuarded(dispatcher, options, handler);
    const proxy = new Proxy(dispatcher, {
      get(target, property) {
        if (property === 'dispatch') return dispatch;
        const value = (target as unknown as Record<PropertyKey, unknown>)[property];
        if (typeof value !== 'function' || property === 'constructor') return value;
        // Private fields are found on the dispatcher itself alone.
        return value.bind(target);
      },
    });
    proxies.set(proxy, dispatcher);
    return proxy;
  }

  function dispatchGuarded(
    dispatcher: Dispatcher,
    options: DispatchOptions,
    handler: DispatchHandler,
  ): boolean {
    const call = guardedCall(options);
    const permit = call && guard.ask(call);
    if (permit === undefined) return dispatcher.dispatch(options, handler);
    if (typeof permit !== 'number') {
      // Never both: one calls the other in the versions that know both.
      if (typeof handler.onResponseError === 'function') handler.onResponseError(null, permit);
      else handler.onError?.(permit);
      return true;
    }
    const before = guard.admissions.leave(permit);
    try {
      return dispatcher.dispatch(options, handler);
    } finally {
      guard.admissions.leave(before);
    }
  }

  /** The call that a dispatch makes; `undefined` when nobody has to be asked for it. */
  function guardedCall(options: DispatchOptions): Call | undefined {
    // Somebody may have kept the proxy, and set it again when its guard is long gone.
    if (!active) return undefined;
    try {
      if (ledger.options.isQuiet?.()) return undefined;
      if (options.method === 'CONNECT' || options.upgrade || options.origin === undefined) return undefined;
      if (ledger.options.isSuppressed?.()) return undefined;
      const call = callOf(options);
      return guard.admissions.isAsked(call.url) ? undefined : call;
    } catch (error) {
      ledger.report('guard.dispatcher', error);
      return undefined;
    }
  }

  try {
    stand();
  } catch (error) {
    ledger.report('guard.dispatcher', error);
  }
  const subscription = subscribeAll(ledger, { 'undici:request:create': stand });
  return {
    stop() {
      active = false;
      subscription.stop();
      for (const key of GLOBAL_DISPATCHERS) {
        const dispatcher = globals[key];
        const original = dispatcher && proxies.get(dispatcher);
        if (original !== undefined) globals[key] = original;
      }
    },
  };
}

function callOf(options: DispatchOptions): Call {
  const { method = 'GET' } = options;
  const call = { method: SPELLED_WELL.has(method) ? method : method.toUpperCase(), url: urlOf(options) };
  const credential = credentialIn(options.headers, options.path ?? '/');
  return credential === undefined ? call : { ...call, credential };
}

function urlOf({ origin, path = '/' }: DispatchOptions): string {
  if (path.startsWith('http://') || path.startsWith('https://')) return path;
  const base = typeof origin === 'string' ? origin : (origin?.origin ?? '');
  return (base.endsWith('/') ? base.slice(0, -1) : base) + path;
}
