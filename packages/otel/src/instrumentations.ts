import type { IncomingMessage } from 'node:http';
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

/** The instrumentations, and what is not installed of them. */
export interface Instrumentations {
  readonly undici: InstrumentationLike | undefined;
  readonly http: InstrumentationLike | undefined;
  readonly missing: readonly Peer[];
}

/** Creates the instrumentations that are installed. */
export function createInstrumentations({ ignoreIncoming }: InstrumentationOptions = {}): Instrumentations {
  const undici = loadPeer<{ UndiciInstrumentation: InstrumentationClass }>(UNDICI)?.UndiciInstrumentation;
  const http = loadPeer<{ HttpInstrumentation: InstrumentationClass }>(HTTP)?.HttpInstrumentation;
  return {
    // A request that becomes a WebSocket neither ends nor fails: its span would stay open for good.
    undici:
      undici &&
      new undici({ ignoreRequestHook: (request: { upgrade?: unknown }) => Boolean(request.upgrade) }),
    // Incoming requests make spans too: one that fails says whose fault it was.
    http: http && new http(ignoreIncoming === undefined ? {} : { ignoreIncomingRequestHook: ignoreIncoming }),
    missing: [...(undici ? [] : [UNDICI]), ...(http ? [] : [HTTP])],
  };
}

const UNDICI: Peer = '@opentelemetry/instrumentation-undici';
const HTTP: Peer = '@opentelemetry/instrumentation-http';

/**
 * The instrumentations that Faultline starts in an SDK of its own, for those who start their SDK themselves:
 * `new NodeSDK({ instrumentations: faultlineInstrumentations() })`. What is not installed is left out.
 */
export function faultlineInstrumentations(options: InstrumentationOptions = {}): InstrumentationLike[] {
  const { undici, http } = createInstrumentations(options);
  return [undici, http].filter((instrumentation) => instrumentation !== undefined);
}
