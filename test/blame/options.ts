import { parseArgs } from 'node:util';

/** What the command line of the benchmark asks for. */
export interface BenchOptions {
  readonly worlds: readonly string[];
  readonly seeds: number;
  readonly quietHours: number;
  readonly json: boolean;
  /** Groups of signs to switch off. */
  readonly ablate: readonly string[];
  readonly classify: 'core' | 'providers';
  /** Whether to run the baselines too. */
  readonly baselines: boolean;
  /** Worlds shown of the worst ones. */
  readonly worst: number;
}

/** Reads the command line. */
export function resolveBenchOptions(argv: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      worlds: { type: 'string', multiple: true },
      seeds: { type: 'string', default: '5' },
      'quiet-hours': { type: 'string', default: '0' },
      json: { type: 'boolean', default: false },
      ablate: { type: 'string', multiple: true, default: [] },
      classify: { type: 'string', default: 'providers' },
      'no-baselines': { type: 'boolean', default: false },
      worst: { type: 'string', default: '15' },
    },
  });
  const { classify } = values;
  if (classify !== 'core' && classify !== 'providers') {
    throw new Error(`--classify ${classify}: write core or providers`);
  }
  return {
    worlds: values.worlds ?? [new URL('worlds/given', import.meta.url).pathname],
    seeds: wholeNumber('seeds', values.seeds, 1),
    quietHours: wholeNumber('quiet-hours', values['quiet-hours'], 0),
    json: values.json,
    ablate: values.ablate,
    classify,
    baselines: !values['no-baselines'],
    worst: wholeNumber('worst', values.worst, 0),
  };
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) {
    throw new Error(`--${name} ${text}: write a whole number of at least ${least}`);
  }
  return value;
}
