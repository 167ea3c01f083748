/** How a status page can be read. `page` is for people only; `unconfirmed` may answer at `api`, nobody has checked. */
export const STATUS_PAGE_KINDS = [
  'statuspage',
  'incidentio',
  'instatus',
  'statusio',
  'rss',
  'json',
  'page',
  'unconfirmed',
] as const;
/** One of {@link STATUS_PAGE_KINDS}. */
export type StatusPageKind = (typeof STATUS_PAGE_KINDS)[number];

/** The status page of a provider. */
export interface StatusPage {
  readonly kind: StatusPageKind;
  /** For people. */
  readonly url: string;
  /** For machines, when there is one. */
  readonly api?: string;
  /** False when the `api` was not seen to answer: probe it before use. */
  readonly confirmed: boolean;
}

/** A third party known by its hosts. */
export interface Provider {
  /** Stable id, used in labels: `stripe`. */
  readonly id: string;
  /** For people: `Stripe`. */
  readonly name: string;
  /**
   * Host patterns: `api.stripe.com`, `*.zendesk.com`, `billing.internal:8443`. A `*` stands for one or more characters.
   * An exact host beats a pattern, and the longest pattern wins.
   */
  readonly hosts: readonly string[];
  /** The provider whose rules apply after its own: `aws` for `aws-s3`. */
  readonly kin?: string;
  /** On the hosts of its kin, the paths that are this provider's: `/wiki/` of `jira` is `confluence`. */
  readonly paths?: readonly string[];
  readonly statusPage?: StatusPage;
}

/**
 * One provider as the built-in table writes it: id, name, hosts separated by spaces, status page (kind, page, api; a
 * final `?` when the api was never seen to answer), kin, path prefixes on the hosts of its kin.
 */
export type ProviderRow = readonly [
  id: string,
  name: string,
  hosts: string,
  statusPage: string,
  kin?: string,
  paths?: string,
];

const SUMMARY: Partial<Record<StatusPageKind, string>> = {
  statuspage: '/api/v2/summary.json',
  incidentio: '/api/v2/summary.json',
  instatus: '/summary.json',
  unconfirmed: '/api/v2/summary.json',
};

/** Reads the status page column of a row; `undefined` when it is empty. */
export function statusPageFrom(column: string): StatusPage | undefined {
  const [kind, url, api, doubt] = column.split(' ') as [StatusPageKind, string?, string?, string?];
  if (url === undefined) return undefined;
  const suffix = SUMMARY[kind];
  const address = api ?? (suffix === undefined ? undefined : url + suffix);
  const confirmed = address !== undefined && doubt !== '?' && kind !== 'unconfirmed';
  return address === undefined ? { kind, url, confirmed } : { kind, url, api: address, confirmed };
}

/** Reads one row of the built-in table. */
export function providerFrom(row: ProviderRow): Provider {
  const [id, name, hosts, page, kin, paths] = row;
  const statusPage = statusPageFrom(page);
  return {
    id,
    name,
    hosts: hosts === '' ? [] : hosts.split(' '),
    ...(kin === undefined ? {} : { kin }),
    ...(paths === undefined ? {} : { paths: paths.split(' ') }),
    ...(statusPage === undefined ? {} : { statusPage }),
  };
}
