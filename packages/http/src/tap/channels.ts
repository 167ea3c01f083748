import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Ledger } from './ledger.ts';

/** Something that was put on and can be taken off. */
export interface Subscription {
  /** Takes it off. Safe to call twice. */
  stop(): void;
}

/**
 * Subscribes each handler to its channel, guarded: what a subscriber throws would become an uncaught exception of the
 * process, so it goes to the ledger's report instead.
 */
// biome-ignore lint/suspicious/noExplicitAny: each channel has its own message, which only its handler knows.
export function subscribeAll(ledger: Ledger, handlers: Record<string, (message: any) => void>): Subscription {
  const guarded = Object.entries(handlers).map(([name, handle]) => {
    const listen = (message: unknown): void => {
      try {
        handle(message);
      } catch (error) {
        ledger.report(name, error);
      }
    };
    subscribe(name, listen);
    return { name, listen };
  });
  return {
    stop() {
      for (const { name, listen } of guarded) unsubscribe(name, listen);
    },
  };
}
