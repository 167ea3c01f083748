import {
  AUTHENTICATION,
  BILLING,
  CLIENT_CONFIG,
  CONFLICT,
  NOT_FOUND,
  type Outcome,
  OVERLOADED,
  PERMISSION,
  PLAN,
  PROVIDER_ERROR,
  QUOTA,
  RATE_LIMIT,
  RECIPIENT_GONE,
  RECIPIENT_REFUSES,
  SHARED_RATE_LIMIT,
  VALIDATION,
} from '../outcome.ts';
import { type Condition, HTML, has, header, is, like, path, type Rules, row, text } from '../row.ts';

const SLACK_DOCS = 'slackapi/slack-api-specs web-api, docs.slack.dev/reference/methods';
const TWILIO_DOCS = 'twilio.com/docs/api/errors';
const DISCORD_DOCS = 'discord/discord-api-docs developers/topics/rate-limits.mdx';
const TELEGRAM_DOCS = 'tdlib/telegram-bot-api Client.cpp';
const APNS_DOCS =
  'developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns';
const POSTMARK_DOCS = 'postmarkapp.com/developer/api/overview#error-codes';
const NOT_OK: Condition = is('ok', 'false');
const BAD_TOKEN: Outcome = {
  ...VALIDATION,
  hint: 'The device token is wrong or of the other environment: delete it.',
};
const BAD_NUMBER: Outcome = {
  ...VALIDATION,
  blame: 'end_user',
  retry: 'never',
  hint: 'The address of the recipient does not take messages.',
};

// biome-ignore format: one rule is one line
/** Slack: every failure but a limit comes with 200. */
export const SLACK: Rules = () => [
  row('slack.authentication', [200], [NOT_OK, is('error', 'invalid_auth', 'account_inactive', 'token_revoked', 'token_expired', 'not_authed', 'two_factor_setup_required', 'invalid_refresh_token', 'bad_client_secret', 'invalid_client_id')], AUTHENTICATION, SLACK_DOCS),
  row('slack.permission', [200], [NOT_OK, is('error', 'missing_scope', 'no_permission', 'not_allowed_token_type', 'access_denied', 'ekm_access_denied', 'not_in_channel', 'restricted_action', 'user_is_restricted', 'cant_post_message', 'is_archived', 'org_login_required', 'team_access_not_granted', 'enterprise_is_restricted', 'cannot_dm_bot', 'accesslimited')], PERMISSION, SLACK_DOCS, { hint: 'The token lacks a scope, or the app is not in the channel: body.needed names the scope.' }),
  row('slack.plan', [200], [NOT_OK, is('error', 'paid_only', 'plan_upgrade_required', 'paid_teams_only', 'over_pagination_limit', 'team_added_to_org')], PLAN, SLACK_DOCS),
  row('slack.not_found', [200], [NOT_OK, like('error', /_not_found$|^unknown_method$/)], NOT_FOUND, SLACK_DOCS),
  row('slack.taken', [200], [NOT_OK, is('error', 'name_taken', 'already_reacted', 'already_in_channel', 'already_pinned', 'duplicate_channel_not_found', 'already_archived', 'duplicate_message_not_found')], CONFLICT, SLACK_DOCS),
  row('slack.rate_limited', [200, 429], [like('error', /^(?:ratelimited|rate_limited|message_limit_exceeded)$/)], RATE_LIMIT, SLACK_DOCS),
  row('slack.server', [200], [NOT_OK, is('error', 'internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'external_channel_migrating')], PROVIDER_ERROR, SLACK_DOCS),
  row('slack.migrating', [200], [NOT_OK, is('error', 'team_added_to_org', 'org_migration')], OVERLOADED, SLACK_DOCS),
  row('slack.request', [200], [NOT_OK], VALIDATION, SLACK_DOCS),
  row('slack.webhook', [400, 403, 404, 410], [text(/^(?:no_service|no_team|channel_is_archived|channel_not_found|invalid_token|action_prohibited|user_not_found)/)], { ...CLIENT_CONFIG, hint: 'The incoming webhook was revoked, or its channel is gone.' }, 'docs.slack.dev/messaging/sending-messages-using-incoming-webhooks'),
  row('slack.rollup', [500], [text(/^rollup_error/)], PROVIDER_ERROR, 'docs.slack.dev/messaging/sending-messages-using-incoming-webhooks'),
];

// biome-ignore format: one rule is one line
/** Twilio: the code in the body decides. */
export const TWILIO: Rules = () => [
  row('twilio.20429', [], [is('code', '20429')], RATE_LIMIT, TWILIO_DOCS),
  row('twilio.authentication', [], [is('code', '20003', '20005', '20101', '20104', '20401')], AUTHENTICATION, TWILIO_DOCS),
  row('twilio.21610', [400], [is('code', '21610')], RECIPIENT_REFUSES, TWILIO_DOCS, { hint: 'The recipient replied STOP: send nothing more.' }),
  row('twilio.recipient', [400], [is('code', '21614', '21612', '21217', '63024', '30003', '30004', '30005', '30006')], BAD_NUMBER, TWILIO_DOCS),
  row('twilio.funds', [], [is('code', '20006', '21241', '30002')], BILLING, TWILIO_DOCS, { hint: 'The account is suspended or its balance is used up.' }),
  row('twilio.trial', [400, 403], [is('code', '21608', '21219', '21266')], PLAN, TWILIO_DOCS, { hint: 'A trial account may only reach verified numbers.' }),
  row('twilio.permission', [400, 403], [is('code', '21408', '21215', '20008', '21606')], PERMISSION, TWILIO_DOCS, { hint: 'The account may not send there: see its geographic permissions.' }),
  row('twilio.queue', [429], [is('code', '21611', '30001')], RATE_LIMIT, TWILIO_DOCS),
  row('twilio.not_found', [404], [is('code', '20404')], NOT_FOUND, TWILIO_DOCS),
];

// biome-ignore format: one rule is one line
/** The other senders of messages, by provider. */
export const MESSAGING: Readonly<Record<string, Rules>> = {
  discord: () => [
    row('discord.shared', [429], [header('x-ratelimit-scope', 'shared')], SHARED_RATE_LIMIT, DISCORD_DOCS, { hint: 'A limit of the resource that all share; it is not counted against this bot.' }),
    row('discord.banned', [429], [HTML], RATE_LIMIT, DISCORD_DOCS, { hint: 'The address is banned after 10,000 answers of 401, 403 or 429 in 10 minutes.' }),
    row('discord.recipient', [403], [is('code', '50007')], RECIPIENT_REFUSES, 'discord-api-docs opcodes-and-status-codes', { hint: 'The user takes no direct messages from this bot.' }),
    row('discord.verification', [403], [is('code', '40002')], PERMISSION, 'discord-api-docs opcodes-and-status-codes'),
  ],
  telegram: () => [
    row('telegram.blocked', [403], [like('description', /bot was blocked by the user/)], RECIPIENT_REFUSES, TELEGRAM_DOCS),
    row('telegram.deactivated', [403], [like('description', /user is deactivated|(?:bot was kicked|group chat was deleted|chat was deleted)/)], RECIPIENT_GONE, TELEGRAM_DOCS),
    row('telegram.never_started', [403], [like('description', /can't initiate conversation/)], RECIPIENT_REFUSES, TELEGRAM_DOCS),
    row('telegram.migrated', [400], [has('parameters.migrate_to_chat_id')], { ...NOT_FOUND, hint: 'The group became a supergroup: use migrate_to_chat_id.' }, TELEGRAM_DOCS),
    row('telegram.not_found', [400], [like('description', /(?:chat|user|message|message to \w{1,20}) not found/)], NOT_FOUND, TELEGRAM_DOCS),
    row('telegram.two_instances', [409], [like('description', /terminated by other (?:getUpdates|long poll) request|can't use getUpdates method while webhook/)], CONFLICT, TELEGRAM_DOCS, { hint: 'Two instances of the bot ask for updates.' }),
    row('telegram.token', [401, 404], [like('description', /^(?:Unauthorized|Not Found)$/)], AUTHENTICATION, TELEGRAM_DOCS, { hint: 'The bot token is wrong or revoked.' }),
    row('telegram.rights', [400, 403], [like('description', /(?:not enough rights|need administrator rights|have no rights|not a member|CHAT_ADMIN_REQUIRED)/)], PERMISSION, TELEGRAM_DOCS),
  ],
  apns: () => [
    row('apns.unregistered', [410], [], RECIPIENT_GONE, APNS_DOCS, { hint: 'The app was removed from the device: delete the token.' }),
    row('apns.expired_token', [], [is('reason', 'ExpiredToken')], RECIPIENT_GONE, APNS_DOCS),
    row('apns.bad_token', [400], [is('reason', 'BadDeviceToken', 'DeviceTokenNotForTopic')], BAD_TOKEN, APNS_DOCS),
    row('apns.provider_token', [403], [is('reason', 'ExpiredProviderToken', 'InvalidProviderToken', 'MissingProviderToken')], AUTHENTICATION, APNS_DOCS, { hint: 'Sign a new provider token: it lives for an hour.' }),
    row('apns.certificate', [403], [is('reason', 'BadCertificate', 'BadCertificateEnvironment')], CLIENT_CONFIG, APNS_DOCS),
    row('apns.token_updates', [429], [is('reason', 'TooManyProviderTokenUpdates')], RATE_LIMIT, APNS_DOCS, { hint: 'Renew the provider token at most every 20 minutes.' }),
    row('apns.shutdown', [503], [], OVERLOADED, APNS_DOCS),
  ],
  expo: () => [
    row('expo.device', [200], [is('data.details.error', 'DeviceNotRegistered')], RECIPIENT_GONE, 'docs.expo.dev/push-notifications/sending-notifications'),
    row('expo.rate', [200], [is('data.details.error', 'MessageRateExceeded')], RATE_LIMIT, 'docs.expo.dev/push-notifications/sending-notifications'),
    row('expo.credentials', [200], [is('data.details.error', 'InvalidCredentials', 'MismatchSenderId')], CLIENT_CONFIG, 'docs.expo.dev/push-notifications/sending-notifications'),
    row('expo.too_big', [200], [is('data.details.error', 'MessageTooBig')], VALIDATION, 'docs.expo.dev/push-notifications/sending-notifications'),
  ],
  onesignal: () => [
    row('onesignal.no_subscribers', [200], [like('errors', /not subscribed|no recipients/i)], { ...RECIPIENT_GONE, hint: 'No subscribed player in the audience.' }, 'documentation.onesignal.com/reference/rate-limits'),
  ],
  postmark: () => [
    row('postmark.recipient', [422], [is('ErrorCode', '300')], { ...VALIDATION, blame: 'end_user', retry: 'never' }, POSTMARK_DOCS, { hint: 'The address of the recipient is not valid.' }),
    row('postmark.inactive', [422], [is('ErrorCode', '406')], { ...RECIPIENT_REFUSES, category: 'validation' }, POSTMARK_DOCS, { hint: 'The recipient bounced, complained or unsubscribed: stop sending.' }),
    row('postmark.token', [], [is('ErrorCode', '10')], AUTHENTICATION, POSTMARK_DOCS),
    row('postmark.credits', [422], [is('ErrorCode', '405')], BILLING, POSTMARK_DOCS),
    row('postmark.sender', [422], [is('ErrorCode', '400', '401', '412', '505')], CLIENT_CONFIG, POSTMARK_DOCS, { hint: 'The sender signature is missing or not confirmed, or the account is not approved yet.' }),
    row('postmark.maintenance', [], [is('ErrorCode', '100')], OVERLOADED, POSTMARK_DOCS),
  ],
  mailgun: () => [
    row('mailgun.failed', [402], [], VALIDATION, 'mailgun/documentation api-intro.rst', { hint: 'Parameters were valid, the request failed: this 402 is not about payment.' }),
    row('mailgun.disabled', [401, 403, 420], [text(/disabled|probation|not allowed to send/i)], BILLING, 'documentation.mailgun.com'),
    row('mailgun.rate', [420, 429], [], RATE_LIMIT, 'documentation.mailgun.com'),
  ],
  sendgrid: () => [
    row('sendgrid.credits', [401, 403], [text(/Maximum credits exceeded/i)], BILLING, 'docs.sendgrid.com error messages'),
    row('sendgrid.sender', [403], [text(/verified Sender Identity/i)], CLIENT_CONFIG, 'docs.sendgrid.com/ui/sending-email/sender-verification'),
    row('sendgrid.deactivated', [401, 403], [text(/account (?:is|has been) (?:disabled|suspended|deactivated|banned)/i)], BILLING, 'docs.sendgrid.com'),
  ],
  resend: () => [
    row('resend.quota', [429], [is('name', 'daily_quota_exceeded', 'monthly_quota_exceeded')], { ...QUOTA, waits: false }, 'resend.com/docs/api-reference/errors'),
    row('resend.rate', [429], [is('name', 'rate_limit_exceeded')], RATE_LIMIT, 'resend.com/docs/api-reference/errors'),
    row('resend.key', [400, 401, 403], [is('name', 'missing_api_key', 'invalid_api_key', 'restricted_api_key')], AUTHENTICATION, 'resend.com/docs/api-reference/errors'),
    row('resend.domain', [403], [is('name', 'validation_error')], CLIENT_CONFIG, 'resend.com/docs/api-reference/errors', { hint: 'Verify the domain before sending from it.' }),
    row('resend.concurrent', [409], [is('name', 'concurrent_idempotent_requests')], { ...CONFLICT, category: 'lock', retry: 'backoff' }, 'resend.com/docs/api-reference/errors'),
  ],
  mailchimp: () => [
    row('mailchimp.key', [], [is('title', 'API Key Invalid', 'API Key Missing', 'Wrong Datacenter')], AUTHENTICATION, 'mailchimp.com/developer/marketing/docs/errors'),
    row('mailchimp.disabled', [403], [is('title', 'User Disabled', 'Account Disabled', 'Blocked')], BILLING, 'mailchimp.com/developer/marketing/docs/errors'),
    row('mailchimp.exists', [400], [is('title', 'Member Exists')], CONFLICT, 'mailchimp.com/developer/marketing/docs/errors'),
    row('mailchimp.compliance', [400], [is('title', 'Member In Compliance State', 'Forgotten Email Not Subscribed')], RECIPIENT_REFUSES, 'mailchimp.com/developer/marketing/docs/errors'),
    row('mandrill.key', [500], [is('name', 'Invalid_Key')], AUTHENTICATION, 'mailchimp.com/developer/transactional/docs/error-glossary'),
    row('mandrill.payment', [500], [is('name', 'PaymentRequired')], BILLING, 'mailchimp.com/developer/transactional/docs/error-glossary'),
    row('mandrill.validation', [500], [is('name', 'ValidationError', 'Unknown_Template', 'Unknown_Subaccount', 'Unknown_Message', 'Unknown_Sender')], VALIDATION, 'mailchimp.com/developer/transactional/docs/error-glossary'),
  ],
  brevo: () => [
    row('brevo.credits', [402], [], BILLING, 'developers.brevo.com/docs/how-it-works'),
    row('brevo.address', [401], [like('message', /unrecognised IP|IP address/i)], PERMISSION, 'developers.brevo.com/docs/how-it-works', { hint: 'Add the address of this service to the authorised ones.' }),
    row('brevo.reached', [405], [], { ...PERMISSION, category: 'plan' }, 'developers.brevo.com/docs/how-it-works'),
  ],
  vonage: () => [
    row('vonage.throttled', [200], [is('messages.status', '1')], RATE_LIMIT, 'developer.vonage.com/messaging/sms/guides/troubleshooting-sms'),
    row('vonage.credentials', [200], [is('messages.status', '4', '8', '14')], AUTHENTICATION, 'developer.vonage.com/messaging/sms/guides/troubleshooting-sms'),
    row('vonage.funds', [200], [is('messages.status', '9')], BILLING, 'developer.vonage.com/messaging/sms/guides/troubleshooting-sms'),
    row('vonage.internal', [200], [is('messages.status', '5')], PROVIDER_ERROR, 'developer.vonage.com/messaging/sms/guides/troubleshooting-sms'),
    row('vonage.opted_out', [200], [is('messages.status', '7', '10')], RECIPIENT_REFUSES, 'developer.vonage.com/messaging/sms/guides/troubleshooting-sms'),
    row('vonage.request', [200], [like('messages.status', /^(?:2|3|6|11|12|13|15|22|23|29|33)$/)], VALIDATION, 'developer.vonage.com/messaging/sms/guides/troubleshooting-sms'),
  ],
  telnyx: () => [row('telnyx.opted_out', [], [is('errors.code', '40300')], RECIPIENT_REFUSES, 'developers.telnyx.com/docs/overview/errors'), row('telnyx.funds', [402, 403], [is('errors.code', '10016', '20012', '20014', '20100')], BILLING, 'developers.telnyx.com/docs/overview/errors')],
  plivo: () => [row('plivo.funds', [402], [], BILLING, 'plivo.com/docs/errors')],
  messagebird: () => [
    row('messagebird.balance', [402, 422], [is('errors.code', '25')], BILLING, 'developers.messagebird.com/api/#api-errors'),
    row('messagebird.internal', [], [is('errors.code', '98', '99')], PROVIDER_ERROR, 'developers.messagebird.com/api/#api-errors'),
  ],
  zoom: () => [
    row('zoom.token', [], [is('code', '124')], AUTHENTICATION, 'developers.zoom.us/docs/api/errors'),
    row('zoom.daily', [429], [text(/daily (?:rate )?limit|per day/i)], QUOTA, 'developers.zoom.us/docs/api/rate-limits'),
    row('zoom.scopes', [400], [is('code', '4711', '4700')], PERMISSION, 'developers.zoom.us/docs/api/errors'),
    row('zoom.plan', [400, 403], [is('code', '200', '3000')], PLAN, 'developers.zoom.us/docs/api/errors'),
    row('zoom.not_found', [400], [is('code', '1001', '3001', '300')], NOT_FOUND, 'developers.zoom.us/docs/api/errors'),
  ],
  ringcentral: () => [row('ringcentral.limit', [429], [is('errorCode', 'CMN-301')], RATE_LIMIT, 'developers.ringcentral.com/guide/basics/rate-limits'), row('ringcentral.overload', [503], [], OVERLOADED, 'developers.ringcentral.com/guide/basics/errors')],
  webex: () => [row('webex.locked', [423], [header('retry-after')], OVERLOADED, 'developer.webex.com/docs/basics', { hint: 'The file is still being scanned: wait as told.' })],
  pusher: () => [row('pusher.quota', [403], [text(/over quota|limit/i)], { ...QUOTA, waits: false }, 'pusher.com/docs/channels/library_auth_reference/rest-api')],
  ably: () => [
    row('ably.account', [403], [like('error.code', /^4011\d$|^4030\d$/)], { ...QUOTA, waits: false }, 'ably/ably-common protocol/errors.json'),
    row('ably.token', [401], [like('error.code', /^4014\d$/)], AUTHENTICATION, 'ably/ably-common protocol/errors.json'),
  ],
  sendbird: () => [row('sendbird.limit', [], [is('code', '500910')], RATE_LIMIT, 'sendbird.com/docs/chat/platform-api/v3/error-codes'), row('sendbird.internal', [], [is('code', '500901', '500902', '900500')], PROVIDER_ERROR, 'sendbird.com/docs/chat/platform-api/v3/error-codes')],
  'app-store-connect': () => [
    row('app_store.retryable', [], [is('errorCode', '4040002', '4040004', '4040006', '5000001')], { ...PROVIDER_ERROR, hint: 'Apple names this error retryable.' }, 'developer.apple.com/documentation/appstoreserverapi/error_codes'),
    row('app_store.agreement', [403], [is('errors.code', 'FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED')], CLIENT_CONFIG, 'developer.apple.com', { hint: 'An agreement of the account waits for a signature.' }),
  ],
  'customerio': () => [row('customerio.path', [404], [path(/^\/api\/v\d/)], NOT_FOUND, 'docs.customer.io')],
};
