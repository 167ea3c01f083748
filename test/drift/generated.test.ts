import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cellsOf, NODES, SDKS } from '../compat/cells.ts';
import { readRecord } from '../compat/record.ts';
import { GENERATED, generatedNames, withGenerated } from './generated-blocks.ts';
import { FILES, packageReadme, versionSource } from './generated-files.ts';

describe('what is generated', () => {
  const readme = readFileSync(FILES.readme, 'utf8');

  it('is in the README as its source has it: else run `npm run generate`', () => {
    expect(readme).toBe(withGenerated(readme));
  });

  it('has its place in the README', () => {
    expect([...generatedNames(readme)].sort()).toEqual(Object.keys(GENERATED).sort());
  });

  it('shows the same README on npm, with links that lead somewhere', () => {
    const shown = readFileSync(FILES.packageReadme, 'utf8');
    expect(shown).toBe(packageReadme(readme));
    for (const [, link] of shown.matchAll(/\]\((?!http)([^)#]+)/g)) {
      expect(existsSync(join(dirname(FILES.packageReadme), link ?? '')), link).toBe(true);
    }
  });

  it('tells of every cell of the matrix of SDKs: else run `npm run test:compat -- --record`', () => {
    const wanted = SDKS.flatMap((sdk) =>
      NODES.map((node) => {
        const cells = cellsOf([node]).filter((cell) => cell.sdk === sdk);
        return `${sdk.name} on Node ${node}: ${cells.length}`;
      }),
    );
    const told = readRecord().map(({ sdk, node, of }) => `${sdk} on Node ${node}: ${of}`);
    expect(told).toEqual(wanted);
  });

  it('tells the version of package.json', () => {
    expect(readFileSync(FILES.version, 'utf8')).toBe(versionSource());
  });
});
