import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OPTION_TABLE } from './option-table.ts';

const source = readFileSync(new URL('options.ts', import.meta.url), 'utf8');
/** Only what code can be given; what comes out of it has no documentation of defaults. */
const options = source.slice(0, source.indexOf('/** Options with every default'));

/** The comments in front of properties of a name. */
function docsOf(property: string): string {
  const pattern = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*readonly ${property}\\??:`, 'g');
  return [...options.matchAll(pattern)].map(([, doc]) => doc).join('\n');
}

describe('the documentation of every option', () => {
  it.each(OPTION_TABLE.map((row) => [row.name, row] as const))(
    '%s tells its variable and its default',
    (name, row) => {
      const doc = docsOf(name.replace(/^.*\./, ''));
      expect(doc).not.toBe('');
      if (row.variable !== undefined) expect(doc).toContain(row.variable);
      if (typeof row.fallback === 'number' || typeof row.fallback === 'string')
        expect(doc).toContain(String(row.fallback));
    },
  );

  it('is there for nothing else', () => {
    const documented = [...options.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, name]) => name);
    const named = OPTION_TABLE.map(({ name }) => name.replace(/^.*\./, ''));
    expect([...documented].sort()).toEqual([...named].sort());
  });
});
