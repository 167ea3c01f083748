import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { spawnApp } from './spawn-app.ts';

function program(source: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'spawn-app-')), 'program.ts');
  writeFileSync(file, source);
  return file;
}

describe('spawnApp', () => {
  it('runs a program with its environment and tells what it shows and how it ends', async () => {
    const app = spawnApp(program("console.log('port', process.env.WANTED); process.exitCode = 3;"), {
      env: { WANTED: '81' },
    });
    expect((await app.shows(/port (\d+)/))[1]).toBe('81');
    expect(await app.ended).toEqual({ code: 3, signal: null });
  });

  it('rejects when the program ends without showing what was waited for', async () => {
    const app = spawnApp(program("console.error('broken')"));
    await expect(app.shows(/ready/)).rejects.toThrow('broken');
  });
});
