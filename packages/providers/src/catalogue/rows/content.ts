import type { ProviderRow } from '../provider.ts';

/** Content management. */
// biome-ignore format: one provider is one line
export const CONTENT: readonly ProviderRow[] = [
  ['contentful', 'Contentful', 'cdn.contentful.com api.contentful.com preview.contentful.com graphql.contentful.com', 'statuspage https://www.contentfulstatus.com'],
  ['sanity', 'Sanity', '*.api.sanity.io *.apicdn.sanity.io', 'statuspage https://status.sanity.io'],
  ['contentstack', 'Contentstack', 'api.contentstack.io cdn.contentstack.io', 'unconfirmed https://status.contentstack.com'],
  ['webflow', 'Webflow', 'api.webflow.com', 'statuspage https://status.webflow.com'],
  ['ghost', 'Ghost(Pro)', '*.ghost.io', 'unconfirmed https://status.ghost.org'],
  ['prismic', 'Prismic', '*.prismic.io', 'statuspage https://status.prismic.io'],
  ['storyblok', 'Storyblok', 'api.storyblok.com mapi.storyblok.com', 'unconfirmed https://status.storyblok.com'],
];
