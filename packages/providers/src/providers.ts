import { type Call, type Classify, type Exchange, type Place, pathOf, placeOf } from '@faultline/core';
import type { StatusPage } from './catalogue/provider.ts';
import { type ClassifierOptions, classifierOver } from './classifier.ts';
import { createDirectory } from './directory.ts';
import { type EndpointTemplate, templateFor } from './endpoint-templates.ts';
import { KnownPlaces } from './known-places.ts';
import { peekOn } from './peek-on.ts';
import { resolveProviders } from './provider-options.ts';

/** Everything that is known of providers, as the engine and the taps ask for it. */
export interface Providers {
  /** Says what an exchange means. Total; never throws. */
  readonly classify: Classify;
  /** Where a call belongs: the provider by host, the endpoint by the route that is known, the templates of the provider, else a guess. */
  readonly place: (call: Call) => Place;
  /** Whether the start of this answer's body shall be read along. Asked at the headers. */
  readonly peekOn: (exchange: Exchange) => boolean;
  /** Name of a provider for people: `Stripe`; the id itself for one that is not known. */
  readonly nameOf: (id: string) => string;
  /** Status page of a provider, or `undefined`. */
  readonly statusPageOf: (id: string) => StatusPage | undefined;
}

/**
 * Creates what is known of providers, from the built-in ones and those of the user.
 *
 * @throws TypeError for an option that is not valid, quoting it
 */
export function createProviders(options: ClassifierOptions = {}): Providers {
  const directory = createDirectory(resolveProviders(options.providers ?? []));
  const places = new KnownPlaces((call) => {
    const { id: provider, endpoints } = directory.find(call);
    const { method, url } = call;
    const route = call.route ?? (endpoints.length === 0 ? undefined : templateOn(endpoints, method, url));
    return placeOf(route === undefined ? { method, url, provider } : { method, url, provider, route });
  });
  return {
    classify: classifierOver(directory, options),
    place: (call) => places.of(call),
    peekOn: (exchange) => peekOn(exchange, directory.find(exchange)),
    nameOf: (id) => directory.byId(id).name,
    statusPageOf: (id) => directory.byId(id).statusPage,
  };
}

function templateOn(endpoints: readonly EndpointTemplate[], method: string, url: string): string | undefined {
  return templateFor(endpoints, method, pathOf(url).split(/[?#]/, 1)[0] ?? '/');
}
