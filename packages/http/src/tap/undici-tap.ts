import type { Socket } from 'node:net';
import { createStamps, type Phase } from '@faultline/core';
import { hearUndiciBody } from '../peek/body-source.ts';
import { type Subscription, subscribeAll } from './channels.ts';
import { monotonicNow, wallNow } from './clock.ts';
import { whoGaveUp } from './gave-up.ts';
import { LazyResponse, type RawHeaders } from './lazy-response.ts';
import type { Failure, Ledger } from './ledger.ts';
import { SlowConnects } from './slow-connects.ts';
import { hostOf, originOf, UndiciEntry, type UndiciRequest } from './undici-entry.ts';
import { abandonedReason, abortReason } from './undici-handler.ts';

interface CreateMessage {
  readonly request: UndiciRequest;
}
interface SendHeadersMessage extends CreateMessage {
  readonly socket: Socket | undefined;
}
interface HeadersMessage extends CreateMessage {
  readonly response: { readonly statusCode: number; readonly headers: RawHeaders };
}
interface ErrorMessage extends CreateMessage {
  readonly error: unknown;
}
interface ConnectErrorMessage {
  readonly error: unknown;
  readonly connectParams?: { readonly protocol?: string };
}

/** Targets whose tunnel is remembered. */
const MAX_TUNNELS = 500;

/**
 * Follows undici's diagnostics channels: Node's own fetch and every copy of npm undici 6–8 publish to the same names.
 *
 * Each subscriber is guarded, since what one throws becomes an uncaught exception of the process.
 */
export function tapUndici(ledger: Ledger): Subscription {
  const entries = createStamps<UndiciEntry>();
  const usedSockets = new WeakSet<Socket>();
  /** Errors of connecting, and where it got stuck: undici gives the same object to each request that waited. */
  const connectPhases = new WeakMap<object, Phase>();
  /** Forward proxies by the `host:port` that a tunnel was asked for. */
  const tunnels = new Map<string, string>();
  const slowConnects = new SlowConnects(onAbort);
  ledger.onBeat = () => slowConnects.beat();

  function onCreate({ request }: CreateMessage): void {
    if (request.method === 'CONNECT') {
      rememberTunnel(request);
      return;
    }
    if (request.upgrade || ledger.options.isSuppressed?.()) return;
    const entry = new UndiciEntry(request, wallNow(), monotonicNow());
    entries.set(request, entry);
    slowConnects.add(entry);
    ledger.open(entry);
  }

  function onAbort(entry: UndiciEntry, reason: unknown): void {
    if (entry.state !== 'open' || entry.socket !== undefined) return;
    ledger.fail(entry, { error: reason, phase: 'connect', abort: whoGaveUp(reason) });
  }

  function onSendHeaders({ request, socket }: SendHeadersMessage): void {
    const entry = entries.get(request);
    if (entry === undefined || socket === undefined) return;
    const reused = usedSockets.has(socket);
    entry.takeSocket(socket, reused);
    if (!reused) usedSockets.add(socket);
    slowConnects.connected(entry);
    if (tunnels.size > 0) entry.tunnel = tunnelOf(request);
  }

  function onHeaders({ request, response }: HeadersMessage): void {
    // 1xx answers announce the final one (RFC 9110 section 15.2).
    if (response.statusCode < 200) return;
    const entry = entries.get(request);
    if (entry === undefined) return;
    ledger.answer(entry, new LazyResponse(response.statusCode, response.headers), hearUndiciBody, request);
  }

  function onError({ request, error }: ErrorMessage): void {
    const entry = entries.get(request);
    if (entry === undefined) return;
    // RetryAgent reports an attempt that was answered as failed once more, to start the next one;
    // and a body that nobody read fails at its garbage collection, with a text for an error.
    if (request.completed || isAfterthought(entry, error)) {
      ledger.close(entry);
      return;
    }
    if (tunnels.size > 0) entry.tunnel = tunnelOf(request);
    ledger.fail(entry, failureOf(entry, error));
  }

  function failureOf(entry: UndiciEntry, error: unknown): Failure {
    const connectPhase = isObject(error) ? connectPhases.get(error) : undefined;
    if (connectPhase !== undefined) {
      // The caller may have given up long before the connection did.
      const reason = abandonedReason(entry.request);
      if (reason === undefined) return { error, phase: connectPhase, abort: undefined };
      return { error: reason, phase: connectPhase, abort: whoGaveUp(reason) };
    }
    const body = entry.request.body;
    // A source stream of the caller that broke is an error of the request, not somebody giving up.
    if (isObject(body) && 'errored' in body && body.errored === error)
      return { error, phase: 'request', abort: undefined };
    const phase = entry.state === 'open' ? (entry.socket === undefined ? undefined : 'headers') : 'body';
    if (phase === 'body' && isDestroyedDispatcher(error)) return { error, phase, abort: 'caller' };
    const abort = whoGaveUp(error);
    if (abort !== 'caller') return { error, phase, abort };
    const reason = abortReason(entry.request) ?? error;
    return { error: reason, phase, abort: whoGaveUp(reason) };
  }

  function onConnectError({ error, connectParams }: ConnectErrorMessage): void {
    if (isObject(error)) connectPhases.set(error, connectPhaseOf(error, connectParams?.protocol));
  }

  function rememberTunnel(request: UndiciRequest): void {
    tunnels.delete(request.path);
    tunnels.set(request.path, hostOf(originOf(request)));
    if (tunnels.size > MAX_TUNNELS) tunnels.delete(tunnels.keys().next().value as string);
  }

  function tunnelOf(request: UndiciRequest): string | undefined {
    const host = hostOf(originOf(request));
    return tunnels.get(host) ?? tunnels.get(`${host}:${originOf(request).startsWith('https:') ? 443 : 80}`);
  }

  const subscription = subscribeAll(ledger, {
    'undici:request:create': onCreate,
    'undici:client:sendHeaders': onSendHeaders,
    'undici:client:connectError': onConnectError,
    'undici:request:headers': onHeaders,
    'undici:request:error': onError,
  });
  return {
    stop() {
      subscription.stop();
      ledger.onBeat = undefined;
    },
  };
}

/** The application closed its own client while a body was under way. */
function isDestroyedDispatcher(error: unknown): boolean {
  return isObject(error) && 'code' in error && error.code === 'UND_ERR_DESTROYED';
}

function isAfterthought(entry: UndiciEntry, error: unknown): boolean {
  if (entry.state === 'open') return false;
  return !isObject(error) || ('name' in error && error.name === 'RequestRetryError');
}

/** How far a connection came before it failed. */
function connectPhaseOf(error: object, protocol: string | undefined): Phase {
  const { syscall, name, errors, code } = error as Readonly<Record<string, unknown>>;
  if (syscall === 'getaddrinfo') return 'dns';
  // A forward proxy refused the tunnel: the handshake would have come behind it.
  if (code === 'UND_ERR_ABORTED') return 'connect';
  // Several addresses that failed each come as one error; a timeout does not say which step was slow.
  if (syscall === 'connect' || Array.isArray(errors) || name === 'ConnectTimeoutError') return 'connect';
  // Whatever else goes wrong while a secure connection is made, the handshake was under way.
  return protocol === 'https:' ? 'tls' : 'connect';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
