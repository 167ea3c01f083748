import { knownPath } from '../../body/leaf.ts';
import {
  AUTHENTICATION,
  BILLING,
  CLIENT_CONFIG,
  LOCK,
  OVERLOADED,
  PERMISSION,
  PROVIDER_ERROR,
  QUOTA,
  RATE_LIMIT,
  SHARED_RATE_LIMIT,
  VALIDATION,
} from '../outcome.ts';
import type { Reading } from '../reading.ts';
import { header, is, like, noHeader, type Rules, row, text } from '../row.ts';

const SHOPIFY_DOCS = 'shopify.dev/docs/api/usage/response-codes';
const REQUESTED = knownPath('extensions.cost.requestedQueryCost');
const AVAILABLE = knownPath('extensions.cost.throttleStatus.currentlyAvailable');
const RESTORE = knownPath('extensions.cost.throttleStatus.restoreRate');

/** Shopify states no delay for a throttled query, but what the bucket lacks and how fast it fills. */
function shopifyRefillMs(reading: Reading): number | undefined {
  const [requested, available, rate] = [REQUESTED, AVAILABLE, RESTORE].map((at) =>
    Number(reading.value(at) ?? Number.NaN),
  );
  if (requested === undefined || available === undefined || rate === undefined || !(rate > 0))
    return undefined;
  const waitMs = Math.ceil(Math.max(0, ((requested - available) / rate) * 1000));
  return Number.isFinite(waitMs) ? waitMs : undefined;
}

// biome-ignore format: one rule is one line
/** Shopify. */
export const SHOPIFY: Rules = () => [
  row('shopify.throttled', [200, 429], [is('errors.extensions.code', 'THROTTLED')], RATE_LIMIT, 'shopify.dev/docs/api/usage/limits', { waitMs: shopifyRefillMs, hint: 'The query costs more than the bucket holds: wait for the refill, or ask for less.' }),
  row('shopify.max_cost', [200], [is('errors.extensions.code', 'MAX_COST_EXCEEDED')], VALIDATION, 'shopify.dev/docs/api/usage/limits'),
  row('shopify.access', [200], [is('errors.extensions.code', 'ACCESS_DENIED')], PERMISSION, 'shopify.dev/docs/api/admin-graphql'),
  row('shopify.shop_inactive', [200], [is('errors.extensions.code', 'SHOP_INACTIVE')], BILLING, 'shopify.dev/docs/api/admin-graphql'),
  row('shopify.rejected', [430], [], RATE_LIMIT, SHOPIFY_DOCS),
  row('shopify.frozen', [402], [], BILLING, SHOPIFY_DOCS, { hint: 'The shop is frozen until its owner pays.' }),
  row('shopify.locked', [423], [], { ...LOCK, blame: 'self', retry: 'after_fix', waits: false }, SHOPIFY_DOCS, { hint: 'The shop is locked: its owner has to talk to Shopify.' }),
  row('shopify.disabled', [540], [], PROVIDER_ERROR, SHOPIFY_DOCS),
  row('shopify.json', [783], [], VALIDATION, SHOPIFY_DOCS),
  row('shopify.origin_name', [530], [], { ...PROVIDER_ERROR, category: 'gateway' }, SHOPIFY_DOCS),
];

// biome-ignore format: one rule is one line
/** The other shops and their services, by provider. */
export const COMMERCE: Readonly<Record<string, Rules>> = {
  bigcommerce: () => [
    row('bigcommerce.rate_limit', [429], [header('x-rate-limit-time-reset-ms')], RATE_LIMIT, 'bigcommerce/docs api-rate-limits.mdx'),
    row('bigcommerce.rate_limit', [429], [header('x-rate-limit-requests-left')], RATE_LIMIT, 'bigcommerce/docs api-rate-limits.mdx'),
    row('bigcommerce.high_load', [429], [noHeader('x-rate-limit-requests-left')], { ...SHARED_RATE_LIMIT, category: 'overloaded' }, 'bigcommerce/docs api-rate-limits.mdx', { hint: 'The platform is under high load; it is not a limit of this shop.' }),
    row('bigcommerce.timeout', [503, 507], [], OVERLOADED, 'bigcommerce/docs api-status-codes'),
  ],
  etsy: () => [
    row('etsy.day', [429], [header('x-remaining-today', '0')], QUOTA, 'developers.etsy.com/documentation/essentials/rate-limits'),
  ],
  ebay: () => [
    row('ebay.limit', [429], [is('errors.errorId', '2001')], { ...QUOTA, waits: false }, 'developer.ebay.com/api-docs/static/handling-error-messages.html'),
    row('ebay.token', [400, 401], [is('errors.errorId', '1001', '1002')], AUTHENTICATION, 'developer.ebay.com/api-docs/static/handling-error-messages.html'),
    row('ebay.scope', [403], [is('errors.errorId', '1100')], PERMISSION, 'developer.ebay.com/api-docs/static/handling-error-messages.html'),
  ],
  commercetools: () => [row('commercetools.version', [409], [is('errors.code', 'ConcurrentModification')], { ...LOCK, category: 'conflict', blame: 'self', retry: 'after_fix', waits: false }, 'docs.commercetools.com/api/errors'), row('commercetools.overloaded', [503], [], OVERLOADED, 'docs.commercetools.com/api/errors')],
  easypost: () => [
    row('easypost.billing', [402], [], BILLING, 'docs.easypost.com/docs/errors'),
    row('easypost.carrier', [], [like('error.code', /^SHIPMENT\.(?:POSTAGE\.FAILURE|RATES\.UNAVAILABLE)$/)], PROVIDER_ERROR, 'docs.easypost.com/docs/errors'),
    row('easypost.timeout', [408, 504], [], { ...PROVIDER_ERROR, category: 'timeout', retry: 'if_idempotent' }, 'docs.easypost.com/docs/errors'),
  ],
  lob: () => [row('lob.payment', [401, 402, 403], [is('error.code', 'payment_method_unverified', 'email_required', 'feature_limit_reached', 'billing_address_required')], BILLING, 'docs.lob.com/#errors')],
  squarespace: () => [row('squarespace.user_agent', [400], [text(/user.agent/i)], CLIENT_CONFIG, 'developers.squarespace.com')],
  'amazon-sp-api': () => [
    row('sp_api.quota', [429], [is('errors.code', 'QuotaExceeded')], RATE_LIMIT, 'developer-docs.amazon.com/sp-api/docs/usage-plans-and-rate-limits'),
    row('sp_api.token', [403], [is('errors.code', 'Unauthorized'), like('errors.details', /access token.{0,80}expired/i)], AUTHENTICATION, 'developer-docs.amazon.com/sp-api'),
  ],
};
