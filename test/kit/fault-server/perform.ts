import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Answer, Raw, StreamReset } from './scenario.ts';

/** A request of either HTTP version, with the TCP socket under it. */
export interface Call {
  readonly request: IncomingMessage | Http2ServerRequest;
  readonly response: ServerResponse | Http2ServerResponse;
  /** The TCP socket, below TLS if there is any: only it can send an RST. */
  readonly tcp: Socket;
}

/** Answers one request as told. Resolves when nothing is left to do; the client may be gone long before. */
export async function perform(call: Call, step: Answer | Raw | StreamReset): Promise<void> {
  if (step.kind === 'answer') return answer(call, step);
  if (step.kind === 'raw') return raw(call, step);
  const stream = (call.response as Http2ServerResponse).stream;
  if (stream === undefined) throw new Error('A stream_reset needs the h2 listener and an HTTP/2 client.');
  if (step.goaway === true) stream.session?.destroy(undefined, step.code);
  else stream.close(step.code);
}

async function answer({ request, response }: Call, step: Answer): Promise<void> {
  // Both versions answer to the same calls; TypeScript cannot call a union of overloads.
  const out = response as ServerResponse;
  const body = bodyOf(step);
  if (step.delayMs !== undefined) await pause(step.delayMs);
  if (step.earlyHints === true) out.writeEarlyHints({ link: '</style.css>; rel=preload; as=style' });
  out.statusCode = step.status;
  if (typeof step.body === 'object') out.setHeader('content-type', 'application/json');
  if (step.gzip === true) out.setHeader('content-encoding', 'gzip');
  // Bodies in pieces are chunked: whoever pauses does not know the length either.
  if (step.pieces === undefined && bodyAllowed(step.status)) out.setHeader('content-length', body.length);
  for (const [name, value] of Object.entries(step.headers ?? {})) {
    out.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
  if (request.method === 'HEAD' || !bodyAllowed(step.status)) {
    out.end();
    return;
  }
  const size = Math.ceil(body.length / (step.pieces ?? 1));
  let at = 0;
  for (; at + size < body.length && !out.destroyed; at += size) {
    out.write(body.subarray(at, at + size));
    await pause(step.pauseMs ?? 0);
  }
  out.end(body.subarray(at));
}

function bodyOf(step: Answer): Buffer {
  const text = typeof step.body === 'object' ? JSON.stringify(step.body) : (step.body ?? '');
  const body = Buffer.concat([Buffer.from(text), Buffer.alloc(step.filler ?? 0, 'x')]);
  return step.gzip === true ? gzipSync(body) : body;
}

/** RFC 9110 section 6.4.1: these have no content. */
function bodyAllowed(status: number): boolean {
  return status >= 200 && status !== 204 && status !== 304;
}

async function raw({ request, tcp }: Call, step: Raw): Promise<void> {
  const socket = request.socket;
  for (let at = 0; at < step.bytes.length && !socket.destroyed; at++) {
    if (at > 0 && step.pauseMs !== undefined) await pause(step.pauseMs);
    const flushed = socket.write(step.bytes[at] ?? '', 'latin1');
    if (step.forever === true && at === step.bytes.length - 1) {
      if (flushed) await pause(step.pauseMs ?? 0);
      else await drained(socket);
      at--;
    }
  }
  if (step.end === 'reset') tcp.resetAndDestroy();
  if (step.end === 'close') socket.end();
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('drain', resolve).once('close', resolve);
  });
}
