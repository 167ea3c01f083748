import {
  AUTHENTICATION,
  CLIENT_CONFIG,
  CLOCK,
  NOT_FOUND,
  OK,
  OVERLOADED,
  PROVIDER_ERROR,
  RATE_LIMIT,
  RECIPIENT_GONE,
  SPENT_QUOTA,
  VALIDATION,
} from '../outcome.ts';
import { is, like, path, type Rules, row } from '../row.ts';

const USAGE_LIMITS = 'developers.google.com Calendar, Drive and Gmail handle-errors pages';
const YOUTUBE = 'developers.google.com/youtube/v3/docs/errors';
const MAPS = 'developers.google.com/maps/documentation web-service status codes';
const FCM = 'firebase.google.com/docs/cloud-messaging/error-codes';
const FCM_CODE = 'error.details.errorCode';

const NOT_SWITCHED_ON = {
  ...CLIENT_CONFIG,
  hint: 'The API is not switched on in the project of this credential: enable it in the console.',
};

// biome-ignore format: one rule is one line
/** Google: limits come as 403, and the reason stands in `errors[]` or `details[]`. Canonical codes are read by the general rule. */
export const GOOGLE: Rules = () => [
  row('google.jwt_time', [400], [is('error', 'invalid_grant'), like('error_description', /reasonable timeframe|iat and exp/i)], CLOCK, 'developers.google.com/identity/protocols/oauth2/service-account#jwt-error-codes'),
  row('google.jwt', [400], [is('error', 'invalid_grant'), like('error_description', /invalid jwt|assertion/i)], AUTHENTICATION, 'developers.google.com/identity/protocols/oauth2/service-account#jwt-error-codes'),
  row('google.rate_limit', [403, 429], [is('error.errors.reason', 'rateLimitExceeded', 'userRateLimitExceeded', 'servingLimitExceeded', 'concurrentLimitExceeded')], RATE_LIMIT, USAGE_LIMITS),
  row('youtube.quota', [403], [is('error.errors.domain', 'youtube.quota')], SPENT_QUOTA, YOUTUBE, { hint: 'The daily quota is used up; it refills at midnight Pacific time.' }),
  row('youtube.quota', [403], [path(/^\/(?:upload\/)?youtube\//), is('error.errors.reason', 'quotaExceeded', 'dailyLimitExceeded')], SPENT_QUOTA, YOUTUBE, { hint: 'The daily quota is used up; it refills at midnight Pacific time.' }),
  row('google.daily_limit', [403, 429], [is('error.errors.reason', 'dailyLimitExceeded', 'dailyLimitExceededUnreg', 'storageQuotaExceeded', 'teamDriveFileLimitExceeded')], SPENT_QUOTA, USAGE_LIMITS),
  row('google.quota', [403], [is('error.errors.reason', 'quotaExceeded')], RATE_LIMIT, USAGE_LIMITS),
  row('google.api_disabled', [403], [is('error.errors.reason', 'accessNotConfigured')], NOT_SWITCHED_ON, 'Google API error text'),
  row('google.api_disabled', [403], [is('error.details.reason', 'SERVICE_DISABLED')], NOT_SWITCHED_ON, 'google/api/error_reason.proto'),
  row('google.api_key', [400, 403], [is('error.details.reason', 'API_KEY_INVALID', 'API_KEY_SERVICE_BLOCKED', 'API_KEY_HTTP_REFERRER_BLOCKED', 'API_KEY_IP_ADDRESS_BLOCKED', 'API_KEY_ANDROID_APP_BLOCKED', 'API_KEY_IOS_APP_BLOCKED')], AUTHENTICATION, 'google/api/error_reason.proto'),
  row('google.api_key', [400], [is('error.errors.reason', 'keyInvalid', 'keyExpired')], AUTHENTICATION, 'googleapis error reasons'),
  row('google.backend', [403, 500, 503], [is('error.errors.reason', 'backendError', 'internalError')], PROVIDER_ERROR, USAGE_LIMITS),
  row('gemini.overloaded', [429, 500, 503], [like('error.message', /overloaded|high demand/i)], OVERLOADED, 'ai.google.dev/gemini-api/docs/troubleshooting'),
];

// biome-ignore format: one rule is one line
/** Google Maps: the older web services always answer 200. */
export const GOOGLE_MAPS: Rules = () => [
  row('google_maps.query_limit', [200], [is('status', 'OVER_QUERY_LIMIT')], RATE_LIMIT, MAPS),
  row('google_maps.daily_limit', [200], [is('status', 'OVER_DAILY_LIMIT')], { ...SPENT_QUOTA, hint: 'Key missing, billing off, or a cap that you set: see the console.' }, MAPS),
  row('google_maps.denied', [200], [is('status', 'REQUEST_DENIED')], AUTHENTICATION, MAPS, { hint: 'The key is missing, invalid, restricted, or its API is not enabled.' }),
  row('google_maps.invalid', [200], [is('status', 'INVALID_REQUEST', 'MAX_ELEMENTS_EXCEEDED', 'MAX_DIMENSIONS_EXCEEDED', 'MAX_WAYPOINTS_EXCEEDED', 'MAX_ROUTE_LENGTH_EXCEEDED')], VALIDATION, MAPS),
  row('google_maps.not_found', [200], [is('status', 'NOT_FOUND')], NOT_FOUND, MAPS),
  row('google_maps.nothing', [200], [is('status', 'ZERO_RESULTS')], OK, MAPS),
  row('google_maps.error', [200], [is('status', 'UNKNOWN_ERROR')], PROVIDER_ERROR, MAPS),
];

// biome-ignore format: one rule is one line
/** Firebase Cloud Messaging and Identity Toolkit. */
export const FIREBASE: Rules = () => [
  row('fcm.unregistered', [404], [is(FCM_CODE, 'UNREGISTERED')], RECIPIENT_GONE, FCM, { hint: 'The app was removed from the device: delete the token.' }),
  row('fcm.sender_id', [403], [is(FCM_CODE, 'SENDER_ID_MISMATCH')], CLIENT_CONFIG, FCM, { hint: 'The token belongs to another sender.' }),
  row('fcm.third_party_auth', [401], [is(FCM_CODE, 'THIRD_PARTY_AUTH_ERROR')], AUTHENTICATION, FCM, { hint: 'The APNs key or web push key of the project is wrong or missing.' }),
  row('fcm.quota', [429], [is(FCM_CODE, 'QUOTA_EXCEEDED')], RATE_LIMIT, FCM, { waitMs: 60_000 }),
  row('fcm.unavailable', [503], [is(FCM_CODE, 'UNAVAILABLE')], OVERLOADED, FCM),
  row('fcm.internal', [500], [is(FCM_CODE, 'INTERNAL')], PROVIDER_ERROR, FCM),
  row('firebase.user_credential', [400], [like('error.message', /^(?:INVALID_PASSWORD|EMAIL_NOT_FOUND|INVALID_LOGIN_CREDENTIALS|USER_DISABLED|TOKEN_EXPIRED|INVALID_REFRESH_TOKEN|USER_NOT_FOUND)/)], { ...AUTHENTICATION, blame: 'end_user', hint: 'The user has to sign in again.' }, 'firebase.google.com/docs/reference/rest/auth'),
  row('firebase.attempts', [400], [like('error.message', /^TOO_MANY_ATTEMPTS_TRY_LATER/)], RATE_LIMIT, 'firebase.google.com/docs/reference/rest/auth'),
];
