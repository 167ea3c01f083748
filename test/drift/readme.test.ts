import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnApp } from '../kit/index.ts';
import { FILES } from './generated-files.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(FILES.readme, 'utf8');
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code ?? '');

/** Inside this package, where the examples find the workspace's packages; git ignores it. */
let directory: string;
beforeAll(() => {
  const scratch = fileURLToPath(new URL('../reports/', import.meta.url));
  mkdirSync(scratch, { recursive: true });
  directory = mkdtempSync(join(scratch, 'readme-'));
  const files = examples.map((code, index) => {
    // A module even without an import of its own.
    writeFileSync(join(directory, `example-${index}.ts`), `${code}\nexport {};\n`);
    return `example-${index}.ts`;
  });
  writeFileSync(join(directory, 'package.json'), '{"type":"module"}');
  writeFileSync(
    join(directory, 'tsconfig.json'),
    JSON.stringify({
      extends: join(ROOT, 'tsconfig.base.json'),
      compilerOptions: { typeRoots: [join(ROOT, 'node_modules/@types')] },
      files,
    }),
  );
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('the examples of the README', () => {
  it('are there', () => {
    expect(examples.length).toBeGreaterThan(1);
  });

  it('compile', () => {
    const tsc = join(ROOT, 'node_modules/.bin/tsc');
    const { stdout } = spawnSync(tsc, ['--noEmit', '-p', directory], { encoding: 'utf8' });
    // The sources behind them have a check of their own.
    expect(stdout.split('\n').filter((line) => line.includes('example-'))).toEqual([]);
  });

  it.each(examples.map((code, index) => [index + 1, code]))('run: example %i', async (number) => {
    const app = spawnApp(join(directory, `example-${Number(number) - 1}.ts`), {
      env: {
        OTEL_EXPORTER_PROMETHEUS_PORT: '0',
        OTEL_TRACES_EXPORTER: 'none',
        OTEL_METRICS_EXPORTER: 'none',
        OTEL_LOGS_EXPORTER: 'none',
      },
    });
    const { code } = await app.ended;
    expect(app.stderr()).toBe('');
    expect(code).toBe(0);
  });
});

describe('the commands of the README', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const named = [...readme.matchAll(/\bnpm (?:run )?(test|demo|generate|bench:[\w-]+|[\w-]+:[\w-]+)\b/g)].map(
    ([, name]) => name ?? '',
  );

  it.each([...new Set(named)])('npm run %s exists, and sets itself up', (name) => {
    expect(scripts[name]).toMatch(/^npm run --silent setup && /);
  });
});
