import type { ProviderRow } from '../provider.ts';

/** Product analytics. */
// biome-ignore format: one provider is one line
export const ANALYTICS: readonly ProviderRow[] = [
  ['amplitude', 'Amplitude', 'api2.amplitude.com amplitude.com api.eu.amplitude.com', 'unconfirmed https://status.amplitude.com'],
  ['mixpanel', 'Mixpanel', 'api.mixpanel.com api-eu.mixpanel.com data.mixpanel.com', 'statuspage https://status.mixpanel.com'],
  ['posthog', 'PostHog', 'us.posthog.com eu.posthog.com us.i.posthog.com eu.i.posthog.com', 'unconfirmed https://status.posthog.com'],
  ['heap', 'Heap', 'heapanalytics.com', 'statuspage https://status.heap.io'],
  ['fullstory', 'FullStory', 'api.fullstory.com', 'statuspage https://status.fullstory.com'],
  ['pendo', 'Pendo', 'app.pendo.io', 'statuspage https://status.pendo.io'],
  ['plausible', 'Plausible', 'plausible.io', 'page https://status.plausible.io'],
  ['appsflyer', 'AppsFlyer', 'api2.appsflyer.com hq1.appsflyer.com', 'unconfirmed https://status.appsflyer.com'],
  ['branch', 'Branch', 'api2.branch.io', 'statuspage https://status.branch.io'],
  ['optimizely', 'Optimizely', 'api.optimizely.com logx.optimizely.com', 'statuspage https://status.optimizely.com'],
];
