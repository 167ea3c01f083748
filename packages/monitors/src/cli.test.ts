import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from './cli.ts';

const RULES = 'prometheus/faultline.rules.yml';
const ROUTES = 'alertmanager/alertmanager.yml';
/** Refuses a file that holds the word "garbage": its last argument. */
const STAND_IN = '#!/bin/sh\nfor last; do :; done\nif grep garbage "$last" >&2; then exit 1; fi\n';
const areToolsInstalled = ['promtool', 'amtool'].every(
  (tool) => spawnSync(tool, ['--version']).error === undefined,
);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-cli-'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function useStandIns(): void {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const tool of ['promtool', 'amtool']) writeFileSync(join(bin, tool), STAND_IN, { mode: 0o755 });
  vi.stubEnv('PATH', `${bin}${delimiter}${process.env.PATH}`);
}

function runLine(...args: string[]): { code: number; text: string } {
  const lines: string[] = [];
  const code = run(args, (line) => lines.push(line));
  return { code, text: lines.join('\n') };
}

describe('check --out', () => {
  beforeEach(useStandIns);

  it('finds nothing wrong in what generate wrote', () => {
    runLine('generate', '--out', folder);
    expect(runLine('check', '--out', folder)).toEqual({
      code: 0,
      text: `${join(folder, RULES)}: promtool finds nothing wrong\n${join(folder, ROUTES)}: amtool finds nothing wrong`,
    });
  });

  it.each([
    [RULES, 'promtool'],
    [ROUTES, 'amtool'],
  ])('finds what was appended to %s since', (path, tool) => {
    runLine('generate', '--out', folder);
    appendFileSync(join(folder, path), '\n{{{ garbage\n');
    const { code, text } = runLine('check', '--out', folder);
    expect(code).toBe(1);
    expect(text).toContain(`${join(folder, path)}: ${tool} says\n{{{ garbage`);
  });

  it('refuses a file that is empty', () => {
    runLine('generate', '--out', folder);
    writeFileSync(join(folder, RULES), '');
    const { code, text } = runLine('check', '--out', folder);
    expect(code).toBe(1);
    expect(text).toContain(`${join(folder, RULES)}: the file is empty`);
  });

  it('checks the formats that are there and names those that are not', () => {
    runLine('generate', '--out', folder, '--format', 'prometheus');
    const { code, text } = runLine('check', '--out', folder);
    expect(code).toBe(0);
    expect(text).toContain(`${join(folder, RULES)}: promtool finds nothing wrong`);
    expect(text).toContain(`${join(folder, ROUTES)}: not checked, there is no such file`);
  });

  it.each([
    ['an empty folder', ['--out']],
    ['a folder without the format asked for', ['--format', 'grafana', '--out']],
  ])('fails for %s', (_, args) => {
    const { code, text } = runLine('check', ...args, folder);
    expect(code).toBe(1);
    expect(text).toContain('Nothing to check');
  });

  it('checks what would be generated without it, whatever lies around', () => {
    const { code, text } = runLine('check');
    expect(code).toBe(0);
    expect(text).toContain(`${RULES} as generated now: promtool finds nothing wrong`);
  });
});

describe.skipIf(!areToolsInstalled)('check --out with promtool and amtool themselves', () => {
  it.each([RULES, ROUTES])('finds garbage in %s, and nothing before', (path) => {
    runLine('generate', '--out', folder);
    expect(runLine('check', '--out', folder).code).toBe(0);
    appendFileSync(join(folder, path), '\n{{{ garbage\n');
    expect(runLine('check', '--out', folder).code).toBe(1);
  });
});

describe('an address for links', () => {
  it.each(['--runbook-url', '--grafana-url'])('is refused by %s unless it is a whole URL', (flag) => {
    for (const bad of ['notaurl', 'example.com/runbook', 'javascript:alert(1)', 'https://']) {
      const { code, text } = runLine('generate', '--out', folder, flag, bad);
      expect(code).toBe(2);
      expect(text.split('\n')[0]).toBe(
        `Bad ${flag} "${bad}": write a whole URL, such as https://example.com.`,
      );
    }
    expect(runLine('generate', '--out', folder, flag, 'http://grafana.local:3000').code).toBe(0);
  });

  it('is independent of the providers: an objective may be for one of your own', () => {
    expect(runLine('generate', '--out', folder, '--objective', 'strpe=99.9').code).toBe(0);
  });
});
