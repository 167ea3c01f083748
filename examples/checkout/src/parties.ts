/** The providers of the checkout, made up. */
export const PARTIES = ['payments', 'shipping', 'mail', 'maps', 'llm'] as const;
/** One of {@link PARTIES}. */
export type Party = (typeof PARTIES)[number];

/** Through which client each of them is called. */
export const CLIENT_OF: Readonly<Record<Party, string>> = {
  payments: 'fetch',
  shipping: 'axios',
  mail: 'undici',
  maps: 'got',
  llm: 'http',
};

/** The path of each provider's API: tells its spans apart wherever the checkout found it. */
export const PATH_OF: Readonly<Record<Party, string>> = {
  payments: '/v1/charges',
  shipping: '/v1/labels',
  mail: '/v1/messages',
  maps: '/v1/routes',
  llm: '/v1/completions',
};

/** Whose API a URL belongs to. */
export function partyOf(url: string): Party | undefined {
  return PARTIES.find((party) => url.includes(PATH_OF[party]));
}

/** Where a provider is found. */
export interface Setting {
  readonly origin: string;
  /** A forward proxy on the way there. */
  readonly proxy?: string;
}

/** Where each provider is found; who is absent is not asked. */
export type Settings = Partial<Record<Party, Setting>>;
