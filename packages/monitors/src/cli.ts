import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkFolder } from './check.ts';
import { FORMATS, type Format, generatedFiles } from './output/files.ts';
import type { RulePackOptions } from './rules/pack.ts';
import { SHORT_WINDOWS } from './timing.ts';

const USAGE = `Usage: faultline-monitors generate [options]   write the files
       faultline-monitors check [options]      check them with promtool and amtool where these are installed

  --format ${FORMATS.join(' | ')}   may be given several times; all of them unless given
  --out DIR                  generate: where to write, ./faultline-monitors unless given
                             check: the folder whose files are checked; without it, what would be generated now
  --objective PROVIDER=99.9  availability objective in percent; may be given several times
  --runbook-url URL          where your runbook is published
  --grafana-url URL          where your Grafana is published
  --short-windows            a minute lasts three seconds: for demonstrations, never for production`;

/** Runs the command line; returns the exit code: 0 done, 1 a check failed, 2 wrong usage. */
export function run(args: readonly string[], print: (line: string) => void): number {
  try {
    return command(args, print);
  } catch (error) {
    if (error instanceof UsageError || isParseError(error)) {
      print(`${(error as Error).message}\n\n${USAGE}`);
      return 2;
    }
    throw error;
  }
}

class UsageError extends Error {}

function isParseError(error: unknown): boolean {
  return (
    error instanceof TypeError && String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')
  );
}

function command(args: readonly string[], print: (line: string) => void): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string', multiple: true },
      out: { type: 'string' },
      objective: { type: 'string', multiple: true },
      'runbook-url': { type: 'string' },
      'grafana-url': { type: 'string' },
      'short-windows': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) {
    print(USAGE);
    return 0;
  }
  const formats = (values.format ?? FORMATS).map(formatOf);
  const options: RulePackOptions = {
    objectives: objectivesOf(values.objective ?? []),
    ...(values['short-windows'] === true ? { timing: SHORT_WINDOWS } : {}),
    ...(values['runbook-url'] === undefined
      ? {}
      : { runbookUrl: urlOf('runbook-url', values['runbook-url']) }),
    ...(values['grafana-url'] === undefined
      ? {}
      : { grafanaUrl: urlOf('grafana-url', values['grafana-url']) }),
  };
  switch (positionals.join(' ')) {
    case 'generate':
      return generate(values.out ?? 'faultline-monitors', formats, options, print);
    case 'check':
      return check(values.out, formats, options, print);
    default:
      throw new UsageError(
        positionals.length === 0
          ? 'Say what to do: generate or check.'
          : `Unknown command "${positionals.join(' ')}": write generate or check.`,
      );
  }
}

function formatOf(text: string): Format {
  const format = FORMATS.find((known) => known === text);
  if (format === undefined) throw new UsageError(`Unknown format "${text}": write ${FORMATS.join(', ')}.`);
  return format;
}

function objectivesOf(pairs: readonly string[]): Record<string, number> {
  const objectives: Record<string, number> = {};
  for (const pair of pairs) {
    const [provider, percent] = pair.split('=');
    const value = Number(percent);
    if (provider === undefined || !/^[\w.:-]+$/.test(provider) || !(value >= 50 && value < 100))
      throw new UsageError(
        `Bad objective "${pair}": write PROVIDER=PERCENT, from 50 to below 100, such as stripe=99.9.`,
      );
    objectives[provider] = value;
  }
  return objectives;
}

function urlOf(flag: string, text: string): string {
  if (!/^https?:/i.test(text) || !URL.canParse(text))
    throw new UsageError(`Bad --${flag} "${text}": write a whole URL, such as https://example.com.`);
  return text;
}

function generate(
  out: string,
  formats: readonly Format[],
  options: RulePackOptions,
  print: (line: string) => void,
): number {
  for (const path of write(out, formats, options)) print(path);
  if (options.timing === SHORT_WINDOWS) print('Short windows: for demonstrations, never for production.');
  return 0;
}

function check(
  out: string | undefined,
  formats: readonly Format[],
  options: RulePackOptions,
  print: (line: string) => void,
): number {
  if (out !== undefined) return checkFolder(out, formats, (path) => join(out, path), print) ? 0 : 1;
  const folder = mkdtempSync(join(tmpdir(), 'faultline-monitors-'));
  try {
    write(folder, formats, options);
    return checkFolder(folder, formats, (path) => `${path} as generated now`, print) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Writes the files below a folder; returns their paths. */
function write(folder: string, formats: readonly Format[], options: RulePackOptions): readonly string[] {
  return generatedFiles(formats, options).map((file) => {
    const path = join(folder, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.text);
    return path;
  });
}
