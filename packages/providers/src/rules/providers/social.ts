import {
  AUTHENTICATION,
  BILLING,
  NOT_FOUND,
  OVERLOADED,
  PERMISSION,
  PLAN,
  PROVIDER_ERROR,
  QUOTA,
  RATE_LIMIT,
  RECIPIENT_GONE,
  RECIPIENT_REFUSES,
  USER_SIGN_IN,
  VALIDATION,
} from '../outcome.ts';
import { header, is, like, noHeader, type Rules, row, text } from '../row.ts';

const META_DOCS = 'developers.facebook.com/docs/graph-api/guides/error-handling';
const WHATSAPP_DOCS = 'developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes';
const X_DOCS = 'docs.x.com/x-api/fundamentals/response-codes-and-errors';
const RIOT_DOCS = 'developer.riotgames.com/docs/portal (rate limiting)';
const CODE = 'error.code';

// biome-ignore format: one rule is one line
/** Meta: `type` is OAuthException for nearly everything, the number decides. Also WhatsApp, Instagram and Threads. */
export const META: Rules = () => [
  row('meta.rate_limit', [], [is(CODE, '4', '17', '32', '613', '341', '368', '80007', '130429', '131048', '131056', '131057')], RATE_LIMIT, META_DOCS),
  row('meta.rate_limit', [], [like(CODE, /^800(?:0\d|1[0-4])$/)], RATE_LIMIT, META_DOCS),
  row('meta.user_token', [], [is(CODE, '190'), is('error.error_subcode', '458', '459', '460', '464', '492')], USER_SIGN_IN, META_DOCS, { hint: 'The user has to log in again: password changed, app removed, or checkpoint.' }),
  row('meta.token', [], [is(CODE, '190', '102', '467')], AUTHENTICATION, META_DOCS),
  row('meta.temporary', [], [is(CODE, '1', '2', '131000', '131016', '133004')], PROVIDER_ERROR, META_DOCS),
  row('meta.permission', [], [is(CODE, '3', '10', '131005', '131031', '133010')], PERMISSION, META_DOCS),
  row('meta.permission', [], [like(CODE, /^2\d\d$/)], PERMISSION, META_DOCS),
  row('meta.duplicate', [], [is(CODE, '506')], VALIDATION, META_DOCS),
  row('whatsapp.payment', [], [is(CODE, '131042')], BILLING, WHATSAPP_DOCS),
  row('whatsapp.recipient', [], [is(CODE, '131026', '131021', '131030')], RECIPIENT_GONE, WHATSAPP_DOCS),
  row('whatsapp.window', [], [is(CODE, '131047', '131050')], RECIPIENT_REFUSES, WHATSAPP_DOCS, { hint: 'More than 24 hours since the customer wrote, or marketing was refused: use a template.' }),
  row('meta.transient', [], [is('error.is_transient', 'true')], PROVIDER_ERROR, META_DOCS),
  row('meta.request', [400], [is(CODE, '100', '131008', '131009', '132000', '132001', '132012')], VALIDATION, META_DOCS),
];

// biome-ignore format: one rule is one line
/** The other networks and games, by provider. */
export const SOCIAL: Readonly<Record<string, Rules>> = {
  twitter: () => [
    row('x.plan', [403], [is('errors.code', '453')], PLAN, X_DOCS),
    row('x.plan', [403], [is('reason', 'client-not-enrolled', 'official-client-forbidden')], PLAN, X_DOCS),
    row('x.usage_cap', [403, 429], [is('title', 'UsageCapExceeded')], { ...QUOTA, waits: false }, X_DOCS),
    row('x.rate_limit', [420, 429], [], RATE_LIMIT, X_DOCS),
    row('x.rate_limit', [403], [is('errors.code', '88', '185')], RATE_LIMIT, X_DOCS),
    row('x.over_capacity', [503], [], OVERLOADED, X_DOCS),
    row('x.credits', [402], [], BILLING, X_DOCS),
    row('x.duplicate', [403], [is('errors.code', '187')], { ...VALIDATION, category: 'conflict' }, X_DOCS),
    row('x.token', [400, 401, 403], [is('errors.code', '32', '89', '99', '215')], AUTHENTICATION, X_DOCS),
    row('x.recipient', [403], [is('errors.code', '349', '150', '151')], RECIPIENT_REFUSES, X_DOCS),
  ],
  reddit: () => [row('reddit.rate_limit', [200], [like('json.errors', /^RATELIMIT$/)], RATE_LIMIT, 'reddit.com/dev/api'), row('reddit.private', [403], [is('reason', 'private', 'quarantined', 'gold_only')], PERMISSION, 'reddit.com/dev/api')],
  linkedin: () => [
    row('linkedin.day', [429], [text(/DAY limit/i)], { ...QUOTA, waits: false }, 'learn.microsoft.com/linkedin/shared/api-guide/concepts/rate-limits'),
    row('linkedin.token', [401], [is('serviceErrorCode', '65600', '65601', '65602', '65604')], AUTHENTICATION, 'learn.microsoft.com/linkedin/shared/api-guide/concepts/error-handling'),
    row('linkedin.upgrade', [426], [], { ...VALIDATION, hint: 'The version header names a version that is no longer active.' }, 'learn.microsoft.com/linkedin/marketing/versioning'),
  ],
  tiktok: () => [
    row('tiktok.rate_limit', [200, 429], [is('error.code', 'rate_limit_exceeded')], RATE_LIMIT, 'developers.tiktok.com/doc/tiktok-api-v2-error-handling'),
    row('tiktok.rate_limit', [200], [is('code', '40100', '40016', '40132', '51021')], RATE_LIMIT, 'business-api.tiktok.com return codes'),
    row('tiktok.token', [200, 401], [is('error.code', 'access_token_invalid')], AUTHENTICATION, 'developers.tiktok.com/doc/tiktok-api-v2-error-handling'),
    row('tiktok.token', [200], [is('code', '40101', '40102', '40104', '40105', '40110')], AUTHENTICATION, 'business-api.tiktok.com return codes'),
    row('tiktok.scope', [200, 401, 403], [is('error.code', 'scope_not_authorized', 'scope_permission_missed')], PERMISSION, 'developers.tiktok.com/doc/tiktok-api-v2-error-handling'),
    row('tiktok.permission', [200], [is('code', '40001', '40002', '40103')], VALIDATION, 'business-api.tiktok.com return codes'),
    row('tiktok.server', [200, 500], [like('code', /^5\d{4}$/)], PROVIDER_ERROR, 'business-api.tiktok.com return codes'),
    row('tiktok.internal', [200, 500], [is('error.code', 'internal_error')], PROVIDER_ERROR, 'developers.tiktok.com/doc/tiktok-api-v2-error-handling'),
    row('tiktok.spam', [200, 403], [like('error.code', /^spam_risk/)], { ...QUOTA, waits: false }, 'developers.tiktok.com/doc/content-posting-api-reference-direct-post'),
  ],
  pinterest: () => [row('pinterest.token', [401], [is('code', '2')], AUTHENTICATION, 'developers.pinterest.com'), row('pinterest.consumer', [403], [is('code', '29', '3')], PERMISSION, 'developers.pinterest.com')],
  spotify: () => [row('spotify.premium', [403], [is('error.reason', 'PREMIUM_REQUIRED')], { ...PLAN, blame: 'end_user', hint: 'The user needs Premium.' }, 'developer.spotify.com/documentation/web-api/reference/start-a-users-playback'), row('spotify.device', [404], [is('error.reason', 'NO_ACTIVE_DEVICE')], { ...NOT_FOUND, blame: 'end_user', hint: 'The user has no active device.' }, 'developer.spotify.com'), row('spotify.unregistered', [403], [text(/User not registered in the Developer Dashboard/i)], PERMISSION, 'developer.spotify.com/documentation/web-api/concepts/quota-modes')],
  vimeo: () => [row('vimeo.plan', [403], [is('error_code', '3429', '8002')], PLAN, 'developer.vimeo.com')],
  unsplash: () => [row('unsplash.rate_limit', [403], [text(/Rate Limit Exceeded/i)], RATE_LIMIT, 'unsplash.com/documentation#rate-limiting')],
  tumblr: () => [row('tumblr.day', [429], [header('x-ratelimit-perday-remaining', '0')], { ...QUOTA, waits: false }, 'tumblr.com/docs/en/api/v2')],
  'riot-games': () => [
    row('riot.own_limit', [429], [header('x-rate-limit-type', 'application', 'method')], RATE_LIMIT, RIOT_DOCS),
    row('riot.service', [429], [header('x-rate-limit-type', 'service')], OVERLOADED, RIOT_DOCS, { hint: 'The service behind is limited, not this key.' }),
    row('riot.service', [429], [noHeader('x-rate-limit-type')], OVERLOADED, RIOT_DOCS, { hint: 'The service behind is limited, not this key.' }),
    row('riot.key', [403], [], AUTHENTICATION, RIOT_DOCS, { hint: 'The key expired (development keys last a day), is blacklisted, or the path is wrong.' }),
  ],
  'eve-esi': () => [
    row('eve.error_limit', [420], [], RATE_LIMIT, 'esi/esi-docs', { hint: 'Too many errors: every route is blocked until the window ends.' }),
    row('eve.token', [403], [text(/token is expired|expired/i)], AUTHENTICATION, 'esi/esi-docs'),
    row('eve.downtime', [503, 504], [], OVERLOADED, 'esi/esi-docs'),
  ],
  roblox: () => [row('roblox.aborted', [409], [is('code', 'ABORTED')], { ...RATE_LIMIT, category: 'lock', blame: 'unknown' }, 'create.roblox.com/docs/cloud/reference/errors')],
  playfab: () => [row('playfab.throttled', [], [is('error', 'APIClientRequestRateLimitExceeded', 'APIConcurrentRequestLimitExceeded', 'ConcurrentEditError', 'DataUpdateRateExceeded', 'OverLimit')], RATE_LIMIT, 'learn.microsoft.com/gaming/playfab/api-references/global-api-method-error-codes'), row('playfab.downstream', [], [is('error', 'DownstreamServiceUnavailable', 'ServiceUnavailable', 'InternalServerError')], PROVIDER_ERROR, 'learn.microsoft.com/gaming/playfab')],
};
