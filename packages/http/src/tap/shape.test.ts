import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MAX_SHAPE_BYTES, shapeOf } from './shape.ts';

const json = (value: unknown): string => JSON.stringify(value);

it.each([
  ['values that differ', ['/a', json({ a: 1, b: 'x' })], ['/a', json({ a: 2, b: 'y' })]],
  ['keys in another order', ['/a', json({ a: 1, b: 2 })], ['/a', json({ b: 2, a: 1 })]],
  ['lists of another length', ['/a', json([{ a: 1 }])], ['/a', json([{ a: 1 }, { a: 2 }])]],
  ['query values that differ', ['/a?x=1&y=2', ''], ['/a?y=3&x=4', '']],
  ['form values that differ', ['/a', 'name=Ada&age=36'], ['/a', 'name=Bob&age=4']],
  ['text and bytes', ['/a', json({ a: 'ä' })], ['/a', Buffer.from(json({ a: 'ö' }))]],
])('is the same for %s', (_, [url, body], [otherUrl, otherBody]) => {
  expect(shapeOf(url as string, body)).toBe(shapeOf(otherUrl as string, otherBody));
  expect(shapeOf(url as string, body)).toMatch(/^[\w-]{16}$/);
});

it.each([
  ['a type that changed', json({ a: 1 }), json({ a: '1' })],
  ['a field that is null', json({ a: 1 }), json({ a: null })],
  ['a field more', json({ a: 1 }), json({ a: 1, b: 1 })],
  ['a field further down', json({ a: { b: 1 } }), json({ a: { c: 1 } })],
  ['a list for a value', json({ a: 1 }), json({ a: [1] })],
])('differs for %s', (_, one, other) => {
  expect(shapeOf('/a', one)).not.toBe(shapeOf('/a', other));
});

it('is absent where there is no structure to tell', () => {
  expect(shapeOf('/a', undefined)).toBeUndefined();
  expect(shapeOf('/a', 'free text, no form')).toBeUndefined();
  expect(shapeOf('/a', json('x'.repeat(MAX_SHAPE_BYTES)))).toBeUndefined();
});

it('never throws, whatever the body', () => {
  fc.assert(
    fc.property(
      fc.webUrl({ withQueryParameters: true }),
      fc.oneof(fc.json(), fc.string(), fc.uint8Array()),
      (url, body) => {
        const shape = shapeOf(url, body);
        return shape === undefined || shape.length === 16;
      },
    ),
  );
  expect(shapeOf('/a', `${'['.repeat(8_000)}${']'.repeat(8_000)}`)).toBeDefined();
});
