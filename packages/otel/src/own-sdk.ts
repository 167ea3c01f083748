import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { type InstrumentationOptions, Instrumentations } from './instrumentations.ts';
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
  /** Gives a request of undici its span that was announced before the SDK started: the one that it was started for. */
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
/** What an SDK of our own is made of. */
const PEERS: readonly Peer[] = [
  SDK_NODE,
  '@opentelemetry/instrumentation-undici',
  '@opentelemetry/instrumentation-http',
];

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
  if (peer === undefined) {
    warn?.(`Faultline makes no traces without ${SDK_NODE}. To add: ${installCommand(PEERS)}`);
    return undefined;
  }
  const instrumentations = new Instrumentations(options);
  const { missing } = instrumentations;
  if (missing.length > 0) {
    warn?.(`Faultline traces without ${missing.join(' and ')}. To add: ${installCommand(missing)}`);
  }

  const before = { ...registry() };
  const sdk = new peer.NodeSDK({
    instrumentations: [...instrumentations.all],
    metricReaders: metricReadersOf(env, metricProducer, warn),
    ...(serviceName === undefined ? {} : { serviceName }),
    ...resourceOf(options),
    ...(options.logs || isSet(env.OTEL_LOGS_EXPORTER) ? {} : { logRecordProcessors: [] }),
  });
  sdk.start();
  return {
    catchUp: (request) => instrumentations.catchUp(request),
    forceFlush: flushProviders,
    async shutdown() {
      instrumentations.retire();
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

async function flushProviders(): Promise<void> {
  const { trace: proxy, metrics: meters, logs } = registry();
  const tracers = (proxy as { getDelegate?(): object } | undefined)?.getDelegate?.();
  await Promise.all(
    [tracers, meters, logs].map((provider) => (provider as { forceFlush?(): Promise<void> })?.forceFlush?.()),
  );
}

/** Frees what the SDK registered, and nothing that was registered before it. */
function unregister(before: Registry): void {
  const { trace: tracers, logs: loggers } = registry();
  if (before.trace === undefined) {
    trace.disable();
    forgetDelegate(tracers);
  }
  if (before.metrics === undefined) metrics.disable();
  if (before.context === undefined) context.disable();
  if (before.propagation === undefined) propagation.disable();
  if (before.logs === undefined) {
    delete registry().logs;
    forgetDelegate(loggers);
  }
}

/**
 * The API's proxy of the copy that registered the SDK, which need not be ours, goes on giving out what the ended SDK makes:
 * the next SDK's instrumentations would write into it.
 */
function forgetDelegate(proxy: object | undefined): void {
  const { setDelegate, _setDelegate } = (proxy ?? {}) as Record<
    string,
    ((delegate: undefined) => void) | undefined
  >;
  (setDelegate ?? _setDelegate)?.call(proxy, undefined);
}
