import { join } from 'node:path';
import { startOtlpCollector } from '../kit/otlp-collector.ts';
import type { PlainAttributes } from '../kit/otlp-json.ts';
import { spawnApp } from '../kit/spawn-app.ts';
import type { Cell, Order } from './cells.ts';

/** A client span, whoever made it. */
export interface ClientSpan {
  readonly name: string;
  readonly attributes: PlainAttributes;
}

/** What one run of the app came to. */
export interface Played {
  readonly code: number | null;
  readonly stderr: string;
  /** What the application saw of its requests. */
  readonly saw: readonly unknown[];
  readonly mode: string | undefined;
  /** Lines of `faultline_requests_total`. */
  readonly counts: readonly string[];
  readonly spans: readonly ClientSpan[];
}

/** What all runs share. */
export interface Surroundings {
  /** Where the SDKs are installed. */
  readonly home: string;
  /** Where the app sends its requests. */
  readonly origin: string;
  readonly refused: string;
}

/** Runs the app of a cell, with Faultline or without. */
export async function play(
  cell: Cell,
  surroundings: Surroundings,
  node: string,
  withFaultline: boolean,
): Promise<Played> {
  const { sdk, order, modules } = cell;
  const directory = join(surroundings.home, sdk.at);
  const suffix = modules === 'esm' ? 'mjs' : 'cjs';
  const start = sdk.start && startOf(sdk.start, suffix);
  const inCode = order.startsWith('in code');
  const collector = await startOtlpCollector();
  const preloads = inCode ? [] : preloadsOf(start, order, withFaultline);
  const app = spawnApp(join(directory, `app.${suffix}`), {
    execPath: node,
    fromSource: false,
    cwd: directory,
    nodeArgs: preloads.flatMap((name) => [modules === 'esm' ? '--import' : '--require', name]),
    env: {
      ...collector.env,
      OTEL_SERVICE_NAME: 'compat',
      OTEL_BSP_SCHEDULE_DELAY: '100',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
      OTEL_EXPORTER_PROMETHEUS_PORT: '0',
      UPSTREAM: surroundings.origin,
      REFUSED: surroundings.refused,
      FAULTLINE: withFaultline ? (order === 'in code, first' ? 'first-in-code' : 'in-code') : 'none',
      ...(inCode && start !== undefined ? { SDK: start } : {}),
    },
  });
  const { code } = await app.ended;
  await collector.close();
  const said = lastJson(app.stdout());
  return {
    code,
    stderr: app.stderr().replace(/\(node:\d+\)/g, '(node)'),
    saw: said.saw ?? [],
    mode: said.mode,
    counts: said.counts ?? [],
    spans:
      sdk.exporter === 'otlp'
        ? collector.spans.filter(({ kind, attributes }) => kind === 3 && isHttp(attributes))
        : sdk.exporter === 'stdout'
          ? datadogSpans(app.stdout())
          : (said.spans ?? []).map(({ op, name }) => ({ name: `${op} ${name}`, attributes: {} })),
  };
}

function startOf(start: string, suffix: string): string {
  return start.includes('/') ? start : `./${start}.${suffix}`;
}

function preloadsOf(start: string | undefined, order: Order, withFaultline: boolean): readonly string[] {
  const sdk = start === undefined ? [] : [start];
  if (!withFaultline) return sdk;
  return order === 'before the SDK' ? ['faultline/register', ...sdk] : [...sdk, 'faultline/register'];
}

function isHttp(attributes: PlainAttributes): boolean {
  return 'http.request.method' in attributes || 'http.method' in attributes;
}

interface Said {
  readonly saw?: readonly unknown[];
  readonly mode?: string;
  readonly counts?: readonly string[];
  readonly spans?: readonly { readonly op: string; readonly name: string }[];
}

function lastJson(stdout: string): Said {
  const line = stdout.split('\n').find((text) => text.startsWith('{"saw"'));
  return line === undefined ? {} : JSON.parse(line);
}

interface DatadogSpan {
  readonly name: string;
  readonly resource: string;
  readonly meta: PlainAttributes;
}

/** dd-trace prints batches of traces, each a list of spans. */
function datadogSpans(stdout: string): ClientSpan[] {
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{"traces"'))
    .flatMap((line) => (JSON.parse(line) as { traces: DatadogSpan[][] }).traces.flat())
    .filter(({ meta }) => meta['span.kind'] === 'client' && 'http.url' in meta)
    .map(({ name, resource, meta }) => ({ name: `${name} ${resource}`, attributes: meta }));
}
