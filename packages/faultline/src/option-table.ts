import { BREAKER_MODES, SENSITIVITIES } from '@faultline/core';
import {
  type CircuitOptions,
  type MetricsEndpointOptions,
  type MetricsRegistryOptions,
  MODES,
  type RegisterOptions,
} from './options.ts';

/** Names of options as {@link OPTION_TABLE} has them: `metrics.port` stands for `metrics: { port }`. */
export type OptionName =
  | keyof RegisterOptions
  | `metrics.${keyof (MetricsEndpointOptions & MetricsRegistryOptions)}`
  | `breaker.${keyof CircuitOptions}`;

/** One option: how code writes it, how the environment does, and what a document says of it. */
export interface OptionRow {
  readonly name: OptionName;
  /** Its environment variable. */
  readonly variable?: string;
  /** Turns the variable's text into the option's value; `undefined` when the text is not understood. */
  readonly parse?: (text: string) => unknown;
  /** Whether code may write this value. */
  readonly accepts: (value: unknown) => boolean;
  /** What to write, as the end of a sentence that starts with "write". */
  readonly write: string;
  /** The default, as code writes it. `undefined` where absence is the default. */
  readonly fallback: unknown;
  readonly description: string;
}

/** Every option and variable, the one source of checks, defaults and the documents' table. */
export const OPTION_TABLE: readonly OptionRow[] = [
  {
    name: 'enabled',
    variable: 'FAULTLINE_ENABLED',
    parse: parseBoolean,
    accepts: isBoolean,
    write: 'true or false',
    fallback: true,
    description: '`false` turns everything off.',
  },
  {
    name: 'serviceName',
    variable: 'OTEL_SERVICE_NAME',
    parse: parseText,
    accepts: isText,
    write: 'a name such as "checkout"',
    fallback: undefined,
    description: 'Name of this service in traces.',
  },
  {
    name: 'serviceVersion',
    variable: 'FAULTLINE_SERVICE_VERSION',
    parse: parseText,
    accepts: isText,
    write: 'a version such as "1.4.2"',
    fallback: undefined,
    description:
      'Version of this service, to tell a failure that came with a deploy; else `service.version` of `OTEL_RESOURCE_ATTRIBUTES`, else `npm_package_version`.',
  },
  {
    name: 'mode',
    variable: 'FAULTLINE_MODE',
    parse: parseText,
    accepts: isOneOf(MODES),
    write: `one of ${listed(MODES)}`,
    fallback: 'auto',
    description:
      '`own` starts an OpenTelemetry SDK, `attach` adds to the one that runs, `metrics-only` leaves traces alone, `auto` takes the first that fits: attach, own, metrics-only.',
  },
  {
    name: 'metrics',
    variable: 'FAULTLINE_METRICS',
    parse: parseBoolean,
    accepts: (value) => isBoolean(value) || isObject(value),
    write: 'false, { host, port } or { registry }',
    fallback: true,
    description: '`false` for no `/metrics` endpoint. Worker threads have none unless code asks for it.',
  },
  {
    name: 'metrics.host',
    variable: 'OTEL_EXPORTER_PROMETHEUS_HOST',
    parse: parseText,
    accepts: isText,
    write: 'an address to listen on such as "127.0.0.1"',
    fallback: '127.0.0.1',
    description: 'Address of the `/metrics` endpoint.',
  },
  {
    name: 'metrics.port',
    variable: 'OTEL_EXPORTER_PROMETHEUS_PORT',
    parse: parseInteger,
    accepts: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535,
    write: 'a port from 0 to 65535, where 0 takes any free one',
    fallback: 9464,
    description: 'Port of the `/metrics` endpoint.',
  },
  {
    name: 'metrics.registry',
    accepts: isRegistry,
    write: 'a registry of prom-client 15 or @prometheus-io/client',
    fallback: undefined,
    description: 'A registry that carries the metrics in place of the endpoint.',
  },
  {
    name: 'providers',
    accepts: Array.isArray,
    write: 'a list such as [{ id: "billing", hosts: ["billing.internal:8443"] }]',
    fallback: undefined,
    description:
      'Providers of your own, internal services too, or additions to the built-in catalogue: `id`, `name`, `hosts`, `endpoints`, `rules`, `like`, `statusPage`.',
  },
  {
    name: 'breaker',
    variable: 'FAULTLINE_BREAKER',
    parse: parseText,
    accepts: (value) => isOneOf(BREAKER_MODES)(value) || isObject(value),
    write: `one of ${listed(BREAKER_MODES)}, or { mode, providers, sensitivity }`,
    fallback: 'shadow',
    description:
      '`off`; `shadow` opens circuits and rejects nothing; `enforce` rejects calls to open circuits with a `CircuitOpenError`.',
  },
  {
    name: 'breaker.mode',
    accepts: isOneOf(BREAKER_MODES),
    write: `one of ${listed(BREAKER_MODES)}`,
    fallback: undefined,
    description: 'The same, where more is said of breakers.',
  },
  {
    name: 'breaker.providers',
    accepts: (value) => isObject(value) && Object.values(value).every(isOneOf(BREAKER_MODES)),
    write: `provider ids with one of ${listed(BREAKER_MODES)} each, such as { stripe: "enforce" }`,
    fallback: undefined,
    description: 'What breakers do at single providers.',
  },
  {
    name: 'breaker.sensitivity',
    accepts: isOneOf(SENSITIVITIES),
    write: `one of ${listed(SENSITIVITIES)}`,
    fallback: 'normal',
    description: 'How readily a circuit opens.',
  },
  {
    name: 'logs',
    variable: 'FAULTLINE_LOGS',
    parse: parseBoolean,
    accepts: isBoolean,
    write: 'true or false',
    fallback: false,
    description: 'Write failures, verdicts and circuit changes as OpenTelemetry log records too.',
  },
  {
    name: 'peek',
    variable: 'FAULTLINE_PEEK',
    parse: parseBoolean,
    accepts: isBoolean,
    write: 'true or false',
    fallback: true,
    description:
      "Read along the first 4 KiB of a failed answer's body where the status alone does not tell. Used for classification, then dropped.",
  },
  {
    name: 'captureErrors',
    variable: 'FAULTLINE_CAPTURE_ERRORS',
    parse: parseBoolean,
    accepts: isBoolean,
    write: 'true or false',
    fallback: false,
    description:
      "Capture failed answers for your own log: status, redacted URL, harmless headers, the first 2 KiB of the body without secrets; 10 a second at most. To `on('capture')`, else to standard error; never exported.",
  },
  {
    name: 'statusPages',
    variable: 'FAULTLINE_STATUS_PAGES',
    parse: parseBoolean,
    accepts: isBoolean,
    write: 'true or false',
    fallback: false,
    description:
      'Ask the public status page of a provider in trouble, once a minute until it is healthy, as one more hint. It is traffic to third parties, so nobody is asked by default.',
  },
];

/** The variable that makes a bad variable stop the process instead of costing a warning. */
export const STRICT_VARIABLE = 'FAULTLINE_STRICT';

/** Understands `true` and `false`, as OpenTelemetry's variables do. */
export function parseBoolean(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

function parseText(text: string): string {
  return text.trim();
}

function parseInteger(text: string): number | undefined {
  return /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : undefined;
}

function isOneOf(values: readonly unknown[]): (value: unknown) => boolean {
  return (value) => values.includes(value);
}

function listed(values: readonly string[]): string {
  return values.map((value) => `"${value}"`).join(', ');
}

function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean';
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

/** Whether a value is an object with named fields. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRegistry(value: unknown): boolean {
  return (
    isObject(value) &&
    ['registerMetric', 'getSingleMetric', 'removeSingleMetric'].every(
      (name) => typeof value[name] === 'function',
    )
  );
}
