import type { IncomingMessage } from 'node:http';
import module, { createRequire } from 'node:module';
import { loadPeer, type Peer } from './peers.ts';

/** An instrumentation, as far as Faultline handles it. */
export interface InstrumentationLike {
  readonly instrumentationName: string;
  readonly instrumentationVersion: string;
  enable(): void;
  disable(): void;
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
    const all = [
      this.#undici,
      // Incoming requests make spans too: one that fails says whose fault it was.
      http &&
        new http({
          ignoreOutgoingRequestHook: () => this.#isRetired,
          ...(ignoreIncoming === undefined ? {} : { ignoreIncomingRequestHook: ignoreIncoming }),
        }),
    ];
    this.all = all.filter((instrumentation) => instrumentation !== undefined);
    if (http !== undefined) this.#patches = patchHttp();
  }

  /** Gives a request of undici its span whose announcement started all this, and was thus not heard. */
  catchUp(request: object): void {
    this.#undici?.onRequestCreated?.({ request });
  }

  /**
   * Takes off what is still ours, and lets pass what somebody took out of Node. Disabling the instrumentation instead
   * would take off what another one put in its place.
   */
  retire(): void {
    this.#isRetired = true;
    this.#undici?.disable();
    for (const { object, name, patched } of this.#patches) {
      if (object[name] === patched) (patched as { __unwrap?(): void }).__unwrap?.();
    }
    this.#patches = [];
    module.syncBuiltinESMExports();
  }
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
export function faultlineInstrumentations(
  options: InstrumentationOptions = {},
): readonly InstrumentationLike[] {
  return new Instrumentations(options).all;
}
