import { describe, expect, it } from 'vitest';
import { readJsonLeaves } from './json-leaves.ts';
import { knownPath } from './leaf.ts';

knownPath('code');

const ERROR = { code: 'parameter_invalid', message: 'Several fields are wrong.' };
const FIELD = { path: 'quantity', message: 'must be a whole number' };

const valuesOf = (body: unknown, isBulk = false): string[] =>
  readJsonLeaves(JSON.stringify(body), isBulk).map(({ value }) => value);

describe('a list under a key that nobody knows', () => {
  it('is of fields, and passed over, behind a code and a sentence', () => {
    expect(valuesOf({ ...ERROR, fields: [FIELD] })).toEqual([ERROR.code, ERROR.message]);
  });

  it('does not hide what stands behind it, when it is short', () => {
    expect(valuesOf({ ...ERROR, fields: [FIELD, FIELD], retry_after: 12 })).toContain('12');
  });

  it('ends the reading, when it is long', () => {
    const fields = Array.from({ length: 40 }, () => FIELD);
    expect(valuesOf({ ...ERROR, fields, retry_after: 12 })).toEqual([ERROR.code, ERROR.message]);
  });

  it.each([
    ['no code', { message: ERROR.message }],
    ['a number for a code', { ...ERROR, code: 40_000_001 }],
    ['a flag for a code', { error: true, message: ERROR.message }],
    ['an object for a code', { error: { message: ERROR.message } }],
    ['a word that tells nothing', { status: 'error', message: ERROR.message }],
    ['an error in a place that nobody knows', { request: ERROR }],
    ['an id for a code', { id: 'req_3f2a7c1e9b', message: ERROR.message }],
    ['no sentence', { code: ERROR.code }],
  ])('is read behind %s', (_, top) => {
    expect(valuesOf({ ...top, fields: [FIELD] })).toContain(FIELD.message);
  });

  it('is read when the answer is about many items', () => {
    expect(valuesOf({ ...ERROR, rows: [FIELD] }, true)).toContain(FIELD.message);
  });
});

describe('keys', () => {
  it('are told apart to their last letter, and an escaped quote ends none', () => {
    const leaves = readJsonLeaves('{"cod":"a","codes":"b","co\\"de":"c","code":"d"}');
    expect(leaves.map(({ node, value }) => [node.path, value])).toEqual([['code', 'd']]);
  });

  it('that are cut off end the reading', () => {
    expect(readJsonLeaves('{"code":"a","mess').map(({ value }) => value)).toEqual(['a']);
  });
});
