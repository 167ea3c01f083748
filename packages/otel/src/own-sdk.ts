import module, { createRequire } from 'node:module';
import { context, metrics, propagation, trace } from '@opentelemetry/api';
import {
  createInstrumentations,
  type InstrumentationLike,
  type InstrumentationOptions,
} from './instrumentations.ts';
import type { MetricProducer } from './metric-producer.ts';
import { metricReadersOf } from './metric-readers.ts';
import { installCommand, loadFromSdk, loadPeer, type Peer } from './peers.ts';
import { type Registry, registry } from './registered.ts';

/** Options of {@link startOwnSdk}. */
export interface OwnSdkOptions extends InstrumentationOptions {
  /** Name of this service. @defaultValue `OTEL_SERVICE_NAME`, else OpenTelemetry's own default */
  readonly serviceName?: string | undefined;
  /** Version of this service. @defaultValue what `OTEL_RESOURCE_ATTRIBUTES` says */
  readonly serviceVersion?: string | undefined;
  /** Joins the metrics that the SDK exports. @defaultValue none */
  readonly metricProducer?: MetricProducer | undefined;
  /** Whether log records are exported although `OTEL_LOGS_EXPORTER` does not say so. @defaultValue `false` */
  readonly logs?: boolean | undefined;
  /** Told what to install when an optional package is missing. @defaultValue nobody */
  readonly warn?: ((line: string) => void) | undefined;
}

/** An SDK that Faultline started. */
export interface OwnSdk {
  /**
   * Gives a request of undici its span, that was announced before the SDK started: the one whose announcement started it.
   */
  catchUp(request: object): void;
  /** Sends what waits for export. */
  forceFlush(): Promise<void>;
  /** Sends what waits, takes the instrumentations off and frees OpenTelemetry's API for another SDK. */
  shutdown(): Promise<void>;
}

interface NodeSdk {
  start(): void;
  shutdown(): Promise<void>;
}

const SDK_NODE: Peer = '@opentelemetry/sdk-node';

/**
 * Starts OpenTelemetry's NodeSDK with the HTTP instrumentations, configured by the standard `OTEL_*` variables.
 *
 * Loaded here and not before: the SDK brings every exporter with it. Metrics and logs are exported when asked for:
 * where `OTEL_METRICS_EXPORTER` or an OTLP endpoint is set, and where `OTEL_LOGS_EXPORTER` or `logs` is; an SDK with
 * nothing said would send both to localhost:4318.
 *
 * Call it only while no SDK is registered.
 *
 * @returns `undefined` when the SDK is not installed
 * @throws what the SDK throws
 */
export function startOwnSdk(
  options: OwnSdkOptions,
  env: NodeJS.ProcessEnv = process.env,
): OwnSdk | undefined {
  const { serviceName, metricProducer, warn } = options;
  const peer = loadPeer<{ NodeSDK: new (configuration: object) => NodeSdk }>(SDK_NODE);
  const { undici, http, missing } = createInstrumentations(options);
  if (missing.length > 0 || peer === undefined) {
    const absent = peer === undefined ? [SDK_NODE, ...missing] : missing;
    warn?.(`Faultline traces without ${absent.join(' and ')}. To add: ${installCommand(absent)}`);
  }
  if (peer === undefined) return undefined;

  const before = { ...registry() };
  const instrumentations = [undici, http].filter((instrumentation) => instrumentation !== undefined);
  const sdk = new peer.NodeSDK({
    instrumentations,
    metricReaders: metricReadersOf(env, metricProducer, warn),
    ...(serviceName === undefined ? {} : { serviceName }),
    ...resourceOf(options),
    ...(options.logs || isSet(env.OTEL_LOGS_EXPORTER) ? {} : { logRecordProcessors: [] }),
  });
  sdk.start();
  bindEsmImports();
  return {
    catchUp(request) {
      (undici as { onRequestCreated?(message: object): void } | undefined)?.onRequestCreated?.({ request });
    },
    forceFlush: flushProviders,
    async shutdown() {
      disable(instrumentations);
      try {
        await sdk.shutdown();
      } finally {
        unregister(before);
      }
    },
  };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value.trim() !== '';
}

function resourceOf({ serviceVersion }: OwnSdkOptions): object {
  if (serviceVersion === undefined) return {};
  const { defaultResource, resourceFromAttributes } = loadFromSdk<{
    defaultResource(): { merge(other: object): object };
    resourceFromAttributes(attributes: object): object;
  }>('@opentelemetry/resources');
  return { resource: defaultResource().merge(resourceFromAttributes({ 'service.version': serviceVersion })) };
}

/**
 * Lets named ES imports of `node:http` and `node:https` see the instrumented functions: loading both through `require`
 * has them patched, and Node then copies what CommonJS sees to what ES modules see. No loader hook is needed.
 */
function bindEsmImports(): void {
  const load = createRequire(import.meta.url);
  load('http');
  load('https');
  module.syncBuiltinESMExports();
}

function disable(instrumentations: readonly InstrumentationLike[]): void {
  for (const instrumentation of instrumentations) instrumentation.disable();
  module.syncBuiltinESMExports();
}

async function flushProviders(): Promise<void> {
  const { trace: proxy, metrics: meters, logs } = registry();
  const tracers = (proxy as { getDelegate?(): object } | undefined)?.getDelegate?.();
  await Promise.all(
    [tracers, meters, logs].map((provider) => (provider as { forceFlush?(): Promise<void> })?.forceFlush?.()),
  );
}

/** Frees what the SDK registered, and nothing that was registered before it. */
function unregister(before: Registry): void {
  if (before.trace === undefined) trace.disable();
  if (before.metrics === undefined) metrics.disable();
  if (before.context === undefined) context.disable();
  if (before.propagation === undefined) propagation.disable();
  if (before.logs === undefined) delete registry().logs;
}
