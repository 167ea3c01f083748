import { describe, expect, it } from 'vitest';
import { createClassifier } from './classifier.ts';
import { disagreements, exchangeOf, readFixture } from './fixture-errors.ts';

const { classify } = createClassifier();

describe.each([
  ['recorded-errors', 'errors recorded from providers and clients'],
  ['documented-quirks', 'answers whose status misleads, as providers document them'],
  ['published-errors', 'errors published by providers, written down before the rules were tuned'],
  ['found-errors', 'errors found in public threads and pages after the rules were written'],
])('%s: %s', (name) => {
  it.each(readFixture(name).map((fixture) => [fixture.id, fixture] as const))('%s', (_, fixture) => {
    expect(disagreements(fixture, classify(exchangeOf(fixture)))).toEqual([]);
  });
});

describe('a fixture', () => {
  it('names its source', () => {
    for (const name of ['recorded-errors', 'documented-quirks', 'published-errors', 'found-errors']) {
      for (const fixture of readFixture(name)) expect(fixture.source, fixture.id).not.toBe('');
    }
  });

  it('is failed by a classification that says otherwise', () => {
    const [fixture] = readFixture('documented-quirks');
    if (fixture === undefined) throw new Error('empty fixture');
    const right = classify(exchangeOf(fixture));
    expect(disagreements(fixture, { ...right, blame: 'provider' })).toEqual(['blame: provider for self']);
  });
});
