import { describe, expect, it } from 'vitest';
import type { HeaderBag } from '../exchange.ts';
import { headerOf } from './header.ts';
import { requestIdOf } from './request-id.ts';

describe('a header', () => {
  it.each<[string, HeaderBag | undefined, string | undefined]>([
    ['in lower case', { 'retry-after': '5' }, '5'],
    ['in any case', { 'RETRY-After': '5' }, '5'],
    ['with several values gives the first', { 'retry-after': ['5', '6'] }, '5'],
    ['that is a number', { 'retry-after': 5 }, '5'],
    ['is trimmed', { 'retry-after': ' 5\t' }, '5'],
    ['that is empty is absent', { 'retry-after': '  ' }, undefined],
    ['without a value is absent', { 'retry-after': undefined }, undefined],
    ['with no values is absent', { 'retry-after': [] }, undefined],
    ['that is missing is absent', { 'retry-afteR-x': '5' }, undefined],
    ['of no headers is absent', undefined, undefined],
  ])('%s', (_, bag, expected) => {
    expect(headerOf(bag, 'retry-after')).toBe(expected);
  });

  it('is cut where it is longer than any rule reads', () => {
    expect(headerOf({ 'x-long': 'a'.repeat(1e6) }, 'x-long')).toHaveLength(1024);
  });

  it('is not searched for among more names than a server may send', () => {
    const bag = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`x-${i}`, '1']));
    expect(headerOf({ ...bag, 'Retry-After': '5' }, 'retry-after')).toBeUndefined();
  });
});

describe('the id of a request', () => {
  const idOf = (headers: HeaderBag): string | undefined =>
    requestIdOf({
      method: 'GET',
      url: 'https://api.example.com/',
      startedAt: 0,
      durationMs: 1,
      response: { status: 500, headers },
    });

  it.each([
    ['x-request-id', 'req_8Yt3'],
    ['request-id', 'req_018EeWyXxfu5pfWkrYcMdjWG'],
    ['x-amzn-requestid', '4a5d3c1f-0c2b-4a3e-9f7d-3b1c2d4e5f60'],
    ['x-amz-request-id', 'TX234S0F24A06C7'],
    ['x-github-request-id', 'C2C0:3D9B:1A2B3C:1D2E3F:65A0B1C2'],
    ['cf-ray', '8e695a03eed4f9fd-SJC'],
  ])('is read from %s', (name, id) => {
    expect(idOf({ [name]: id })).toBe(id);
  });

  it('prefers the id of the API to the id of the edge in front of it', () => {
    expect(idOf({ 'cf-ray': '8e695a03eed4f9fd-SJC', 'request-id': 'req_1' })).toBe('req_1');
  });

  it.each(['', 'a b', 'line\nbreak', 'ünprintable', 'x'.repeat(129)])('is not %j', (id) => {
    expect(idOf({ 'x-request-id': id })).toBeUndefined();
  });
});
