import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GENERATED, generatedNames, withGenerated } from './generated-blocks.ts';
import { FILES, versionSource } from './generated-files.ts';

describe('what is generated', () => {
  const readme = readFileSync(FILES.readme, 'utf8');

  it('is in the README as its source has it: else run `npm run generate`', () => {
    expect(readme).toBe(withGenerated(readme));
  });

  it('has its place in the README', () => {
    expect([...generatedNames(readme)].sort()).toEqual(Object.keys(GENERATED).sort());
  });

  it('tells the version of package.json', () => {
    expect(readFileSync(FILES.version, 'utf8')).toBe(versionSource());
  });
});
