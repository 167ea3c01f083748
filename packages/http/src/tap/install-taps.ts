import { Guard } from '../guard/guard.ts';
import { guardDispatcher } from '../guard/guard-dispatcher.ts';
import { guardFetch } from '../guard/guard-fetch.ts';
import { tapHttp } from './http-tap.ts';
import { Ledger } from './ledger.ts';
import type { TapOptions, Taps } from './tap-options.ts';
import { tapUndici } from './undici-tap.ts';

/** Where the one set of taps of a process is kept: the ESM and the CJS copy of this package find the same. */
const INSTALLED = Symbol.for('faultline.http.taps');
const shared = globalThis as { [INSTALLED]?: Taps | undefined };

/**
 * Taps every outbound HTTP exchange of this process: Node's fetch, npm undici 6–8, `node:http` and `node:https`, and
 * whatever is built on them. Install the taps before any tracing instrumentation, so that a finding is there before
 * the instrumentation ends its span.
 *
 * There is one set of taps a process: while one is installed, a second call returns it and leaves its options alone.
 */
export function installTaps(options: TapOptions): Taps {
  const installed = shared[INSTALLED];
  if (installed !== undefined) return installed;
  const ledger = new Ledger(options);
  const subscriptions = [tapUndici(ledger), tapHttp(ledger)];
  const guard = ledger.admissions && new Guard(ledger, ledger.admissions);
  if (guard !== undefined) subscriptions.push(guardDispatcher(ledger, guard));
  const taps: Taps = {
    get openCount() {
      return ledger.openCount;
    },
    guardFetch: (fetch) => (guard === undefined ? fetch : guardFetch(guard, fetch)),
    execute: async (call, make) => (guard === undefined ? make() : guard.execute(call, make)),
    uninstall() {
      for (const subscription of subscriptions) subscription.stop();
      if (shared[INSTALLED] === taps) shared[INSTALLED] = undefined;
    },
  };
  shared[INSTALLED] = taps;
  return taps;
}
