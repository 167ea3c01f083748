import { type KnownHeader, knownHeader } from '../rules/known-headers.ts';
import type { WaitUnit } from './moment.ts';

/** A header that states a delay, and its unit. */
export type DelayHeader = readonly [name: KnownHeader, unit: WaitUnit];

/** Headers that state a delay outright, most exact first. `Retry-After` itself is read between the first and the second group. */
export const EXACT_DELAYS: readonly DelayHeader[] = [
  [knownHeader('retry-after-ms'), 'ms'], // OpenAI, Azure OpenAI
  [knownHeader('x-ms-retry-after-ms'), 'ms'], // Azure Cosmos DB
  [knownHeader('x-amz-retry-after'), 'ms'], // newer AWS services
];

/** Headers that state a delay when `Retry-After` is missing, or is none that HTTP knows: `30s`, a date of ISO 8601. */
export const OTHER_DELAYS: readonly DelayHeader[] = [
  [knownHeader('retry-after'), 'any'],
  [knownHeader('x-ratelimit-retry-after'), 'any'], // Help Scout, Addepar
  [knownHeader('x-ratelimit-retryafter'), 'any'], // CrowdStrike: epoch seconds
  [knownHeader('x-retry-after'), 'any'],
  [knownHeader('x-rate-limit-retry-after'), 'any'],
  [knownHeader('x-rate-limit-retry-after-seconds'), 's'],
  [knownHeader('x-ratelimit-retry-after-seconds'), 's'],
  [knownHeader('x-retry-after-ms'), 'ms'],
  [knownHeader('x-rate-limited-for'), 's'],
  [knownHeader('x-ratelimit-delay'), 's'], // Airbrake, Azure DevOps
  [knownHeader('x-ratelimit-next'), 'any'], // Akamai: ISO 8601
  [knownHeader('x-ratelimit-reset-in'), 'any'],
  [knownHeader('x-rate-limit-reset-in'), 'any'],
  [knownHeader('x-ratelimit-reset-seconds'), 's'],
  [knownHeader('x-rate-limit-reset-seconds'), 's'],
  [knownHeader('x-rate-limit-reset-ms'), 'ms'],
  [knownHeader('x-ratelimit-wait'), 'any'],
  [knownHeader('x-rate-limit-wait'), 'any'],
  [knownHeader('x-retry-after-seconds'), 's'],
  [knownHeader('x-retry-in'), 'any'],
  [knownHeader('retry-in'), 'any'],
  [knownHeader('backoff'), 's'], // Zotero
  [knownHeader('x-ratelimit-reset-ms'), 'ms'],
  [knownHeader('x-rate-limit-reset-after'), 's'],
  [knownHeader('x-rate-limit-time-reset-ms'), 'ms'], // BigCommerce
  [knownHeader('x-toggl-quota-resets-in'), 's'], // Toggl
  [knownHeader('x-esi-error-limit-reset'), 's'], // EVE ESI
];

/** One limit as a family of headers tells it. */
export interface LimitHeaders {
  readonly limit?: KnownHeader;
  readonly remaining: KnownHeader;
  readonly reset?: KnownHeader;
  readonly unit: WaitUnit;
}

function family(remaining: string, limit?: string, reset?: string, unit: WaitUnit = 'any'): LimitHeaders {
  return {
    remaining: knownHeader(remaining),
    unit,
    ...(limit === undefined ? {} : { limit: knownHeader(limit) }),
    ...(reset === undefined ? {} : { reset: knownHeader(reset) }),
  };
}

/**
 * Every family of limit headers, with the unit of its reset. Most resets read by size (`any`): of the providers in the table
 * none sends a delta above 1e9 or an epoch below it.
 */
export const LIMIT_HEADERS: readonly LimitHeaders[] = [
  // GitHub, Discord (float), Linode, Vimeo, Auth0, DocuSign: epoch seconds. Reddit, Datadog, Pinterest: delta seconds.
  family('x-ratelimit-remaining', 'x-ratelimit-limit', 'x-ratelimit-reset'),
  // X and Okta: epoch seconds; ShipStation and Workable: delta or epoch.
  family('x-rate-limit-remaining', 'x-rate-limit-limit', 'x-rate-limit-reset'),
  // IETF drafts 03-07: delta seconds; DigitalOcean, GitLab, Hetzner, Twitch: epoch; GoCardless: HTTP-date.
  family('ratelimit-remaining', 'ratelimit-limit', 'ratelimit-reset'),
  // OpenAI, Groq: Go durations.
  family('x-ratelimit-remaining-requests', 'x-ratelimit-limit-requests', 'x-ratelimit-reset-requests'),
  family('x-ratelimit-remaining-tokens', 'x-ratelimit-limit-tokens', 'x-ratelimit-reset-tokens'),
  // Anthropic: RFC 3339.
  family(
    'anthropic-ratelimit-requests-remaining',
    'anthropic-ratelimit-requests-limit',
    'anthropic-ratelimit-requests-reset',
  ),
  family(
    'anthropic-ratelimit-tokens-remaining',
    'anthropic-ratelimit-tokens-limit',
    'anthropic-ratelimit-tokens-reset',
  ),
  family(
    'anthropic-ratelimit-input-tokens-remaining',
    'anthropic-ratelimit-input-tokens-limit',
    'anthropic-ratelimit-input-tokens-reset',
  ),
  family(
    'anthropic-ratelimit-output-tokens-remaining',
    'anthropic-ratelimit-output-tokens-limit',
    'anthropic-ratelimit-output-tokens-reset',
  ),
  // Cerebras: seconds with a fraction.
  family(
    'x-ratelimit-remaining-requests-day',
    'x-ratelimit-limit-requests-day',
    'x-ratelimit-reset-requests-day',
    's',
  ),
  family(
    'x-ratelimit-remaining-tokens-minute',
    'x-ratelimit-limit-tokens-minute',
    'x-ratelimit-reset-tokens-minute',
    's',
  ),
  // Mistral: seconds.
  family('ratelimitbysize-remaining', 'ratelimitbysize-limit', 'ratelimitbysize-reset', 's'),
  // X, for each day and app or user.
  family('x-app-limit-24hour-remaining', 'x-app-limit-24hour-limit', 'x-app-limit-24hour-reset'),
  family('x-user-limit-24hour-remaining', 'x-user-limit-24hour-limit', 'x-user-limit-24hour-reset'),
  // Imgur: epoch seconds.
  family('x-ratelimit-userremaining', 'x-ratelimit-userlimit', 'x-ratelimit-userreset'),
  // Linear: epoch milliseconds.
  family('x-ratelimit-requests-remaining', 'x-ratelimit-requests-limit', 'x-ratelimit-requests-reset'),
  family('x-ratelimit-complexity-remaining', 'x-ratelimit-complexity-limit', 'x-ratelimit-complexity-reset'),
  family(
    'x-ratelimit-endpoint-requests-remaining',
    'x-ratelimit-endpoint-requests-limit',
    'x-ratelimit-endpoint-requests-reset',
  ),
  family('x-rate-limit-requests-left', 'x-rate-limit-requests-quota', 'x-rate-limit-time-reset-ms', 'ms'), // BigCommerce
  family('x-bapi-limit-status', 'x-bapi-limit', 'x-bapi-limit-reset-timestamp', 'ms'), // Bybit
  family('x-sib-ratelimit-remaining', 'x-sib-ratelimit-limit', 'x-sib-ratelimit-reset'), // Brevo
  family('x-aircallapi-remaining', 'x-aircallapi-limit', 'x-aircallapi-reset'), // Aircall
  family('fitbit-rate-limit-remaining', 'fitbit-rate-limit-limit', 'fitbit-rate-limit-reset', 's'), // Fitbit
  family('fastly-ratelimit-remaining', undefined, 'fastly-ratelimit-reset'), // Fastly
  family('x-featureratelimit-remaining', 'x-featureratelimit-limit', 'x-featureratelimit-reset'), // Cloudinary: HTTP-date
  family(
    'x-contentful-ratelimit-second-remaining',
    'x-contentful-ratelimit-second-limit',
    'x-contentful-ratelimit-reset',
    's',
  ),
  family(
    'x-contentful-ratelimit-hour-remaining',
    'x-contentful-ratelimit-hour-limit',
    'x-contentful-ratelimit-reset',
    's',
  ),
  family('x-sentry-rate-limit-remaining', 'x-sentry-rate-limit-limit', 'x-sentry-rate-limit-reset'), // Sentry
  family('x-hubspot-ratelimit-remaining', 'x-hubspot-ratelimit-max'), // HubSpot
  family('x-hubspot-ratelimit-daily-remaining', 'x-hubspot-ratelimit-daily'),
  family('x-ratelimit-limit-remaining', 'x-ratelimit-limit'), // Dropbox Sign; its reset is read above
  family('x-burstlimit-remaining', 'x-burstlimit-limit'), // DocuSign
  family('x-remaining-this-second', 'x-limit-per-second'), // Etsy
  family('x-remaining-today', 'x-limit-per-day'),
  family('x-ratelimit-remaining-minute', 'x-ratelimit-limit-minute'), // Help Scout
  family('x-ratelimit-remaining', 'x-ratelimit-total'), // Freshdesk
  family('x-minute-requests-left', 'x-rate-limit-minute'), // Apollo
  family('x-ms-ratelimit-remaining-subscription-reads'), // Azure
];
