import { describe, expect, it } from 'vitest';
import type { Classification } from '../classify/classification.ts';
import type { Exchange } from '../exchange.ts';
import { judgeError, judgeValue, SUCCESS } from './judge.ts';
import { BREAKER_OUTCOME } from './outcome.ts';

const origin = 'https://api.acme.example';
const label: Classification = {
  category: 'overloaded',
  blame: 'provider',
  confidence: 0.9,
  retry: 'backoff',
  rule: 'status.503',
  hint: 'wait',
};

/** A classification that keeps what it was asked. */
function asking(given: Classification = label) {
  const asked: Exchange[] = [];
  const classify = (exchange: Exchange): Classification => {
    asked.push(exchange);
    return given;
  };
  return { asked, classify };
}

const exchange = { method: 'GET', url: origin, startedAt: 0, durationMs: 0 };

describe('a value', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a number', 1],
    ['a text', 'x'],
    ['an object', { a: 1 }],
    ['a row of a table with a status', { status: 503 }],
    ['a good response', new Response('')],
    ['what calls itself good', { ok: true, status: 503, headers: {} }],
    ['a status that is no number', { status: '503', headers: {} }],
  ])('that is %s is a success, and nobody is asked', (_, value) => {
    const { asked, classify } = asking();
    expect(judgeValue(value, origin, classify)).toBe(SUCCESS);
    expect(SUCCESS.outcome).toBe(BREAKER_OUTCOME.success);
    expect(asked).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['a Response', new Response('', { status: 503, headers: { 'retry-after': '1' } })],
    ['an answer with a record of headers', { statusCode: 503, headers: { 'retry-after': '1' } }],
    ['an answer with a map of headers', { status: 503, headers: new Map([['retry-after', '1']]) }],
  ])('that is %s is judged by its status and headers', (_, value) => {
    const { asked, classify } = asking();
    expect(judgeValue(value, origin, classify)).toEqual({
      outcome: BREAKER_OUTCOME.faultyAnswer,
      cause: label,
    });
    expect(asked).toStrictEqual([
      { ...exchange, response: { status: 503, headers: expect.objectContaining({ 'retry-after': '1' }) } },
    ]);
  });
});

describe('an error', () => {
  it.each([null, undefined])('that is %s is local, and nobody is asked', (error) => {
    const { asked, classify } = asking();
    expect(judgeError(error, origin, classify).outcome).toBe(BREAKER_OUTCOME.local);
    expect(asked).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['with a status', { status: 502 }],
    ['with a statusCode', { statusCode: 502 }],
    ['with a response', { response: { status: 502 } }],
    ['with a status and a response without one', { status: 502, response: {} }],
    ['with headers that are null', { status: 502, headers: null }],
    ['with headers that are a text', { status: 502, headers: 'x' }],
  ])('%s is judged by its answer', (_, error) => {
    const { asked, classify } = asking();
    expect(judgeError(error, origin, classify).outcome).toBe(BREAKER_OUTCOME.faultyAnswer);
    expect(asked).toStrictEqual([{ ...exchange, response: { status: 502 } }]);
  });

  it.each<[string, unknown]>([
    ['without an answer', new Error('x')],
    ['with a response that is null', { response: null }],
    ['that is a text', 'stop'],
  ])('%s is judged by itself', (_, error) => {
    const { asked, classify } = asking();
    expect(judgeError(error, origin, classify).outcome).toBe(BREAKER_OUTCOME.noAnswer);
    expect(asked).toStrictEqual([{ ...exchange, error }]);
  });

  it('that nobody knows is local, an answer that nobody knows is the caller’s', () => {
    const { classify } = asking({ ...label, category: 'unknown', blame: 'unknown' });
    expect(judgeError(new Error('x'), origin, classify).outcome).toBe(BREAKER_OUTCOME.local);
    expect(judgeError({ status: 418 }, origin, classify).outcome).toBe(BREAKER_OUTCOME.callerFault);
  });

  it('that is a cancel or a rejection is local, whoever is blamed', () => {
    for (const category of ['cancelled', 'circuit_open'] as const) {
      const { classify } = asking({ ...label, category });
      expect(judgeError(new Error('x'), origin, classify).outcome).toBe(BREAKER_OUTCOME.local);
    }
  });
});
