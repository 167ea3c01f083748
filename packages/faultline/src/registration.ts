import { isMainThread } from 'node:worker_threads';
import { type Faultline, OFF } from './faultline.ts';
import { OptionError } from './option-error.ts';
import type { RegisterOptions, ResolvedOptions } from './options.ts';
import { resolveOptions } from './resolve-options.ts';
import { VERSION } from './version.ts';
import { warn } from './warning.ts';
import { wire } from './wire.ts';

/** One registration a thread, whatever number of copies of this package is loaded, as ESM or CommonJS. */
const KEY = Symbol.for('faultline.registration');

interface Registration {
  readonly version: string;
  readonly faultline: Faultline;
}

/**
 * Classifies every outbound HTTP exchange of this thread from now on.
 *
 * Call it first, before anything that starts an OpenTelemetry SDK or other instrumentation: what subscribes later
 * ends its spans later, so that they can carry Faultline's attributes. A second call returns what the first one started.
 *
 * @throws OptionError that quotes a bad option and says what to write instead, and nothing else
 *
 * @example
 * import { register } from 'faultline';
 * register({ serviceName: 'checkout' });
 */
export function register(options: RegisterOptions = {}): Faultline {
  const global = globalThis as { [KEY]?: Registration };
  const running = global[KEY];
  if (running !== undefined) {
    warnOfSecond(running, options);
    return running.faultline;
  }
  const resolved = resolveOptions(options, { env: process.env, isMainThread, warn });
  if (!resolved.enabled) return OFF;
  const faultline = start(resolved, () => delete global[KEY]);
  global[KEY] = { version: VERSION, faultline };
  return faultline;
}

/** Whatever fails in our own start-up, the application goes on without us. */
function start(options: ResolvedOptions, onShutdown: () => void): Faultline {
  try {
    return wire(options, onShutdown);
  } catch (error) {
    if (error instanceof OptionError) throw error;
    warn(`Faultline could not start (${error}): the application runs without it. Please report this.`);
    return OFF;
  }
}

function warnOfSecond(running: Registration, options: RegisterOptions): void {
  if (running.version !== VERSION) {
    warn(
      `Faultline ${running.version} runs already: this copy, ${VERSION}, stays idle. Install one version.`,
    );
  } else if (Object.keys(options ?? {}).length > 0) {
    warn('Faultline runs already: the options of a second register() are ignored. Call it once.');
  }
}
