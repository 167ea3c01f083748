import type { IncomingMessage } from 'node:http';
import module, { createRequire } from 'node:module';
import type { MeterProvider, TracerProvider } from '@opentelemetry/api';
import { loadPeer, type Peer } from './peers.ts';

/** An instrumentation by shape: fits `Instrumentation` of every OTel JS SDK since 1.x. */
export interface InstrumentationLike {
  instrumentationName: string;
  instrumentationVersion: string;
  enable(): void;
  disable(): void;
  setTracerProvider(provider: TracerProvider): void;
  setMeterProvider(provider: MeterProvider): void;
  setConfig(config: object): void;
  getConfig(): { enabled?: boolean };
}

type InstrumentationClass = new (config: object) => InstrumentationLike;

/** Options of {@link faultlineInstrumentations}. */
export interface InstrumentationOptions {
  /** Incoming requests that make no span. @defaultValue none */
  readonly ignoreIncoming?: ((request: IncomingMessage) => boolean) | undefined;
}

const UNDICI: Peer = '@opentelemetry/instrumentation-undici';
const HTTP: Peer = '@opentelemetry/instrumentation-http';

/** A function of Node's that an instrumentation replaced. */
interface Patch {
  readonly object: Record<string, unknown>;
  readonly name: string;
  readonly patched: unknown;
}

/** The instrumentations of an SDK of our own. They are at work from their construction on. */
export class Instrumentations {
  readonly all: readonly InstrumentationLike[];
  /** What is not installed. */
  readonly missing: readonly Peer[];
  readonly #http: InstrumentationLike | undefined;
  readonly #undici: (InstrumentationLike & { onRequestCreated?(message: object): void }) | undefined;
  #patches: readonly Patch[] = [];
  #isRetired = false;

  constructor({ ignoreIncoming }: InstrumentationOptions) {
    const undici = loadPeer<{ UndiciInstrumentation: InstrumentationClass }>(UNDICI)?.UndiciInstrumentation;
    const http = loadPeer<{ HttpInstrumentation: InstrumentationClass }>(HTTP)?.HttpInstrumentation;
    this.missing = [...(undici ? [] : [UNDICI]), ...(http ? [] : [HTTP])];
    this.#undici =
      undici &&
      new undici({
        // A request that becomes a WebSocket neither ends nor fails: its span would stay open for good.
        ignoreRequestHook: (request: { upgrade?: unknown }) => Boolean(request.upgrade),
      });
    // Incoming requests make spans too: one that fails says whose fault it was.
    this.#http =
      http &&
      httpInstrumentation(http, {
        ignoreOutgoingRequestHook: () => this.#isRetired,
        ...(ignoreIncoming === undefined ? {} : { ignoreIncomingRequestHook: ignoreIncoming }),
      });
    this.all = [this.#undici, this.#http].filter((instrumentation) => instrumentation !== undefined);
    if (http !== undefined) this.#patches = patchHttp();
  }

  /** Gives a request of undici its span whose announcement started all this, and was thus not heard. */
  catchUp(request: object): void {
    this.#undici?.onRequestCreated?.({ request });
  }

  /**
   * Takes off what is still ours, and lets pass what somebody took out of Node. Where another instrumentation put its own
   * in place of ours, disabling ours would take off theirs.
   */
  retire(): void {
    this.#isRetired = true;
    this.#undici?.disable();
    const left = this.#patches.filter(({ object, name, patched }) => object[name] === patched);
    if (left.length === this.#patches.length) this.#http?.disable();
    else for (const { patched } of left) (patched as { __unwrap?(): void }).__unwrap?.();
    this.#patches = [];
    module.syncBuiltinESMExports();
  }
}

/** Where the instrumentation of node:http is kept, for all copies of this package. */
const KEPT = Symbol.for('faultline.otel.http');
const kept: { [KEPT]?: InstrumentationLike | undefined } = globalThis as object;

/**
 * The one instrumentation of node:http that this package ever makes in a process. A second one would patch nothing:
 * modules that were hooked once are not handed out again, but to the instrumentation that knows them.
 */
function httpInstrumentation(Class: InstrumentationClass, config: object): InstrumentationLike {
  const known = kept[KEPT];
  if (known === undefined) {
    kept[KEPT] = new Class(config);
    return kept[KEPT];
  }
  known.setConfig(config);
  known.enable();
  return known;
}

/**
 * Loads both modules through `require`, which has them patched, and has Node copy what CommonJS then sees to what ES
 * modules see: named imports are instrumented without a loader hook.
 */
function patchHttp(): readonly Patch[] {
  const load = createRequire(import.meta.url);
  const patches = ['http', 'https'].flatMap((name) => {
    const exports: Record<string, unknown> & { Server: { prototype: object } } = load(name);
    const server = exports.Server.prototype as Record<string, unknown>;
    return [
      { object: exports, name: 'request', patched: exports.request },
      { object: exports, name: 'get', patched: exports.get },
      { object: server, name: 'emit', patched: server.emit },
    ];
  });
  module.syncBuiltinESMExports();
  return patches;
}

/**
 * The instrumentations that Faultline starts in an SDK of its own, for those who start their SDK themselves:
 * `new NodeSDK({ instrumentations: faultlineInstrumentations() })`. What is not installed is left out.
 */
export function faultlineInstrumentations(options: InstrumentationOptions = {}): InstrumentationLike[] {
  return [...new Instrumentations(options).all];
}
