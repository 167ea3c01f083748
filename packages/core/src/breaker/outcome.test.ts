import { describe, expect, it } from 'vitest';
import type { Blame, Category, Outcome } from '../closed-sets.ts';
import { BREAKER_OUTCOME, breakerOutcomeOf } from './outcome.ts';

const answered = { response: { status: 500 } };
const cut = { response: { status: 200 }, error: new Error('terminated') };
const nothing = { error: new Error('connect') };

interface Row {
  readonly what: string;
  readonly blame: Blame;
  readonly category: Category;
  readonly outcome?: Outcome;
  readonly exchange: typeof answered | typeof cut | typeof nothing;
  readonly retryAfterMs?: number;
  readonly heard: keyof typeof BREAKER_OUTCOME;
}

const rows: readonly Row[] = [
  { what: 'a good answer', blame: 'none', category: 'ok', exchange: answered, heard: 'success' },
  { what: 'a followed redirect', blame: 'none', category: 'redirect', exchange: answered, heard: 'success' },
  { what: 'an expected 404', blame: 'none', category: 'not_found', exchange: answered, heard: 'success' },
  { what: 'a 500', blame: 'provider', category: 'provider_error', exchange: answered, heard: 'faultyAnswer' },
  {
    what: 'an overload with a time',
    blame: 'provider',
    category: 'overloaded',
    exchange: answered,
    retryAfterMs: 2000,
    heard: 'faultyAnswer',
  },
  {
    what: 'a body that broke off',
    blame: 'provider',
    category: 'connection',
    exchange: cut,
    heard: 'faultyAnswer',
  },
  {
    what: 'a refused connection',
    blame: 'provider',
    category: 'connection',
    outcome: 'no_answer',
    exchange: nothing,
    heard: 'noAnswer',
  },
  {
    what: 'no bytes in time',
    blame: 'provider',
    category: 'timeout',
    outcome: 'no_answer',
    exchange: nothing,
    heard: 'noAnswer',
  },
  {
    what: 'a name not found, by whom is not known',
    blame: 'unknown',
    category: 'dns',
    outcome: 'no_answer',
    exchange: nothing,
    heard: 'noAnswer',
  },
  { what: 'a rate limit', blame: 'self', category: 'rate_limit', exchange: answered, heard: 'throttled' },
  {
    what: 'a rate limit blamed on the provider',
    blame: 'provider',
    category: 'rate_limit',
    exchange: answered,
    heard: 'throttled',
  },
  {
    what: 'a quota with a time',
    blame: 'self',
    category: 'quota',
    exchange: answered,
    retryAfterMs: 1,
    heard: 'throttled',
  },
  {
    what: 'a quota without a time',
    blame: 'self',
    category: 'quota',
    exchange: answered,
    heard: 'callerFault',
  },
  { what: 'a bad key', blame: 'self', category: 'authentication', exchange: answered, heard: 'callerFault' },
  {
    what: 'a 500 that our payload causes',
    blame: 'self',
    category: 'provider_error',
    exchange: answered,
    heard: 'callerFault',
  },
  {
    what: 'a declined card',
    blame: 'end_user',
    category: 'billing',
    exchange: answered,
    heard: 'callerFault',
  },
  {
    what: 'an answer that nobody can blame',
    blame: 'unknown',
    category: 'unknown',
    exchange: answered,
    heard: 'callerFault',
  },
  {
    what: 'a cut body that nobody can blame',
    blame: 'unknown',
    category: 'connection',
    exchange: cut,
    heard: 'local',
  },
  { what: 'a body that we cut', blame: 'self', category: 'timeout', exchange: cut, heard: 'local' },
  {
    what: 'our own timeout',
    blame: 'self',
    category: 'timeout',
    outcome: 'no_answer',
    exchange: nothing,
    heard: 'local',
  },
  {
    what: 'our own proxy answering',
    blame: 'network',
    category: 'proxy',
    exchange: answered,
    heard: 'local',
  },
  {
    what: 'our own resolver',
    blame: 'network',
    category: 'dns',
    outcome: 'no_answer',
    exchange: nothing,
    heard: 'local',
  },
  {
    what: "the caller's cancel",
    blame: 'none',
    category: 'cancelled',
    outcome: 'cancelled',
    exchange: nothing,
    heard: 'local',
  },
  {
    what: 'a cancel after headers',
    blame: 'none',
    category: 'cancelled',
    outcome: 'cancelled',
    exchange: cut,
    heard: 'local',
  },
  {
    what: 'our own rejection',
    blame: 'provider',
    category: 'circuit_open',
    outcome: 'rejected',
    exchange: nothing,
    heard: 'local',
  },
  {
    what: 'what our own limiter rejected, under a category of its own',
    blame: 'provider',
    category: 'overloaded',
    outcome: 'rejected',
    exchange: answered,
    heard: 'local',
  },
  {
    what: 'a rejection by a breaker that came as an answer',
    blame: 'provider',
    category: 'circuit_open',
    exchange: answered,
    heard: 'local',
  },
  {
    what: 'a cancel while the provider was failing',
    blame: 'provider',
    category: 'timeout',
    outcome: 'cancelled',
    exchange: nothing,
    heard: 'local',
  },
  {
    what: 'a cancel that is blamed on nobody known',
    blame: 'unknown',
    category: 'cancelled',
    outcome: 'no_answer',
    exchange: nothing,
    heard: 'local',
  },
  {
    what: 'nothing, and nobody to blame',
    blame: 'none',
    category: 'ok',
    outcome: 'no_answer',
    exchange: nothing,
    heard: 'local',
  },
];

it('there are five kinds, and only what never answered counts against the origin', () => {
  expect(BREAKER_OUTCOME).toEqual({
    success: { kind: 'success', scope: 'endpoint' },
    faultyAnswer: { kind: 'provider_fault', scope: 'endpoint' },
    noAnswer: { kind: 'provider_fault', scope: 'origin' },
    throttled: { kind: 'throttled', scope: 'credential' },
    callerFault: { kind: 'caller_fault', scope: 'endpoint' },
    local: { kind: 'local', scope: 'endpoint' },
  });
});

describe('breakerOutcomeOf', () => {
  it.each(rows)('hears $what as $heard', ({ heard, outcome = 'answered', what: _, ...finding }) => {
    expect(breakerOutcomeOf({ outcome, ...finding })).toBe(BREAKER_OUTCOME[heard]);
  });
});
