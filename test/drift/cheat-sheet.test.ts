import { readFileSync } from 'node:fs';
import { STATUS_ROWS, TRANSPORT_ROWS } from '@faultline/core';
import { knownRulesOf, PROVIDERS_WITH_RULES } from '@faultline/providers';
import { describe, expect, it } from 'vitest';
import { cheatSheet } from './cheat-sheet.ts';
import { FILES } from './generated-files.ts';

/** First cells of the rows of all tables. */
const codesOf = (text: string): readonly string[] =>
  [...text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, code = '']) => code).sort();

describe('the cheat sheet', () => {
  const page = readFileSync(FILES.cheatSheet, 'utf8');
  const [tables = '', providers = ''] = page.split('## Where providers differ');

  it('is as the tables have it: else run `npm run generate`', () => {
    expect(page).toBe(cheatSheet());
  });

  it('has every status and every transport error once', () => {
    const listed = [
      ...STATUS_ROWS.map((row) => String(row.status)),
      ...TRANSPORT_ROWS.map((row) => row.code),
    ];
    expect(codesOf(tables)).toEqual(listed.sort());
  });

  it('has every rule of a provider', () => {
    const rules = PROVIDERS_WITH_RULES.flatMap((id) => knownRulesOf(id).map(({ rule }) => rule));
    expect(new Set(codesOf(providers))).toEqual(new Set(rules));
  });
});
