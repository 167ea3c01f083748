import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const PACKAGES = fileURLToPath(new URL('../../packages', import.meta.url));

/** Which packages of the workspace each may import: none points up or sideways. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  http: ['core'],
  otel: ['core'],
  prometheus: ['core'],
  providers: ['core'],
  signals: ['core'],
  monitors: ['core'],
  faultline: ['core', 'http', 'otel', 'prometheus', 'providers', 'signals'],
};

/** What core must not touch: each makes it depend on where and when it runs. */
const IMPURE = [
  [/\bDate\.now\b|\bnew Date\(\)/, 'a clock'],
  [/\bperformance\b/, 'a clock'],
  [/\bset(?:Timeout|Interval|Immediate)\b|\bqueueMicrotask\b/, 'a timer'],
  [/\bprocess\s*\./, 'the process'],
  [/\bconsole\s*\./, 'the console'],
  [/\bfetch\(/, 'the network'],
  [/\bglobalThis\b/, 'a global'],
] as const;

interface Source {
  readonly file: string;
  readonly code: string;
  readonly imports: readonly string[];
}

function sourcesOf(name: string): readonly Source[] {
  const root = join(PACKAGES, name);
  const files = globSync(['src/**/*.ts', 'bin/**/*.ts'], { cwd: root });
  return files
    .filter((file) => !file.endsWith('.test.ts') && !file.includes('testing/'))
    .map((file) => {
      const code = withoutComments(readFileSync(join(root, file), 'utf8'));
      return { file: join(root, file), code: withoutStrings(code), imports: importsOf(code) };
    });
}

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

function withoutStrings(code: string): string {
  return code.replace(/'(?:[^'\\\n]|\\.)*'/g, "''");
}

function importsOf(code: string): readonly string[] {
  const forms = [
    /\bfrom\s+'([^']+)'/g,
    /\bimport\s+'([^']+)'/g,
    /\bimport\(\s*'([^']+)'/g,
    /\brequire\(\s*'([^']+)'/g,
  ];
  return forms.flatMap((form) => [...code.matchAll(form)].map(([, specifier]) => specifier ?? ''));
}

it('knows every package', () => {
  const names = globSync('*/package.json', { cwd: PACKAGES }).map(dirname).sort();
  expect(names).toEqual(Object.keys(MAY_IMPORT).sort());
});

describe.each(Object.keys(MAY_IMPORT))('packages/%s', (name) => {
  const sources = sourcesOf(name);
  const { name: own, dependencies = {} } = JSON.parse(
    readFileSync(join(PACKAGES, name, 'package.json'), 'utf8'),
  );

  it('imports only what lies below it', () => {
    const allowed = MAY_IMPORT[name]?.map((each) => `@faultline/${each}`) ?? [];
    const wrong = sources.flatMap(({ file, imports }) =>
      imports
        .filter((specifier) => /^(?:@faultline\/|faultline(?:\/|$))/.test(specifier))
        .filter(
          (specifier) => specifier !== own && !allowed.includes(specifier.split('/').slice(0, 2).join('/')),
        )
        .map((specifier) => `${relative(PACKAGES, file)} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it('depends only on packages below it', () => {
    const declared = Object.keys(dependencies).filter((each) => /^(?:@faultline\/|faultline$)/.test(each));
    const allowed = MAY_IMPORT[name]?.map((each) => `@faultline/${each}`) ?? [];
    expect(declared.filter((each) => !allowed.includes(each))).toEqual([]);
  });

  it('reaches no file of another package', () => {
    const wrong = sources.flatMap(({ file, imports }) =>
      imports
        .filter((specifier) => specifier.startsWith('.'))
        .filter((specifier) => !resolve(dirname(file), specifier).startsWith(join(PACKAGES, name, '/')))
        .map((specifier) => `${relative(PACKAGES, file)} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it('names no file after nothing in particular', () => {
    const vague = sources
      .map(({ file }) => file)
      .filter((file) => /^(?:utils?|helpers?|common|manager|misc)\b/.test(basename(file)));
    expect(vague).toEqual([]);
  });
});

describe('core', () => {
  const sources = sourcesOf('core');

  it('imports nothing but itself', () => {
    const foreign = sources.flatMap(({ file, imports }) =>
      imports
        .filter((specifier) => !specifier.startsWith('.'))
        .map((specifier) => `${basename(file)}: ${specifier}`),
    );
    expect(foreign).toEqual([]);
  });

  it.each(IMPURE)('never matches %s: it would know %s', (pattern) => {
    const impure = sources
      .filter(({ code }) => pattern.test(code))
      .map(({ file }) => relative(PACKAGES, file));
    expect(impure).toEqual([]);
  });
});

describe('every package', () => {
  it('takes modules of Node where the hooks of instrumentations do not hear of it, or hangs a door there', () => {
    const loud = Object.keys(MAY_IMPORT)
      .flatMap((name) => sourcesOf(name).filter(({ code }) => code.includes('getBuiltinModule')))
      .map(({ file }) => basename(file));
    expect([...new Set(loud)].sort()).toEqual(['http-door.ts', 'node-module.ts']);
  });
});

describe('this test', () => {
  it('sees each form of an import, and none in a comment', () => {
    const code = withoutComments(`
      import a from 'a'; import type { B } from 'b'; export { c } from 'c'; import 'd';
      const e = await import('e'); const f = require('f'); // import 'no'
      /* import 'no' */
    `);
    expect([...importsOf(code)].sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });
});
