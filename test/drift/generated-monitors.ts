import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FORMATS, generatedFiles } from '@faultline/monitors';

const FOLDER = fileURLToPath(new URL('../../packages/monitors/generated', import.meta.url));

/** What is committed and shipped with `@faultline/monitors`: text by path. */
export function committedMonitors(): Readonly<Record<string, string>> {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .map((name) => join(FOLDER, name))
    .filter((path) => statSync(path).isFile());
  return Object.fromEntries(files.map((path) => [relative(FOLDER, path), readFileSync(path, 'utf8')]));
}

/** What it must be. */
export function expectedMonitors(): Readonly<Record<string, string>> {
  return Object.fromEntries(generatedFiles(FORMATS).map(({ path, text }) => [path, text]));
}

/** Writes it anew. */
export function writeMonitors(): void {
  rmSync(FOLDER, { recursive: true, force: true });
  for (const [path, text] of Object.entries(expectedMonitors())) {
    mkdirSync(dirname(join(FOLDER, path)), { recursive: true });
    writeFileSync(join(FOLDER, path), text);
  }
}
