import type { Blame, Category, Retry } from '@faultline/core';
import { type FaultServer, fault, NXDOMAIN, type Scenario } from '@faultline/test/kit';
import type { Party, Setting } from './parties.ts';

/** One thing that can happen to an order, and what Faultline must say of it. */
export interface Outcome {
  readonly what: string;
  /** What the providers do. @defaultValue they answer 200 */
  readonly scenario?: Scenario;
  /** Where the checkout looks for a provider, if not where it is. */
  readonly at?: (server: FaultServer, party: Party) => Setting;
  /** Milliseconds after which the customer leaves. @defaultValue never */
  readonly patienceMs?: number;
  /** Who is asked. @defaultValue all */
  readonly parties?: readonly Party[];
  readonly category: Category;
  readonly blame: Blame;
  /** Spans of what did not fail carry no advice. */
  readonly retry?: Retry;
  readonly retryAfterMs?: number;
}

const toTls = (
  server: FaultServer,
  party: Party,
  listener: 'expired' | 'self_signed' | 'wrong_host',
): Setting => ({
  origin: server.origin(party, listener),
});
/** Clients whose API takes a proxy. */
const PROXIED: readonly Party[] = ['shipping', 'mail', 'llm'];

function answer(status: number, what: string, category: Category, blame: Blame, retry: Retry): Outcome {
  return {
    what: `${status} ${what}`,
    scenario: fault.answer(status),
    category,
    blame,
    retry,
  };
}

/** The tour of `npm run demo -- --once`, in this order. */
export const OUTCOMES: readonly Outcome[] = [
  { what: '200 all is well', category: 'ok', blame: 'none' },
  {
    what: 'idle connection closed just as it is used again',
    scenario: fault.keepAliveRace(),
    category: 'connection',
    blame: 'none',
    retry: 'if_idempotent',
  },
  answer(207, 'some items failed', 'partial_failure', 'unknown', 'if_idempotent'),
  {
    what: '302 moved',
    scenario: fault.redirect('/status/200'),
    category: 'redirect',
    blame: 'none',
  },
  answer(400, 'bad request', 'validation', 'self', 'after_fix'),
  answer(401, 'key rejected', 'authentication', 'self', 'after_fix'),
  answer(402, 'no credit left', 'billing', 'self', 'after_fix'),
  answer(403, 'scope missing', 'permission', 'self', 'after_fix'),
  answer(404, 'no such thing', 'not_found', 'self', 'after_fix'),
  answer(408, 'server tired of waiting', 'timeout', 'unknown', 'backoff'),
  answer(409, 'already exists', 'conflict', 'self', 'after_fix'),
  answer(410, 'API version removed', 'gone', 'provider', 'never'),
  answer(422, 'invalid field', 'validation', 'self', 'after_fix'),
  answer(423, 'locked', 'lock', 'unknown', 'backoff'),
  {
    what: '429 too many requests, wait 7 s',
    scenario: fault.answer(429, { headers: { 'retry-after': '7' } }),
    category: 'rate_limit',
    blame: 'self',
    retry: 'after_delay',
    retryAfterMs: 7_000,
  },
  answer(451, 'forbidden by law', 'permission', 'none', 'never'),
  answer(500, 'internal error', 'provider_error', 'provider', 'backoff'),
  answer(501, 'not implemented', 'provider_error', 'provider', 'never'),
  answer(502, 'bad gateway', 'gateway', 'provider', 'backoff'),
  {
    what: '503 overloaded, back in 30 s',
    scenario: fault.answer(503, { headers: { 'retry-after': '30' } }),
    category: 'overloaded',
    blame: 'provider',
    retry: 'after_delay',
    retryAfterMs: 30_000,
  },
  answer(504, 'gateway timed out', 'timeout', 'provider', 'if_idempotent'),
  answer(507, 'your storage is full', 'quota', 'self', 'after_fix'),
  answer(511, 'captive portal', 'proxy', 'network', 'after_fix'),
  {
    what: '529 site overloaded',
    // Closes its connections too, so that what follows is not taken for a race on an idle one.
    scenario: fault.answer(529, { headers: { connection: 'close' } }),
    category: 'overloaded',
    blame: 'provider',
    retry: 'backoff',
  },
  {
    what: 'connection refused',
    at: (server) => ({ origin: server.refused }),
    category: 'connection',
    blame: 'self',
    retry: 'backoff',
  },
  {
    what: 'host name does not exist',
    at: () => ({ origin: NXDOMAIN }),
    category: 'dns',
    blame: 'self',
    retry: 'after_fix',
  },
  {
    what: 'connection reset instead of an answer',
    scenario: fault.reset(),
    category: 'connection',
    blame: 'provider',
    retry: 'if_idempotent',
  },
  {
    what: 'connection closed instead of an answer',
    scenario: fault.close(),
    category: 'connection',
    blame: 'provider',
    retry: 'if_idempotent',
  },
  {
    what: 'not HTTP at all',
    scenario: fault.garbage(),
    category: 'protocol',
    blame: 'self',
    retry: 'after_fix',
  },
  {
    what: 'headers too large',
    scenario: fault.answer(200, { headers: { 'x-huge': 'h'.repeat(40_000) } }),
    category: 'protocol',
    blame: 'unknown',
    retry: 'after_fix',
  },
  {
    what: 'certificate expired',
    at: (server, party) => toTls(server, party, 'expired'),
    category: 'tls',
    blame: 'unknown',
    retry: 'after_fix',
  },
  {
    what: 'certificate signed by itself',
    at: (server, party) => toTls(server, party, 'self_signed'),
    category: 'tls',
    blame: 'unknown',
    retry: 'after_fix',
  },
  {
    what: 'certificate of somebody else',
    at: (server, party) => toTls(server, party, 'wrong_host'),
    category: 'tls',
    blame: 'unknown',
    retry: 'after_fix',
  },
  {
    what: 'https asked of an http port',
    at: (server, party) => ({ origin: server.origin(party).replace('http:', 'https:') }),
    category: 'client_config',
    blame: 'self',
    retry: 'after_fix',
  },
  {
    what: 'our proxy wants a login',
    at: (server, party) => ({ origin: server.origin(party), proxy: server.lockedProxy }),
    parties: PROXIED,
    category: 'proxy',
    blame: 'self',
    retry: 'after_fix',
  },
  {
    what: 'our proxy is down',
    at: (server, party) => ({ origin: server.origin(party), proxy: server.refused }),
    parties: PROXIED,
    category: 'proxy',
    blame: 'self',
    retry: 'backoff',
  },
  {
    what: 'silence until our deadline',
    scenario: fault.stall(),
    category: 'timeout',
    blame: 'unknown',
    retry: 'if_idempotent',
  },
  {
    what: 'customer leaves before the answer',
    scenario: fault.stall(),
    patienceMs: 120,
    category: 'cancelled',
    blame: 'none',
    retry: 'never',
  },
  {
    what: '200 and half a body',
    scenario: fault.truncated(),
    category: 'connection',
    blame: 'provider',
    retry: 'if_idempotent',
  },
  {
    what: '200 and a reset mid body',
    scenario: fault.resetMidBody(),
    category: 'connection',
    blame: 'provider',
    retry: 'if_idempotent',
  },
  {
    what: '200 and a body that makes no sense',
    scenario: fault.wrongChunk(),
    category: 'protocol',
    blame: 'provider',
    retry: 'if_idempotent',
  },
  {
    what: '200 and silence mid body until our deadline',
    scenario: fault.stallMidBody(),
    category: 'timeout',
    blame: 'unknown',
    retry: 'if_idempotent',
  },
];
