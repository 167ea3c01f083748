import type { BreakerMode, Sensitivity } from '@faultline/core';
import type { RegistryLike } from '@faultline/prometheus';
import type { ProviderOptions } from '@faultline/providers';

/** How Faultline meets OpenTelemetry. */
export const MODES = ['auto', 'own', 'attach', 'metrics-only'] as const;
/** One of {@link MODES}. */
export type Mode = (typeof MODES)[number];

/** Where Faultline serves `/metrics` itself. */
export interface MetricsEndpointOptions {
  /** Address to listen on. @defaultValue `'127.0.0.1'`, or `OTEL_EXPORTER_PROMETHEUS_HOST` */
  readonly host?: string;
  /** TCP port, 0–65535; 0 takes any free one. @defaultValue 9464, or `OTEL_EXPORTER_PROMETHEUS_PORT` */
  readonly port?: number;
}

/** Which registry of the application carries the metrics. */
export interface MetricsRegistryOptions {
  /** A registry of `prom-client` 15 or `@prometheus-io/client`. No endpoint is started: the application serves it. */
  readonly registry: RegistryLike;
}

/** How the circuit breakers act. */
export interface CircuitOptions {
  /** What they do at every provider that `providers` does not name. @defaultValue `'shadow'`, or `FAULTLINE_BREAKER` */
  readonly mode?: BreakerMode;
  /** What they do at one provider, by its id. @defaultValue none is named */
  readonly providers?: Readonly<Record<string, BreakerMode>>;
  /** How readily a circuit opens. @defaultValue `'normal'` */
  readonly sensitivity?: Sensitivity;
}

/** Options of {@link register}. Each wins over its environment variable. */
export interface RegisterOptions {
  /** `false` turns everything off. @defaultValue `true`, or `FAULTLINE_ENABLED` */
  readonly enabled?: boolean;
  /** Name of this service in traces. @defaultValue `OTEL_SERVICE_NAME`, else OpenTelemetry's own default */
  readonly serviceName?: string;
  /**
   * Version of this service, to tell a failure that came with a deploy.
   * @defaultValue `FAULTLINE_SERVICE_VERSION`, else `service.version` of `OTEL_RESOURCE_ATTRIBUTES`, else `npm_package_version`
   */
  readonly serviceVersion?: string;
  /**
   * `own` starts an OpenTelemetry SDK, `attach` adds to the one that runs, `metrics-only` leaves traces alone,
   * and `auto` attaches where an SDK runs, else owns one where it is installed, else keeps to metrics.
   * @defaultValue `'auto'`, or `FAULTLINE_MODE`
   */
  readonly mode?: Mode;
  /**
   * Where metrics go: an endpoint of their own, a registry of the application, or `false` for nowhere.
   * @defaultValue an endpoint at 127.0.0.1:9464; none if `FAULTLINE_METRICS=false`, or in a worker thread
   */
  readonly metrics?: boolean | MetricsEndpointOptions | MetricsRegistryOptions;
  /**
   * Providers of your own (internal services too), or additions to built-in ones.
   * @defaultValue the built-in catalogue alone; other hosts are providers named by their host
   */
  readonly providers?: readonly ProviderOptions[];
  /**
   * What circuit breakers do: nothing (`off`), open and reject nothing (`shadow`), or reject (`enforce`).
   * @defaultValue `'shadow'`, or `FAULTLINE_BREAKER`
   */
  readonly breaker?: BreakerMode | CircuitOptions;
  /** Whether failures, verdicts and circuit changes become OpenTelemetry log records. @defaultValue `false`, or `FAULTLINE_LOGS` */
  readonly logs?: boolean;
  /**
   * Whether to read along the first 4 KiB of a failed answer's body where the status alone does not tell what happened.
   * It is used for classification and dropped. @defaultValue `true`, or `FAULTLINE_PEEK`
   */
  readonly peek?: boolean;
  /**
   * Whether failed answers are captured for the application's own log: status, redacted URL, harmless headers and the
   * first 2 KiB of the body, scrubbed; 10 a second at most. They go to `on('capture')`, or to standard error as lines of
   * JSON where nobody listens, and are never exported. Without `peek` they have no body.
   * @defaultValue `false`, or `FAULTLINE_CAPTURE_ERRORS`
   */
  readonly captureErrors?: boolean;
  /**
   * Whether to ask the public status page of a provider when the verdict on it turns bad, then once a minute until it is
   * healthy. What it claims is a hint for the diagnosis and the metric `faultline_provider_status`. It is traffic to third
   * parties: one GET without credentials, of at most 5 s and 512 KiB. Idle and healthy providers are never asked.
   * @defaultValue `false`, or `FAULTLINE_STATUS_PAGES`
   */
  readonly statusPages?: boolean;
}

/** Options with every default filled in. */
export interface ResolvedOptions {
  readonly enabled: boolean;
  readonly serviceName: string | undefined;
  readonly serviceVersion: string | undefined;
  readonly mode: Mode;
  readonly metrics: false | Required<MetricsEndpointOptions> | MetricsRegistryOptions;
  readonly providers: readonly ProviderOptions[];
  readonly breaker: Required<CircuitOptions>;
  readonly logs: boolean;
  readonly peek: boolean;
  readonly captureErrors: boolean;
  readonly statusPages: boolean;
}
