import { describe, expect, it } from 'vitest';
import { headerNamesOf } from './header-names.ts';

const raw = (...fields: string[]): Buffer[] => fields.map((text) => Buffer.from(text, 'latin1'));

describe('the names of raw header fields', () => {
  it('come in lower case and in their order, from bytes and from text', () => {
    expect(headerNamesOf(raw('Content-Type', 'text/plain', 'Grpc-Status', '7'))).toEqual([
      'content-type',
      'grpc-status',
    ]);
    expect(headerNamesOf(['Content-Type', 'text/plain', 'X-A', '1'])).toEqual(['content-type', 'x-a']);
    expect(headerNamesOf([])).toEqual([]);
  });

  it('are one list for all answers with the same names', () => {
    const first = headerNamesOf(raw('Date', 'now', 'X-Request-Id', 'a'));
    expect(headerNamesOf(raw('Date', 'later', 'X-Request-Id', 'b'))).toBe(first);
  });

  it('are told apart where only a letter or the case differs', () => {
    expect(headerNamesOf(raw('x-aaa', '1', 'date', '2'))).toEqual(['x-aaa', 'date']);
    expect(headerNamesOf(raw('x-aab', '1', 'date', '2'))).toEqual(['x-aab', 'date']);
    expect(headerNamesOf(raw('date', '1', 'x-aaa', '2'))).toEqual(['date', 'x-aaa']);
    expect(headerNamesOf(raw('DATE', '1', 'x-aaa', '2'))).toEqual(['date', 'x-aaa']);
  });

  it('stay right for whatever a server sends', () => {
    const long = 'x-'.padEnd(5_000, 'y');
    expect(headerNamesOf(raw(long, '1'))).toEqual([long]);
    const many = Array.from({ length: 500 }, (_, i) => [`x-${i}`, String(i)]).flat();
    expect(headerNamesOf(raw(...many))).toEqual(many.filter((_, i) => i % 2 === 0));
    expect(headerNamesOf([7, 'odd', 'x-b'])).toEqual(['7']);
  });
});
