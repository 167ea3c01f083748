import type { Exchange, HeaderBag } from '@faultline/core';
import type { Effect, WireError } from './world.ts';

/** Wall clock of every world at its start: a fixed instant, so that runs repeat. */
export const EPOCH_MS: number = Date.UTC(2026, 0, 5, 9, 0, 0);

/** Most characters of a body that the process peeks at. */
const PEEK_CHARACTERS = 4096;

/** How one request ends on the wire, prepared once per effect. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly error?: Error;
  readonly phase?: WireError['phase'];
}

/** The plain success. */
export const OK: Answer = { status: 200 };

/** Prepares an effect with a status or an error; `undefined` for one that only delays. */
export function answerOf(effect: Effect): Answer | undefined {
  if (effect.error !== undefined) {
    return { status: 0, error: errorOf(effect.error), phase: effect.error.phase };
  }
  if (effect.status === undefined) return undefined;
  const body = bodyText(effect.body);
  return {
    status: effect.status,
    ...(effect.headers === undefined ? {} : { headers: effect.headers }),
    ...(body === undefined ? {} : { body }),
  };
}

/** The text of a body as it goes over the wire, cut at the peek. */
export function bodyText(body: unknown): string | undefined {
  if (body === undefined) return undefined;
  return (typeof body === 'string' ? body : JSON.stringify(body)).slice(0, PEEK_CHARACTERS);
}

const SYSCALL: Partial<Record<WireError['phase'], string>> = {
  dns: 'getaddrinfo',
  connect: 'connect',
  headers: 'read',
  body: 'read',
};

function errorOf({ code, phase }: WireError): Error {
  const syscall = /^E[A-Z0-9_]+$/.test(code) ? SYSCALL[phase] : undefined;
  const error = new Error(syscall === undefined ? code : `${syscall} ${code}`);
  return Object.assign(error, { code }, syscall === undefined ? {} : { syscall });
}

const TIMEOUT = new DOMException('The operation was aborted due to timeout', 'TimeoutError');

/** What is known of a request before it is answered. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly route: string;
  readonly startMs: number;
  readonly skewMs: number;
  readonly credential: string;
  readonly shape: string | undefined;
  readonly edge: string | undefined;
}

let dateSecond = -1;
let dateText = '';

/** The `date` header at a moment of the world; one text a second. */
function dateAt(worldMs: number): string {
  const second = Math.floor((EPOCH_MS + worldMs) / 1000);
  if (second !== dateSecond) {
    dateSecond = second;
    dateText = new Date(second * 1000).toUTCString();
  }
  return dateText;
}

/** The exchange as a tap would hand it over. */
export function exchangeOf(
  sent: Sent,
  answer: Answer,
  durationMs: number,
  timedOut: boolean,
  socket: 'new' | 'reused',
  limitHeaders: Readonly<Record<string, string>> | undefined,
): Exchange {
  const seen = {
    method: sent.method,
    url: sent.url,
    route: sent.route,
    startedAt: EPOCH_MS + sent.startMs + sent.skewMs,
    monotonicMs: sent.startMs,
    durationMs,
    credential: sent.credential,
    socket,
    ...(sent.shape === undefined ? undefined : { shape: sent.shape }),
  };
  if (timedOut) return { ...seen, error: TIMEOUT, abort: 'deadline', phase: answer.phase ?? 'headers' };
  if (answer.error !== undefined) return { ...seen, error: answer.error, phase: answer.phase ?? 'headers' };
  const headers: Record<string, string> = { date: dateAt(sent.startMs + durationMs) };
  if (sent.edge !== undefined) headers.server = sent.edge;
  if (limitHeaders !== undefined) Object.assign(headers, limitHeaders);
  if (answer.headers !== undefined) Object.assign(headers, answer.headers);
  return {
    ...seen,
    response: {
      status: answer.status,
      headers: headers satisfies HeaderBag,
      ...(answer.body === undefined ? undefined : { body: answer.body }),
    },
  };
}
