import type { Call } from '../exchange.ts';
import type { Place } from '../finding.ts';
import { knownEndpoint } from './known-endpoint.ts';
import { templateOf } from './template.ts';
import { hostOf, pathOf } from './url-parts.ts';

/**
 * Where an exchange belongs, from itself alone: the provider that the caller named, else host and non-default port in lower
 * case; the endpoint by the route that is known, else by a guessed template. Query strings and user info are dropped. Never throws.
 */
export function placeOf(call: Call): Place {
  const { method, url, route, provider } = call;
  return {
    provider: (provider ?? hostOf(url)) || 'unknown',
    endpoint: knownEndpoint(method, route ?? templateOf(pathOf(url))),
  };
}
