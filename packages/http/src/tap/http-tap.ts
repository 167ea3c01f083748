import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { createStamps, type Phase } from '@faultline/core';
import { guardHttp } from '../guard/guard-http.ts';
import { nodeModule } from '../node-module.ts';
import { hearHttpBody } from '../peek/body-source.ts';
import { type Subscription, subscribeAll } from './channels.ts';
import { monotonicNow, wallNow } from './clock.ts';
import { whoDestroyed } from './gave-up.ts';
import { hook } from './hook.ts';
import { HttpEntry, type Internals } from './http-entry.ts';
import { LazyResponse } from './lazy-response.ts';
import type { Failure, Ledger } from './ledger.ts';

const http = nodeModule('node:http');

interface ErrorMessage {
  readonly request: ClientRequest;
  readonly error: unknown;
}
interface ResponseMessage {
  readonly request: ClientRequest;
  readonly response: IncomingMessage;
}

/**
 * Follows `node:http` and `node:https` through their diagnostics channels, and through hooks on the prototypes where
 * the channels are silent: which socket a request got, who destroyed it, how a body ended.
 *
 * It adds no `'response'` listener: Node drains an answer that nobody listens for only as long as nobody does.
 */
export function tapHttp(ledger: Ledger): Subscription {
  /** `null` stands for a request that is left alone. */
  const entries = createStamps<HttpEntry | null>();

  /** The entry of a request; the first of the hooks to meet it opens it, all of them inside its constructor. */
  function entryOf(request: ClientRequest): HttpEntry | null {
    let entry = entries.get(request);
    if (entry !== undefined) return entry;
    entry =
      isLeftAlone(request) || ledger.options.isSuppressed?.()
        ? null
        : new HttpEntry(request, wallNow(), monotonicNow());
    entries.set(request, entry);
    if (entry !== null) {
      // In front of the application's own: whoever destroys the request at its timeout is to be recognised.
      if (hasTimeout(request)) request.prependListener('timeout', onTimeout);
      ledger.open(entry);
    }
    return entry;
  }

  function onSetTimeout(request: ClientRequest): void {
    if (entries.get(request) && !request.listeners('timeout').includes(onTimeout))
      request.prependListener('timeout', onTimeout);
  }

  function onTimeout(this: ClientRequest): void {
    const entry = entries.get(this);
    if (entry) entry.timedOut = true;
  }

  /** A client that destroys its request on an error of the socket hears that error itself: the request then only closes. */
  function onClose(this: ClientRequest): void {
    const entry = entries.get(this);
    if (entry?.state !== 'open') return;
    const { socket } = entry;
    const error = socket?.errored ?? entry.destroyed?.error ?? abortedError();
    if (socket?.errored) entry.destroyed = undefined;
    ledger.fail(entry, failureOf(entry, error));
    entry.forgetSent();
  }

  function onSend(request: ClientRequest, chunk: unknown): void {
    if (chunk !== undefined) entries.get(request)?.send(chunk);
  }

  function onResponse({ request, response }: ResponseMessage): void {
    const entry = entries.get(request);
    if (!entry) return;
    ledger.answer(
      entry,
      new LazyResponse(response.statusCode ?? 0, response.rawHeaders),
      hearHttpBody,
      response,
    );
    entry.forgetSent();
  }

  function onError({ request, error }: ErrorMessage): void {
    const entry = entries.get(request);
    if (!entry) return;
    ledger.fail(entry, failureOf(entry, error));
    entry.forgetSent();
  }

  /** A response is destroyed when its body failed, when the application wants no more of it, and when all was read. */
  function onBodyEnd(response: IncomingMessage, error: unknown): void {
    // Node links a response to its request; a server's own IncomingMessage has no such link.
    const request = (response as { req?: ClientRequest }).req;
    const entry = request === undefined ? undefined : entries.get(request);
    if (!entry) return;
    if (response.complete) {
      ledger.close(entry);
      return;
    }
    // The socket outlives a response that the application destroyed, but not one that broke.
    if (entry.socket?.destroyed === false) entry.destroyed ??= { error, connecting: false };
    ledger.fail(entry, failureOf(entry, error ?? abortedError()));
  }

  function onDestroy(request: ClientRequest, error: unknown): void {
    const entry = entries.get(request);
    if (!entry || request.destroyed) return;
    // Not before: a listener on each request would cost every one of them more than all else here.
    if (entry.state === 'open') request.on('close', onClose);
    entry.destroyed = { error, connecting: entry.socket?.connecting !== false };
    // `req.abort()` before there is a socket ends without any error event.
    if (request.aborted && !request.socket) ledger.fail(entry, failureOf(entry, abortedError()));
  }

  const subscription = subscribeAll(ledger, {
    'http.client.request.created': ({ request }: { request: ClientRequest }) => void entryOf(request),
    'http.client.response.finish': onResponse,
    'http.client.request.error': onError,
  });
  const hooks = [
    hook(http.ClientRequest.prototype, 'onSocket', ledger, (request, socket: Socket | null) => {
      const entry = entryOf(request);
      if (entry && socket) entry.takeSocket(socket, request.reusedSocket);
    }),
    hook(http.ClientRequest.prototype, 'setTimeout', ledger, onSetTimeout),
    hook(http.ClientRequest.prototype, 'destroy', ledger, onDestroy),
    hook(http.ClientRequest.prototype, 'write', ledger, onSend),
    hook(http.ClientRequest.prototype, 'end', ledger, onSend),
    hook(http.IncomingMessage.prototype, '_destroy', ledger, onBodyEnd),
  ];
  const { admissions } = ledger;
  if (admissions !== undefined) hooks.push(guardHttp(ledger, admissions, entryOf));
  return {
    stop() {
      subscription.stop();
      for (const taken of hooks) taken.stop();
    },
  };
}

function failureOf(entry: HttpEntry, error: unknown): Failure {
  const { destroyed } = entry;
  if (destroyed === undefined) {
    return { error, phase: phaseOf(entry, error), abort: whoDestroyedSocket(entry, error) };
  }
  const abort = entry.timedOut ? 'deadline' : whoDestroyed(destroyed.error);
  return {
    error,
    phase: destroyed.connecting && entry.state === 'open' ? 'connect' : phaseOf(entry, error),
    abort,
  };
}

/** Who destroyed the socket below the request: an agent that closes, or a client's idle timer on the socket itself. */
function whoDestroyedSocket({ socket, monotonicMs, timedOut }: HttpEntry, error: unknown): Failure['abort'] {
  const { code, syscall } = (error ?? {}) as { code?: unknown; syscall?: unknown };
  // Node's own words for a socket that closed under a request: its peer may have closed it too, or reset it.
  if (code !== 'ECONNRESET' || syscall !== undefined || socket === undefined) return undefined;
  if (!socket.destroyed || socket.readableEnded || socket.errored) return undefined;
  const idleMs = socket.timeout ?? 0;
  return timedOut || (idleMs > 0 && monotonicNow() - monotonicMs >= idleMs) ? 'deadline' : 'caller';
}

function phaseOf(entry: HttpEntry, error: unknown): Phase | undefined {
  if (entry.state !== 'open') return 'body';
  const syscall = (error as { syscall?: unknown } | null | undefined)?.syscall;
  if (syscall === 'getaddrinfo') return 'dns';
  if (syscall === 'connect') return 'connect';
  const socket = entry.socket as (Socket & { secureConnecting?: boolean }) | undefined;
  if (socket === undefined) return undefined;
  if (socket.secureConnecting) return 'tls';
  return 'headers';
}

/** What Node gives for an exchange that was destroyed without an error. */
function abortedError(): Error {
  return Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
}

/** Whether its client or its agent gave the request a timeout when it was made. */
function hasTimeout(request: ClientRequest): boolean {
  const { timeout, agent } = request as unknown as Internals;
  return timeout !== undefined || agent?.options?.timeout !== undefined;
}

/** CONNECT opens a tunnel, an upgrade leaves HTTP: neither is an exchange. */
function isLeftAlone(request: ClientRequest): boolean {
  return request.method === 'CONNECT' || request.getHeader('upgrade') !== undefined;
}
