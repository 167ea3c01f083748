import type { WorldMaker } from '../maker.ts';
import type { Effect, WireError } from '../world.ts';

/** A kind of incident that worlds can be made of. */
export interface Scenario {
  readonly name: string;
  readonly family: string;
  readonly title: string;
  /** Where an incident of the kind is documented; empty when assumed. */
  readonly source: string;
  readonly notes: string;
  build(make: WorldMaker): void;
}

/** An error effect with its own duration. */
export function error(code: string, phase: WireError['phase'], p50: number, p99: number = p50 * 3): Effect {
  return { error: { code, phase }, latency_ms: { p50, p99 } };
}

/** Connecting took the ten seconds that undici waits. */
export const CONNECT_TIMEOUT: Effect = {
  error: { code: 'UND_ERR_CONNECT_TIMEOUT', phase: 'connect' },
  latency_ms: { p50: 10_020, p99: 10_080 },
};

/** A page of a gateway, the same for every host behind it. */
export function gatewayPage(status: number, server: string): Effect {
  return {
    status,
    headers: { 'content-type': 'text/html', server },
    body: `<html>\r\n<head><title>${status}</title></head>\r\n<body>\r\n<center><h1>${status}</h1></center>\r\n<hr><center>${server}</center>\r\n</body>\r\n</html>\r\n`,
  };
}
