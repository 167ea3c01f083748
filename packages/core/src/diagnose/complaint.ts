import type { Classification } from '../classify/classification.ts';
import type { Category, Phase } from '../closed-sets.ts';
import type { Exchange } from '../exchange.ts';

/**
 * What an exchange complains of, in the order in which a request meets it. An exchange that got as far as one complaint
 * proves that everything before it works: a refused credential was resolved, connected, and answered.
 */
export const COMPLAINTS = [
  'dns',
  'connect',
  'tls',
  'broken',
  'slow',
  'server',
  'throttled',
  'credential',
  'missing',
  'request',
] as const;
/** One of {@link COMPLAINTS}. */
export type Complaint = (typeof COMPLAINTS)[number];

/** Complaints that are weighed alike. */
export const FAMILIES = [
  'path',
  'tls',
  'broken',
  'slow',
  'server',
  'throttled',
  'credential',
  'missing',
  'request',
] as const;
/** One of {@link FAMILIES}. */
export type Family = (typeof FAMILIES)[number];

/** Depth of an exchange that complains of nothing. */
export const NO_COMPLAINT: number = COMPLAINTS.length;
/** Says nothing about anybody: cancelled by the caller, or rejected by our own breaker. */
export const SILENT = -1;

const FAMILY: Readonly<Record<Complaint, Family>> = {
  dns: 'path',
  connect: 'path',
  tls: 'tls',
  broken: 'broken',
  slow: 'slow',
  server: 'server',
  throttled: 'throttled',
  credential: 'credential',
  missing: 'missing',
  request: 'request',
};

const BY_PHASE: Partial<Record<Phase, Complaint>> = { dns: 'dns', connect: 'connect', tls: 'tls' };

const BY_CATEGORY: Readonly<Record<Category, Complaint | undefined>> = {
  ok: undefined,
  redirect: undefined,
  cancelled: undefined,
  circuit_open: undefined,
  validation: 'request',
  conflict: 'request',
  precondition: 'request',
  lock: 'request',
  client_config: 'request',
  partial_failure: 'request',
  authentication: 'credential',
  permission: 'credential',
  plan: 'credential',
  billing: 'credential',
  rate_limit: 'throttled',
  quota: 'throttled',
  not_found: 'missing',
  gone: 'missing',
  overloaded: 'server',
  provider_error: 'server',
  gateway: 'server',
  timeout: 'slow',
  dns: 'dns',
  connection: 'broken',
  tls: 'tls',
  proxy: 'connect',
  protocol: 'broken',
  unknown: 'server',
};

/**
 * Categories of the way there. In an answer that names us (426, 495, 505) they complain of the request all the same; only what a
 * proxy answers itself (407) never came to the provider.
 */
const OF_THE_WAY: ReadonlySet<Category> = new Set(['dns', 'connection', 'tls', 'protocol']);

/** The family of a complaint, by its index. */
export function familyOf(depth: number): Family {
  return FAMILY[COMPLAINTS[depth] ?? 'request'];
}

/** Index of the complaint of an exchange, {@link NO_COMPLAINT}, or {@link SILENT}. */
export function depthOf({ category, blame }: Classification, exchange: Exchange): number {
  if (category === 'cancelled' || category === 'circuit_open') return SILENT;
  // Nobody's fault, or the customer's: the provider did its work.
  if (blame === 'none' || blame === 'end_user') return NO_COMPLAINT;
  let early = exchange.error === undefined ? undefined : BY_PHASE[exchange.phase ?? 'headers'];
  // A handshake that is cut off is trouble on the way; only a refused certificate is trouble of trust.
  if (early === 'tls' && category !== 'tls') early = 'connect';
  const names = exchange.error === undefined && blame === 'self' && OF_THE_WAY.has(category);
  const complaint = early ?? (names ? 'request' : BY_CATEGORY[category]);
  return complaint === undefined ? NO_COMPLAINT : COMPLAINTS.indexOf(complaint);
}
