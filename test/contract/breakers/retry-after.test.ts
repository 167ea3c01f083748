import { breakerOutcomeOf, classify, createBreakers, type Exchange, type Rejection } from '@faultline/core';
import { describe, expect, it } from 'vitest';
import { PLACE } from './subjects.ts';

const startedAt = Date.UTC(2026, 5, 1, 12, 0, 0);
const date = (atMs: number) => new Date(atMs).toUTCString();
const HOUR_MS = 3_600_000;

/** How long a 429 with these headers keeps its credential from calling; 0 when it does not. */
function waitAfter(headers: Readonly<Record<string, string>>): number {
  const breakers = createBreakers({ mode: 'enforce', random: () => 0 });
  const request = { ...PLACE, credential: 'key-1' };
  const exchange: Exchange = {
    method: 'GET',
    url: `${PLACE.origin}/things`,
    startedAt,
    durationMs: 0,
    response: { status: 429, headers },
  };
  const finding = { ...classify(exchange), outcome: 'answered', exchange } as const;
  const permit = breakers.admit(request, 0) as number;
  breakers.release(permit, breakerOutcomeOf(finding), 0, { ...finding, credential: 'key-1' });
  const admitted = breakers.admit(request, 0);
  return typeof admitted === 'number' ? 0 : ((admitted as Rejection).retryAfterMs ?? Number.NaN);
}

describe('a 429 keeps its credential from calling', () => {
  it.each<[string, Readonly<Record<string, string>>, number]>([
    ['2 s', { 'retry-after': '2' }, 2000],
    ['until a date', { 'retry-after': date(startedAt + 30_000), date: date(startedAt) }, 30_000],
    [
      'until a date by a server clock ten minutes ahead: the difference to its own Date',
      { 'retry-after': date(startedAt + 602_000), date: date(startedAt + 600_000) },
      2000,
    ],
    ['90 s', { 'retry-after': '90' }, 90_000],
    ['an hour at most, however much it asks', { 'retry-after': '1000000' }, HOUR_MS],
  ])('for %s', (_, headers, waitMs) => {
    expect(waitAfter(headers)).toBe(waitMs + 25);
  });

  it.each([
    ['a negative time', '-5'],
    ['junk', 'soon'],
    ['nothing', ''],
    ['a date in the past', date(startedAt - 60_000)],
  ])('not at all for %s', (_, value) => {
    expect(waitAfter({ 'retry-after': value, date: date(startedAt) })).toBe(0);
  });
});
