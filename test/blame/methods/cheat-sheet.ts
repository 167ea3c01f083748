import type { Blame, Exchange } from '@faultline/core';
import type { Judgement, Method } from '../method.ts';
import { Standings } from './standings.ts';

/** How the cheat sheet's rule is read for an exchange without a status, of which it says nothing. */
export type NoStatus = 'provider' | 'self' | 'network';

/** The cheat sheet: 2xx and 3xx nobody, 4xx you, 5xx them. */
export function cheatSheet(noStatus: NoStatus): Method {
  return {
    name: `cheat_sheet_${noStatus}`,
    rule: `4xx self, 5xx provider, no status ${noStatus}`,
    start: () => {
      const standings = new Standings();
      return {
        record(exchange, place) {
          const blame = byStatus(exchange, noStatus);
          standings.add(place.provider, blame);
          return { blame, confidence: 1 };
        },
        verdict: (provider) => standings.of(provider),
      };
    },
  };
}

function byStatus(exchange: Exchange, noStatus: NoStatus): Blame {
  const status = exchange.error === undefined ? exchange.response?.status : undefined;
  if (status === undefined) return noStatus;
  if (status < 400) return 'none';
  return status < 500 ? 'self' : 'provider';
}

/** Blames the provider for everything that did not succeed. */
export const alwaysProvider: Method = {
  name: 'always_provider',
  rule: 'whatever fails is the provider',
  start: () => {
    const standings = new Standings();
    return {
      record(exchange, place): Judgement {
        const failed = byStatus(exchange, 'provider') !== 'none';
        standings.add(place.provider, failed ? 'provider' : 'none');
        return { blame: failed ? 'provider' : 'none', confidence: 1 };
      },
      verdict: (provider) => standings.of(provider),
    };
  },
};
