import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Who caused a failure, for the judge alone. */
export type Cause = 'provider' | 'self' | 'network';

/** A log-normal spread through two quantiles, in milliseconds. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
}

/** What the client saw fail, and where. */
export interface WireError {
  readonly code: string;
  readonly phase: 'dns' | 'connect' | 'tls' | 'headers' | 'body';
}

/** What a fault or the everyday noise does to a request. */
export interface Effect {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly error?: WireError;
  readonly latency_ms?: Latency;
  readonly limit?: { readonly requests?: number; readonly others_rps?: number };
}

/** One route of a provider and its traffic. */
export interface WorldEndpoint {
  readonly method: string;
  readonly route: string;
  readonly rps: number;
  readonly latency_ms: Latency;
  readonly timeout_ms?: number;
  readonly credentials?: readonly string[];
  readonly shapes?: Readonly<Record<string, number>>;
  readonly from_s?: number;
  readonly to_s?: number;
  readonly base?: readonly (Effect & { readonly p: number; readonly cause: string })[];
}

/** An enforced rate limit. */
export interface WorldLimit {
  readonly requests: number;
  readonly window_s: number;
  readonly headers: 'x-ratelimit' | 'ratelimit' | 'none';
  readonly status?: number;
  readonly body?: unknown;
}

/** A third party of the world. */
export interface WorldProvider {
  readonly id: string;
  readonly host: string;
  readonly credentials: readonly string[];
  readonly edge?: string;
  readonly limit?: WorldLimit;
  readonly new_sockets?: number;
  readonly endpoints: readonly WorldEndpoint[];
}

/** Something that goes wrong. */
export interface WorldFault {
  readonly from_s: number;
  readonly to_s: number;
  readonly cause: Cause;
  readonly where: {
    readonly provider?: string;
    readonly routes?: readonly string[];
    readonly methods?: readonly string[];
    readonly credentials?: readonly string[];
    readonly shapes?: readonly string[];
    readonly sockets?: 'new' | 'reused';
  };
  readonly p: number;
  readonly every?: 'request' | 'credential' | 'route';
  readonly effect: Effect;
}

/** What the process can know besides its exchanges; `traffic` and `clock_skew` act on the exchanges themselves. */
export type WorldSignal =
  | { readonly kind: 'deploy'; readonly t_s: number; readonly version: string }
  | { readonly kind: 'config_change'; readonly t_s: number; readonly what: string }
  | {
      readonly kind: 'event_loop_delay';
      readonly from_s: number;
      readonly to_s: number;
      readonly p99_ms: number;
    }
  | {
      readonly kind: 'pool_pending' | 'open_files_ratio';
      readonly from_s: number;
      readonly to_s: number;
      readonly value: number;
    }
  | { readonly kind: 'clock_skew'; readonly from_s: number; readonly to_s: number; readonly ms: number }
  | {
      readonly kind: 'status_page';
      readonly from_s: number;
      readonly to_s: number;
      readonly provider: string;
      readonly indicator: 'none' | 'minor' | 'major' | 'critical';
    }
  | {
      readonly kind: 'traffic';
      readonly from_s: number;
      readonly to_s: number;
      readonly provider: string;
      readonly x: number;
    };

/** Whose fault it was, for the judge alone. */
export interface Truth {
  readonly from_s: number;
  readonly to_s: number;
  readonly provider: string;
  readonly owner: Cause;
  readonly acceptable: readonly string[];
  readonly kind: string;
  readonly unknowable?: boolean;
}

/** One world of the benchmark: a service, its providers, what goes wrong, and the truth about it. */
export interface World {
  readonly id: string;
  readonly title: string;
  readonly family: string;
  readonly source?: string;
  readonly mix?: string;
  readonly duration_s: number;
  readonly service: { readonly version: string; readonly started_s: number };
  readonly providers: readonly WorldProvider[];
  readonly faults: readonly WorldFault[];
  readonly signals: readonly WorldSignal[];
  readonly truth: readonly Truth[];
  readonly notes?: string;
}

/**
 * Reads every world of a directory, in the order of the file names.
 *
 * @throws Error when the directory holds no world, or a file is not one; the message names the file.
 */
export function readWorlds(directory: string): World[] {
  const files = readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .sort();
  if (files.length === 0) throw new Error(`No world (*.json) in ${directory}`);
  return files.map((name) => {
    const world = JSON.parse(readFileSync(join(directory, name), 'utf8')) as World;
    if (!(world.duration_s > 0) || !Array.isArray(world.providers)) {
      throw new Error(`${join(directory, name)} is not a world: it needs duration_s > 0 and providers`);
    }
    return { ...world, faults: world.faults ?? [], signals: world.signals ?? [], truth: world.truth ?? [] };
  });
}
