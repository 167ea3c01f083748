import { createRequire } from 'node:module';
import * as api from '@opentelemetry/api';

/** Packages that Faultline loads if they are there. */
export type Peer =
  | '@opentelemetry/sdk-node'
  | '@opentelemetry/instrumentation-http'
  | '@opentelemetry/instrumentation-undici'
  | '@opentelemetry/api-logs';

/** Loads a package, or one of its dependencies. */
export type Load = (name: string) => unknown;

/**
 * Synchronous, and CommonJS whatever the application is: an SDK has to run before the next request starts, and its
 * instrumentations hook `require`.
 */
const load: Load = createRequire(import.meta.url);

/** Whether a package is not there, as opposed to there and broken. */
function isMissing(error: unknown, name: string): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return code === 'MODULE_NOT_FOUND' && String(message).includes(name);
}

/** Loads an optional package; `undefined` when it is not installed. @throws what the package throws while it loads */
export function loadPeer<T>(name: Peer): T | undefined {
  try {
    return load(name) as T;
  } catch (error) {
    if (isMissing(error, name)) return undefined;
    throw error;
  }
}

/** Whether an optional package is there, without loading it. */
export function isInstalled(name: Peer): boolean {
  try {
    (load as NodeJS.Require).resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** Loads what the SDK itself depends on, in the version that the SDK uses. */
export function loadFromSdk<T>(name: string): T {
  const { resolve } = load as NodeJS.Require;
  return createRequire(resolve('@opentelemetry/sdk-node'))(name) as T;
}

/** Whether the application's API is of the line that came with SDK 3.0; the two lines do not mix. */
export const HAS_API_1_10: boolean = 'logs' in api;

/** The last versions of each line that were tested together. */
const VERSIONS: Readonly<Record<Peer, readonly [api1_9: string, api1_10: string]>> = {
  '@opentelemetry/sdk-node': ['0.223', '0.301'],
  '@opentelemetry/instrumentation-http': ['0.223', '0.301'],
  '@opentelemetry/instrumentation-undici': ['0.33', '0.34'],
  '@opentelemetry/api-logs': ['0.223', '0.301'],
};

/** The command that installs packages beside the API that is installed. */
export function installCommand(names: readonly Peer[]): string {
  const versioned = names.map((name) => `${name}@${VERSIONS[name][HAS_API_1_10 ? 1 : 0]}`);
  return `npm install ${versioned.join(' ')}`;
}
