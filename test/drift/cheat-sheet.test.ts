import { readFileSync } from 'node:fs';
import { STATUS_ROWS, TRANSPORT_ROWS } from '@faultline/core';
import { describe, expect, it } from 'vitest';
import { cheatSheet } from './cheat-sheet.ts';
import { FILES } from './generated-files.ts';

describe('the cheat sheet', () => {
  const page = readFileSync(FILES.cheatSheet, 'utf8');

  it('is as the tables have it: else run `npm run generate`', () => {
    expect(page).toBe(cheatSheet());
  });

  it('has every status and every transport error once', () => {
    const codes = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, code]) => code);
    const listed = [
      ...STATUS_ROWS.map((row) => String(row.status)),
      ...TRANSPORT_ROWS.map((row) => row.code),
    ];
    expect([...codes].sort()).toEqual(listed.sort());
    expect(new Set(codes).size).toBe(codes.length);
  });
});
