// Packs every package as npm would get it, lints the tarballs, and uses them from ESM and CommonJS as a service would.
// Needs `npm run build` before. Ends with `N passed, N failed`, and with status 1 when something failed.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface PackageJson {
  readonly name: string;
  /** What pnpm puts into the package: in the workspace a `bin` would have to be there before the build. */
  readonly publishConfig?: { readonly bin?: Readonly<Record<string, string>> };
  readonly exports: Readonly<Record<string, unknown>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly packageManager?: string;
}

interface Packed extends PackageJson {
  readonly tarball: string;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BIN = join(ROOT, 'node_modules/.bin');
let passed = 0;
let failed = 0;

function check(what: string, run: () => void): void {
  try {
    run();
    passed++;
    console.log(`ok    ${what}`);
  } catch (error) {
    failed++;
    const { stdout, stderr, message } = error as { stdout?: string; stderr?: string; message: string };
    console.log(`FAIL  ${what}\n${stdout ?? ''}${stderr ?? message}`);
  }
}

function execute(file: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): string {
  return execFileSync(file, args, { cwd, encoding: 'utf8', stdio: 'pipe', env: { ...process.env, ...env } });
}

function readJson(file: string): PackageJson {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function packAll(into: string): readonly Packed[] {
  const pnpm = readJson(join(ROOT, 'package.json')).packageManager ?? 'pnpm';
  return readdirSync(join(ROOT, 'packages')).map((directory) => {
    const cwd = join(ROOT, 'packages', directory);
    const output = execute('npx', ['-y', pnpm, 'pack', '--json', '--pack-destination', into], cwd);
    const { filename } = JSON.parse(output.slice(output.indexOf('{')));
    return { ...readJson(join(cwd, 'package.json')), tarball: filename };
  });
}

/** Fails for links and pictures of the README that lead to a file of the package that is not packed. */
function assertLinked(tarball: string): void {
  const packed = execute('tar', ['-tzf', tarball], work).split('\n');
  if (!packed.includes('package/README.md')) return;
  const readme = execute('tar', ['-xzOf', tarball, 'package/README.md'], work);
  const linked = [...readme.matchAll(/\]\((?![a-z]+:|#|\.\.)([^)#]+)/g)].map(([, path]) => `package/${path}`);
  const missing = linked.filter((path) => !packed.includes(path));
  if (missing.length > 0) throw new Error(`not packed: ${missing.join(', ')}`);
}

/** Installs the tarballs beside OpenTelemetry's packages, as the README tells. */
function install(packages: readonly Packed[], into: string): void {
  const { devDependencies = {} } = readJson(join(ROOT, 'packages/faultline/package.json'));
  const peers = Object.entries(devDependencies).filter(([name]) =>
    /^@opentelemetry\/(api|sdk-node|instr)/.test(name),
  );
  writeFileSync(join(into, 'package.json'), '{"private":true}');
  const specs = [
    ...packages.map(({ tarball }) => tarball),
    ...peers.map(([name, version]) => `${name}@${version}`),
  ];
  execute('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', ...specs], into);
}

const work = mkdtempSync(join(tmpdir(), 'faultline-packages-'));
try {
  const packages = packAll(work);
  for (const { name, tarball } of packages) {
    check(`publint ${name}`, () => execute(join(BIN, 'publint'), ['--strict', tarball], work));
    // node10 knows no `exports`; every Node that we support does.
    check(`attw ${name}`, () => execute(join(BIN, 'attw'), ['--profile', 'node16', tarball], work));
    check(`what the README of ${name} links to is in it`, () => assertLinked(tarball));
  }

  install(packages, work);
  cpSync(fileURLToPath(new URL('programs', import.meta.url)), work, { recursive: true });
  const run = (...args: string[]): string =>
    execute(process.execPath, args, work, {
      OTEL_EXPORTER_PROMETHEUS_PORT: '0',
      OTEL_TRACES_EXPORTER: 'none',
      NODE_OPTIONS: '',
    });

  for (const { name, exports, publishConfig: { bin = {} } = {} } of packages) {
    for (const door of Object.keys(exports).filter((key) => !key.endsWith('.json') && key !== './register')) {
      const specifier = join(name, door);
      check(`import ${specifier}`, () => run('--input-type=module', '-e', `await import('${specifier}')`));
      check(`require ${specifier}`, () => run('-e', `require('${specifier}')`));
    }
    for (const command of Object.keys(bin)) {
      check(`${command} --help`, () => execute(join(work, 'node_modules/.bin', command), ['--help'], work));
    }
  }
  check('an ESM application', () => run('application.mjs'));
  check('a CommonJS application', () => run('application.cjs'));
  check('one registration for both copies, ESM and CommonJS', () => run('both.mjs'));
  for (const flag of ['--import', '--require']) {
    check(`an application under ${flag} faultline/register`, () =>
      run(flag, 'faultline/register', 'preloaded.mjs'),
    );
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
