import { inspect } from 'node:util';
import { OptionError } from './option-error.ts';
import {
  isObject,
  OPTION_TABLE,
  type OptionName,
  type OptionRow,
  parseBoolean,
  STRICT_VARIABLE,
} from './option-table.ts';
import type { MetricsRegistryOptions, Mode, RegisterOptions, ResolvedOptions } from './options.ts';
import { serviceVersionOf } from './service-version.ts';

/** The environment, as `process.env` gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What {@link resolveOptions} needs to know of its surroundings. */
export interface Surroundings {
  readonly env: Environment;
  /** Whether this thread serves `/metrics` without being told. */
  readonly isMainThread: boolean;
  /** Told of a bad variable, which then counts as absent. */
  readonly warn: (message: string) => void;
}

type Values = { readonly [name in OptionName]?: unknown };

/**
 * Fills in every default: code wins over the environment, which wins over the table.
 *
 * @throws OptionError that quotes every bad value of `options` and says what to write; with `FAULTLINE_STRICT=true` every bad variable too
 */
export function resolveOptions(options: RegisterOptions, surroundings: Surroundings): ResolvedOptions {
  const { env, isMainThread, warn } = surroundings;
  const problems: string[] = [];
  const code = checkCode(options, problems);

  const complaints: string[] = [];
  const variables = readVariables(env, complaints);
  if (isStrict(env, complaints)) problems.push(...complaints);
  else for (const complaint of complaints) warn(`${complaint} The default is used.`);
  if (problems.length > 0) throw new OptionError(problems);

  const values: Values = { ...DEFAULTS, ...variables, ...code };
  return {
    enabled: values.enabled as boolean,
    serviceName: values.serviceName as string | undefined,
    serviceVersion: (values.serviceVersion as string | undefined) ?? serviceVersionOf(env),
    mode: values.mode as Mode,
    metrics: metricsOf(values, isMainThread || code.metrics !== undefined),
    providers: (values.providers as ResolvedOptions['providers'] | undefined) ?? [],
    breaker: breakerOf(values, code.breaker, variables.breaker),
    logs: values.logs as boolean,
    peek: values.peek as boolean,
    captureErrors: values.captureErrors as boolean,
    statusPages: values.statusPages as boolean,
  };
}

const DEFAULTS: Values = Object.fromEntries(OPTION_TABLE.map(({ name, fallback }) => [name, fallback]));

function checkCode(options: RegisterOptions, problems: string[]): Values {
  if (!isObject(options)) {
    problems.push(`${quote(options)} are no options: write an object such as { mode: "auto" }, or nothing.`);
    return {};
  }
  const values: Record<string, unknown> = {};
  const read = (prefix: string, given: Readonly<Record<string, unknown>>): void => {
    for (const [key, value] of Object.entries(given)) {
      const name = prefix + key;
      const row = OPTION_TABLE.find((candidate) => candidate.name === name);
      if (row === undefined) problems.push(`There is no option ${name}: write one of ${siblingsOf(prefix)}.`);
      else if (value === undefined) continue;
      else if (!row.accepts(value)) problems.push(`${name} cannot be ${quote(value)}: write ${row.write}.`);
      else values[name] = value;
      if (isObject(value) && siblingsOf(`${name}.`) !== '') read(`${name}.`, value);
    }
  };
  read('', options as Readonly<Record<string, unknown>>);
  const endpoint = values['metrics.host'] ?? values['metrics.port'];
  if (values['metrics.registry'] !== undefined && endpoint !== undefined) {
    problems.push(`metrics cannot be both a registry and an endpoint: write { registry } or { host, port }.`);
  }
  return values;
}

function siblingsOf(prefix: string): string {
  const names = OPTION_TABLE.map((row) => row.name as string).filter((name) => name.startsWith(prefix));
  return names.filter((name) => !name.slice(prefix.length).includes('.')).join(', ');
}

function readVariables(env: Environment, complaints: string[]): Values {
  const values: Record<string, unknown> = {};
  for (const row of OPTION_TABLE) {
    const text = row.variable === undefined ? undefined : env[row.variable];
    // An empty variable counts as absent, as everywhere in OpenTelemetry.
    if (text === undefined || text.trim() === '') continue;
    const value = row.parse?.(text);
    if (value !== undefined && row.accepts(value)) values[row.name] = value;
    else complaints.push(`${row.variable} cannot be ${quote(text)}: write ${variableText(row)}.`);
  }
  return values;
}

/** A variable cannot say what an object says in code. */
function variableText({ name, write }: OptionRow): string {
  return name === 'metrics' ? 'true or false' : write.replace(/, or \{.*$/, '');
}

function isStrict(env: Environment, complaints: string[]): boolean {
  const text = env[STRICT_VARIABLE] ?? '';
  const strict = parseBoolean(text);
  if (strict === undefined && text.trim() !== '') {
    complaints.push(`${STRICT_VARIABLE} cannot be ${quote(text)}: write true or false.`);
  }
  return strict === true;
}

function metricsOf(values: Values, served: boolean): ResolvedOptions['metrics'] {
  const registry = values['metrics.registry'];
  if (registry !== undefined) return { registry: registry as MetricsRegistryOptions['registry'] };
  if (values.metrics === false || !served) return false;
  return { host: values['metrics.host'] as string, port: values['metrics.port'] as number };
}

function breakerOf(values: Values, code: unknown, variable: unknown): ResolvedOptions['breaker'] {
  const mode =
    values['breaker.mode'] ?? (typeof code === 'string' ? code : undefined) ?? variable ?? DEFAULTS.breaker;
  const { 'breaker.providers': providers = {}, 'breaker.sensitivity': sensitivity } = values;
  return { mode, providers, sensitivity } as ResolvedOptions['breaker'];
}

function quote(value: unknown): string {
  return typeof value === 'string'
    ? JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
    : inspect(value, { depth: 0, breakLength: Infinity, maxStringLength: 60, maxArrayLength: 3 });
}
