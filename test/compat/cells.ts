/** Where Faultline starts: preloaded before or after the SDK, or in code, before or after the SDK. */
export type Order = 'after the SDK' | 'before the SDK' | 'in code, first' | 'in code, last';
export type ModuleSystem = 'esm' | 'cjs';

/** One SDK, and what Faultline can do beside it. */
export interface Sdk {
  readonly name: string;
  /** Its name in the README's table, where that is no name of a package. */
  readonly title?: string;
  /** The directory that it is installed in. */
  readonly at: string;
  /** The module that starts it, by name or as one of `programs/` without its suffix. Absent: no SDK, Faultline owns one. */
  readonly start?: string;
  readonly mode: 'own' | 'attach' | 'metrics-only';
  /** Why its spans carry no finding, where they do not. */
  readonly untagged?: string;
  /** How its client spans come out. */
  readonly exporter: 'otlp' | 'in-process' | 'stdout';
  /** Why something does not run. */
  readonly skip?: (cell: Omit<Cell, 'sdk'>) => string | undefined;
}

/** One cell of the matrix. */
export interface Cell {
  readonly sdk: Sdk;
  readonly order: Order;
  readonly modules: ModuleSystem;
  /** Major version. */
  readonly node: number;
}

/** Major versions of Node that the matrix is played on. */
export const NODES: readonly number[] = [22, 24, 26];

/** What runs in a process beside Faultline. */
export const SDKS: readonly Sdk[] = [
  {
    name: 'none, OTel 2.x installed',
    title: 'none, OpenTelemetry 2.x installed (api 1.9)',
    at: 'otel-2',
    mode: 'own',
    exporter: 'otlp',
  },
  {
    name: 'none, OTel 3.x installed',
    title: 'none, OpenTelemetry 3.x installed (api 1.10)',
    at: 'otel-3',
    mode: 'own',
    exporter: 'otlp',
  },
  {
    name: 'NodeSDK 2.x',
    title: '`NodeSDK` 2.x',
    at: 'otel-2',
    start: 'node-sdk',
    mode: 'attach',
    exporter: 'otlp',
  },
  {
    name: 'NodeSDK 3.x',
    title: '`NodeSDK` 3.x',
    at: 'otel-3',
    start: 'node-sdk',
    mode: 'attach',
    exporter: 'otlp',
  },
  {
    name: 'auto-instrumentations-node 2.x',
    title: '`@opentelemetry/auto-instrumentations-node/register`, 2.x',
    at: 'otel-2',
    start: '@opentelemetry/auto-instrumentations-node/register',
    mode: 'attach',
    exporter: 'otlp',
  },
  {
    name: 'auto-instrumentations-node 3.x',
    title: '`@opentelemetry/auto-instrumentations-node/register`, 3.x',
    at: 'otel-3',
    start: '@opentelemetry/auto-instrumentations-node/register',
    mode: 'attach',
    exporter: 'otlp',
  },
  {
    name: '@elastic/opentelemetry-node',
    at: 'elastic',
    start: '@elastic/opentelemetry-node',
    mode: 'attach',
    exporter: 'otlp',
  },
  { name: '@vercel/otel', at: 'vercel', start: 'vercel', mode: 'attach', exporter: 'otlp' },
  {
    name: '@sentry/node',
    at: 'sentry',
    start: 'sentry',
    mode: 'metrics-only',
    untagged: 'it has no tracer provider',
    exporter: 'in-process',
  },
  {
    name: 'dd-trace',
    at: 'datadog',
    start: 'datadog',
    mode: 'metrics-only',
    untagged: "its spans are not OpenTelemetry's",
    exporter: 'stdout',
  },
];

/** The matrix for these versions of Node. */
export function cellsOf(nodes: readonly number[]): readonly Cell[] {
  const modules: readonly ModuleSystem[] = ['esm', 'cjs'];
  return SDKS.flatMap((sdk) =>
    ordersOf(sdk).flatMap((order) =>
      modules.flatMap((system) => nodes.map((node) => ({ sdk, order, modules: system, node }))),
    ),
  );
}

function ordersOf({ start }: Sdk): readonly Order[] {
  return start === undefined
    ? ['before the SDK', 'in code, first']
    : ['after the SDK', 'before the SDK', 'in code, first', 'in code, last'];
}
