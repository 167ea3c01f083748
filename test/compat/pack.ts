import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HERE = fileURLToPath(new URL('.', import.meta.url));

/** The packages of Faultline as npm would get them, by name. */
export type Tarballs = ReadonlyMap<string, string>;

/** Packs every package that users install; needs a build. */
export function packAll(): Tarballs {
  const into = mkdtempSync(join(tmpdir(), 'faultline-compat-'));
  process.once('exit', () => rmSync(into, { recursive: true, force: true }));
  const pnpm = readJson(join(ROOT, 'package.json')).packageManager ?? 'pnpm';
  const tarballs = new Map<string, string>();
  for (const directory of readdirSync(join(ROOT, 'packages'))) {
    const cwd = join(ROOT, 'packages', directory);
    const output = execute('npx', ['-y', pnpm, 'pack', '--json', '--pack-destination', into], cwd);
    const { filename } = JSON.parse(output.slice(output.indexOf('{'))) as { filename: string };
    tarballs.set(readJson(join(cwd, 'package.json')).name ?? directory, filename);
  }
  return tarballs;
}

/**
 * Installs the SDKs as their lockfile says, and lays the packed Faultline beside each, as npm does: its peers are those
 * of the application. Outside of this repository, where nothing else can be found.
 *
 * @returns where the SDKs are
 */
export function layOut(tarballs: Tarballs): string {
  const lock = readFileSync(join(HERE, 'pnpm-lock.yaml'));
  const home = join(
    tmpdir(),
    `faultline-compat-${createHash('sha256').update(lock).digest('hex').slice(0, 12)}`,
  );
  mkdirSync(home, { recursive: true });
  for (const file of ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml']) {
    copyFileSync(join(HERE, file), join(home, file));
  }
  const sdks = readdirSync(HERE).filter((name) => existsSync(join(HERE, name, 'package.json')));
  for (const sdk of sdks) {
    mkdirSync(join(home, sdk), { recursive: true });
    copyFileSync(join(HERE, sdk, 'package.json'), join(home, sdk, 'package.json'));
  }
  const pnpm = readJson(join(ROOT, 'package.json')).packageManager ?? 'pnpm';
  execute('npx', ['-y', pnpm, 'install', '--frozen-lockfile', '--prefer-offline'], home);
  for (const sdk of sdks) layBeside(join(home, sdk), tarballs);
  return home;
}

function layBeside(sdk: string, tarballs: Tarballs): void {
  for (const [name, tarball] of tarballs) {
    const into = join(sdk, 'node_modules', name);
    rmSync(into, { recursive: true, force: true });
    mkdirSync(into, { recursive: true });
    execute('tar', ['-xzf', tarball, '--strip-components=1', '-C', into], sdk);
  }
  for (const file of readdirSync(join(HERE, 'programs'))) {
    copyFileSync(join(HERE, 'programs', file), join(sdk, file));
  }
}

function readJson(file: string): { readonly name?: string; readonly packageManager?: string } {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function execute(file: string, args: readonly string[], cwd: string): string {
  return execFileSync(file, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
