import type { Classify } from '@faultline/core';
import type { Method } from '../method.ts';
import { Standings } from './standings.ts';

/** The classification by itself: no evidence around the exchange is heard. */
export function classifyAlone(classify: Classify): Method {
  return {
    name: 'classify_alone',
    rule: 'the label of the exchange by itself',
    start: () => {
      const standings = new Standings();
      return {
        record(exchange, place) {
          const { blame, confidence } = classify(exchange);
          standings.add(place.provider, blame);
          return { blame, confidence };
        },
        verdict: (provider) => standings.of(provider),
      };
    },
  };
}
