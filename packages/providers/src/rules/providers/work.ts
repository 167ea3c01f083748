import { boundedWaitMs } from '@faultline/core';
import { waitOf } from '../../limits/moment.ts';
import { knownHeader } from '../known-headers.ts';
import {
  AUTHENTICATION,
  BILLING,
  CLIENT_CONFIG,
  CONFLICT,
  LOCK,
  NOT_FOUND,
  OVERLOADED,
  PERMISSION,
  PLAN,
  PROVIDER_ERROR,
  QUOTA,
  RATE_LIMIT,
  SPENT_QUOTA,
  USER_SIGN_IN,
  VALIDATION,
} from '../outcome.ts';
import type { Reading } from '../reading.ts';
import { HTML, has, header, headerLike, is, like, type Rules, row, text } from '../row.ts';

const SALESFORCE_DOCS = 'developer.salesforce.com REST API status codes and error responses';
const HUBSPOT_DOCS = 'developers.hubspot.com/docs/api/error-handling';
const NOTION_DOCS = 'developers.notion.com/reference/status-codes';
const ATLASSIAN_DOCS = 'developer.atlassian.com/cloud/jira/platform/rate-limiting';
const DROPBOX_DOCS = 'dropbox.com/developers/documentation/http/documentation#error-handling';
const BOX_DOCS = 'developer.box.com/guides/api-calls/permissions-and-errors/common-errors';
const DOCUSIGN_DOCS = 'developers.docusign.com/docs/esign-rest-api/esign101/error-codes';
const DAY_LIMIT = /^TotalRequests/;

/** Basecamp 2 writes its limit as JSON: `{"name":"API","remaining":0,"until":"2016-01-01T12:00:20Z"}`. */
function basecampResetMs(reading: Reading): number | undefined {
  const until = /"until":"([^"]{1,40})"/.exec(reading.header(knownHeader('x-ratelimit')) ?? '')?.[1];
  const wait = until === undefined ? undefined : waitOf(until, 'any', reading.nowMs);
  return wait === undefined ? undefined : boundedWaitMs(Math.max(0, wait));
}

// biome-ignore format: one rule is one line
/** Where people work: customer relations, support, documents, boards, files. By provider. */
export const WORK_RULES: Readonly<Record<string, Rules>> = {
  salesforce: () => [
    row('salesforce.daily_limit', [403], [is('errorCode', 'REQUEST_LIMIT_EXCEEDED'), like('message', DAY_LIMIT)], SPENT_QUOTA, SALESFORCE_DOCS, { hint: 'The daily API quota of the organization is used up (rolling 24 h).' }),
    row('salesforce.concurrent', [403], [is('errorCode', 'REQUEST_LIMIT_EXCEEDED'), like('message', /^Concurrent/)], RATE_LIMIT, SALESFORCE_DOCS, { hint: 'Too many long calls at once: shorten or queue them.' }),
    row('salesforce.limit', [403], [is('errorCode', 'REQUEST_LIMIT_EXCEEDED')], SPENT_QUOTA, SALESFORCE_DOCS),
    row('salesforce.session', [401], [is('errorCode', 'INVALID_SESSION_ID')], AUTHENTICATION, SALESFORCE_DOCS, { hint: 'Refresh the session, then repeat once; an IP restriction answers so too.' }),
    row('salesforce.unavailable', [503], [is('errorCode', 'SERVER_UNAVAILABLE')], OVERLOADED, SALESFORCE_DOCS),
    row('salesforce.row_lock', [], [is('errorCode', 'UNABLE_TO_LOCK_ROW')], LOCK, SALESFORCE_DOCS),
    row('salesforce.disabled', [403], [is('errorCode', 'API_DISABLED_FOR_ORG', 'API_CURRENTLY_DISABLED')], PLAN, SALESFORCE_DOCS),
    row('salesforce.query_timeout', [400, 500], [is('errorCode', 'QUERY_TIMEOUT')], { ...VALIDATION, category: 'timeout', hint: 'The query is too slow: make it more selective.' }, SALESFORCE_DOCS),
    row('salesforce.storage', [], [is('errorCode', 'STORAGE_LIMIT_EXCEEDED')], SPENT_QUOTA, SALESFORCE_DOCS),
    row('salesforce.permission', [400, 403], [is('errorCode', 'INSUFFICIENT_ACCESS', 'INSUFFICIENT_ACCESS_OR_READONLY', 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'INVALID_FIELD_FOR_INSERT_UPDATE')], PERMISSION, SALESFORCE_DOCS),
    row('salesforce.duplicate', [400], [is('errorCode', 'DUPLICATE_VALUE', 'DUPLICATES_DETECTED', 'DUPLICATE_EXTERNAL_ID')], CONFLICT, SALESFORCE_DOCS),
    row('salesforce.routing', [420], [], OVERLOADED, SALESFORCE_DOCS),
  ],
  hubspot: () => [
    row('hubspot.ten_seconds', [429], [is('policyName', 'TEN_SECONDLY_ROLLING')], RATE_LIMIT, 'HubSpot/hubspot-api-nodejs RetryDecorator.ts', { waitMs: 10_000 }),
    row('hubspot.second', [429], [is('policyName', 'SECONDLY')], RATE_LIMIT, 'HubSpot/hubspot-api-nodejs RetryDecorator.ts', { waitMs: 1000 }),
    row('hubspot.daily', [429], [is('policyName', 'DAILY')], SPENT_QUOTA, 'HubSpot/hubspot-api-nodejs RetryDecorator.ts', { hint: 'The daily quota is used up until midnight in the time zone of the account.' }),
    row('hubspot.bulk', [423], [], LOCK, HUBSPOT_DOCS, { waitMs: 2000 }),
    row('hubspot.migration', [477], [], OVERLOADED, HUBSPOT_DOCS, { hint: 'The account moves between data centres: wait as told.' }),
    row('hubspot.uri', [414], [], VALIDATION, HUBSPOT_DOCS),
    row('hubspot.scopes', [403], [is('category', 'MISSING_SCOPES')], PERMISSION, HUBSPOT_DOCS),
    row('hubspot.token', [401], [is('category', 'EXPIRED_AUTHENTICATION', 'INVALID_AUTHENTICATION')], AUTHENTICATION, HUBSPOT_DOCS),
    row('hubspot.canceled', [502, 504], [], OVERLOADED, HUBSPOT_DOCS, { hint: 'Processing limits of HubSpot: pause a few seconds, then repeat.' }),
  ],
  zendesk: () => [
    row('zendesk.concurrent', [409], [], LOCK, 'singer-io/tap-zendesk http.py'),
    row('zendesk.suspended', [403], [text(/Account suspended/i)], BILLING, 'developer.zendesk.com'),
    row('zendesk.maintenance', [503], [], OVERLOADED, 'developer.zendesk.com/api-reference/introduction/requests'),
    row('zendesk.no_account', [404], [text(/No help desk at/i)], CLIENT_CONFIG, 'developer.zendesk.com'),
  ],
  intercom: () => [
    row('intercom.plan', [403], [is('errors.code', 'api_plan_restricted')], PLAN, 'intercom/Intercom-OpenAPI'),
    row('intercom.server', [], [is('errors.code', 'server_error', 'service_unavailable', 'server_timeout')], PROVIDER_ERROR, 'intercom/Intercom-OpenAPI'),
    row('intercom.token', [401], [], AUTHENTICATION, 'intercom/Intercom-OpenAPI'),
    row('intercom.conflict', [409], [is('errors.code', 'conflict', 'parameter_invalid', 'unique_user_constraint')], CONFLICT, 'intercom/Intercom-OpenAPI'),
  ],
  freshdesk: () => [row('freshdesk.plan', [403], [is('code', 'require_feature', 'access_denied_feature')], PLAN, 'developers.freshdesk.com/api/#error'), row('freshdesk.suspended', [403], [is('code', 'account_suspended')], BILLING, 'developers.freshdesk.com/api/#error'), row('freshdesk.inactive', [503], [], OVERLOADED, 'developers.freshdesk.com/api/#error')],
  pipedrive: () => [row('pipedrive.payment', [402], [], BILLING, 'pipedrive.readme.io/docs/core-api-concepts-http-status-codes')],
  zoho: () => [
    row('zoho.limit', [], [is('code', 'TOO_MANY_REQUESTS', 'API_LIMIT_EXCEEDED')], RATE_LIMIT, 'zoho.com/crm/developer/docs/api/v6/status-codes.html'),
    row('zoho.credits', [], [is('code', 'LIMIT_EXCEEDED', '4820', 'API_CREDITS_EXCEEDED')], { ...SPENT_QUOTA }, 'zoho.com/crm/developer/docs/api/v6/status-codes.html'),
    row('zoho.scope', [401], [is('code', 'OAUTH_SCOPE_MISMATCH')], PERMISSION, 'zoho.com/crm/developer/docs/api/v6/status-codes.html'),
    row('zoho.token', [401], [is('code', 'INVALID_TOKEN', 'AUTHENTICATION_FAILURE')], AUTHENTICATION, 'zoho.com/crm/developer/docs/api/v6/status-codes.html'),
  ],
  notion: () => [
    row('notion.conflict', [409], [], LOCK, NOTION_DOCS, { hint: 'Another save changed the page: repeat with the new state.' }),
    row('notion.overloaded', [529], [], OVERLOADED, 'makenotion/notion-sdk-js errors.ts'),
    row('notion.unavailable', [503], [is('code', 'service_unavailable', 'database_connection_unavailable')], OVERLOADED, NOTION_DOCS),
    row('notion.restricted', [403], [is('code', 'restricted_resource')], PERMISSION, NOTION_DOCS),
    row('notion.not_found', [404], [is('code', 'object_not_found')], NOT_FOUND, NOTION_DOCS, { hint: 'Missing, or not shared with the integration.' }),
  ],
  airtable: () => [
    row('airtable.billing_limit', [429], [is('errors.error', 'PUBLIC_API_BILLING_LIMIT_EXCEEDED')], { ...SPENT_QUOTA, category: 'plan' }, 'airtable.com/developers/web/api/rate-limits'),
    row('airtable.rate_limit', [429], [], RATE_LIMIT, 'airtable.com/developers/web/api/rate-limits', { waitMs: 30_000, hint: 'More than 5 requests a second for a base: wait 30 s.' }),
    row('airtable.permission', [403], [is('error.type', 'INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND', 'NOT_AUTHORIZED')], PERMISSION, 'airtable.com/developers/web/api/errors'),
    row('airtable.plan', [], [is('error.type', 'UNAUTHORIZED_PLAN', 'ROW_LIMIT_EXCEEDED')], PLAN, 'airtable.com/developers/web/api/errors'),
  ],
  asana: () => [
    row('asana.premium', [402], [], PLAN, 'developers.asana.com/docs/errors', { hint: 'The object is only available to premium organizations.' }),
    row('asana.legal', [451], [], { ...PERMISSION, retry: 'never' }, 'developers.asana.com/docs/errors'),
    row('asana.sync', [412], [], { ...VALIDATION, category: 'precondition', hint: 'The sync token is too old: do a full sync, then use the new one.' }, 'developers.asana.com/reference/events'),
  ],
  monday: () => [
    row('monday.complexity', [], [is('error_code', 'ComplexityException', 'COMPLEXITY_BUDGET_EXHAUSTED', 'maxComplexityExceeded')], RATE_LIMIT, 'developer.monday.com/api-reference/docs/errors'),
    row('monday.complexity', [], [like('errors.message', /Complexity budget exhausted/)], RATE_LIMIT, 'developer.monday.com/api-reference/docs/errors'),
    row('monday.complexity', [], [is('errors.extensions.code', 'COMPLEXITY_BUDGET_EXHAUSTED', 'maxConcurrencyExceeded', 'RATE_LIMIT_EXCEEDED', 'FIELD_MINUTE_RATE_LIMIT_EXCEEDED', 'IP_RATE_LIMIT_EXCEEDED', 'FIELD_LIMIT_EXCEEDED')], RATE_LIMIT, 'developer.monday.com/api-reference/docs/errors'),
    row('monday.day', [], [is('errors.extensions.code', 'DAILY_LIMIT_EXCEEDED')], SPENT_QUOTA, 'developer.monday.com/api-reference/docs/errors'),
    row('monday.permission', [], [is('error_code', 'UserUnauthorizedException', 'USER_ACCESS_DENIED', 'missingRequiredPermissions')], PERMISSION, 'developer.monday.com/api-reference/docs/errors'),
    row('monday.request', [200], [is('error_code', 'InvalidColumnIdException', 'InvalidBoardIdException', 'ColumnValueException', 'ItemNameTooLongException', 'InvalidArgumentException', 'ResourceNotFoundException', 'ItemsLimitationException', 'ParseError', 'CorrectedValueException', 'CreateBoardException', 'InvalidUserIdException', 'RecordInvalidException')], VALIDATION, 'developer.monday.com/api-reference/docs/errors'),
    row('monday.internal', [], [is('error_code', 'API_TEMPORARILY_BLOCKED', 'INTERNAL_SERVER_ERROR')], PROVIDER_ERROR, 'developer.monday.com/api-reference/docs/errors'),
  ],
  linear: () => [
    row('linear.rate_limit', [200, 400, 429], [is('errors.extensions.code', 'RATELIMITED')], RATE_LIMIT, 'linear.app/developers/rate-limiting'),
    row('linear.authentication', [200, 400, 401], [is('errors.extensions.code', 'AUTHENTICATION_ERROR')], AUTHENTICATION, 'linear.app/developers/graphql'),
    row('linear.feature', [200, 400], [is('errors.extensions.code', 'FEATURE_NOT_ACCESSIBLE')], PLAN, 'linear.app/developers/graphql'),
    row('linear.request', [200, 400], [is('errors.extensions.code', 'INVALID_INPUT', 'GRAPHQL_VALIDATION_FAILED')], VALIDATION, 'linear.app/developers/graphql'),
    row('linear.lock', [200, 400], [is('errors.extensions.code', 'LOCK_TIMEOUT')], LOCK, 'linear/linear packages/sdk error.ts'),
  ],
  jira: () => [
    row('jira.throttled', [503], [header('retry-after')], { ...OVERLOADED, hint: 'Transient load: wait as told.' }, ATLASSIAN_DOCS),
    row('jira.captcha', [401], [HTML], USER_SIGN_IN, 'developer.atlassian.com/cloud/jira/platform/basic-auth-for-rest-apis', { hint: 'The user must solve a captcha in the browser.' }),
    row('jira.captcha', [401, 403], [headerLike('x-seraph-loginreason', /AUTHENTICATION_DENIED/)], USER_SIGN_IN, 'developer.atlassian.com/cloud/jira/platform/basic-auth-for-rest-apis'),
    row('jira.unlicensed', [402, 403], [text(/license|subscription|site (?:is )?(?:temporarily )?unavailable.{0,40}bill/i)], PLAN, 'developer.atlassian.com'),
  ],
  bitbucket: () => [row('bitbucket.payment', [402], [], PLAN, 'developer.atlassian.com/cloud/bitbucket')],
  trello: () => [row('trello.database', [429], [is('error', 'API_TOO_MANY_CARDS_REQUESTED', 'API_TOO_MANY_CARDS_WITH_FIELDS_REQUESTED')], VALIDATION, 'developer.atlassian.com/cloud/trello/guides/rest-api/api-introduction'), row('trello.timeout', [449], [], OVERLOADED, 'developer.atlassian.com/cloud/trello/guides/rest-api/status-codes')],
  clickup: () => [
    row('clickup.token', [401], [like('ECODE', /^OAUTH_(?:0(?:19|21|25|77|17|18)|010)$/)], AUTHENTICATION, 'clickup.com/api/developer-portal/common_errors'),
    row('clickup.team', [401], [like('ECODE', /^OAUTH_(?:023|026|027|029|045)$/)], PERMISSION, 'clickup.com/api/developer-portal/common_errors'),
  ],
  basecamp: () => [
    row('basecamp.inactive', [404], [header('reason', 'account inactive')], BILLING, 'basecamp/bc3-api README.md', { hint: 'The whole account is inactive, not this resource.' }),
    row('basecamp.limit', [429], [headerLike('x-ratelimit', /"until"/)], RATE_LIMIT, 'github.com/basecamp/bc-api/issues/84', { waitMs: basecampResetMs }),
    row('basecamp.plan', [507], [], SPENT_QUOTA, 'basecamp/bc3-api README.md'),
  ],
  toggl: () => [
    row('toggl.quota', [402], [header('x-toggl-quota-resets-in')], QUOTA, 'engineering.toggl.com/docs/#api-quota', { hint: 'This 402 is a rate limit: wait for the reset.' }),
    row('toggl.plan', [402], [], PLAN, 'engineering.toggl.com/docs'),
    row('toggl.gone', [410], [], { ...VALIDATION, category: 'gone' }, 'engineering.toggl.com/docs', { hint: 'Do not repeat; the docs ask never to retry a 410.' }),
  ],
  smartsheet: () => [
    row('smartsheet.limit', [429], [is('errorCode', '4003')], RATE_LIMIT, 'smartsheet.redoc.ly/#section/API-Basics/Error-Handling', { hint: '300 requests a minute: sleep a minute.' }),
    row('smartsheet.internal', [], [is('errorCode', '4000', '4001', '4002', '4004')], OVERLOADED, 'smartsheet.redoc.ly/#section/API-Basics/Error-Handling'),
  ],
  docusign: () => [
    row('docusign.hourly', [400, 429], [is('errorCode', 'HOURLY_APIINVOCATION_LIMIT_EXCEEDED')], RATE_LIMIT, 'developers.docusign.com/platform/resource-limits'),
    row('docusign.burst', [400, 429], [like('errorCode', /^BURST_APIINVOCATION_LIMIT_EXCEEDED$|^POLLING_/)], RATE_LIMIT, 'developers.docusign.com/platform/resource-limits'),
    row('docusign.token', [400, 401], [is('errorCode', 'USER_AUTHENTICATION_FAILED', 'AUTHORIZATION_INVALID_TOKEN', 'PARTNER_AUTHENTICATION_FAILED', 'USER_LACKS_MEMBERSHIP')], AUTHENTICATION, DOCUSIGN_DOCS),
    row('docusign.lock', [400, 409], [is('errorCode', 'EDIT_LOCK_NOT_LOCK_OWNER', 'ENVELOPE_LOCKED', 'EDIT_LOCK_ENVELOPE_ALREADY_LOCKED')], LOCK, DOCUSIGN_DOCS),
    row('docusign.plan', [400, 403], [is('errorCode', 'ENVELOPE_ALLOWANCE_EXCEEDED', 'PLAN_ITEM_NOT_AVAILABLE', 'ACCOUNT_LACKS_PERMISSIONS', 'PLAN_LIMIT_EXCEEDED')], PLAN, DOCUSIGN_DOCS),
    row('docusign.consent', [400], [is('error', 'consent_required')], USER_SIGN_IN, DOCUSIGN_DOCS),
  ],
  dropbox: () => [
    row('dropbox.too_many_writes', [429], [like('error_summary', /^too_many_write_operations/)], LOCK, DROPBOX_DOCS),
    row('dropbox.scope', [401, 403], [is('error..tag', 'missing_scope')], PERMISSION, DROPBOX_DOCS),
    row('dropbox.scope', [401], [like('error_summary', /^missing_scope/)], PERMISSION, DROPBOX_DOCS),
    row('dropbox.token', [401], [], AUTHENTICATION, DROPBOX_DOCS),
    row('dropbox.space', [409], [like('error_summary', /insufficient_space|no_write_permission\/over_quota/)], { ...SPENT_QUOTA, blame: 'end_user' }, DROPBOX_DOCS),
    row('dropbox.not_found', [409], [like('error_summary', /not_found/)], NOT_FOUND, DROPBOX_DOCS),
    row('dropbox.endpoint', [409], [], { ...VALIDATION, category: 'conflict', hint: 'An error of this endpoint: error_summary names it.' }, DROPBOX_DOCS),
    row('dropbox.suspended', [403], [like('error_summary', /suspended|paper_access_denied/)], PERMISSION, DROPBOX_DOCS),
  ],
  box: () => [
    row('box.not_ready', [202], [header('retry-after')], { ...OVERLOADED, category: 'precondition', blame: 'none' }, BOX_DOCS, { hint: 'The file is not ready: wait as told.' }),
    row('box.name', [409], [is('code', 'item_name_in_use', 'item_name_invalid', 'name_temporarily_reserved', 'operation_blocked_temporary')], CONFLICT, BOX_DOCS),
    row('box.space', [403], [is('code', 'storage_limit_exceeded')], SPENT_QUOTA, BOX_DOCS),
    row('box.access', [403], [is('code', 'access_denied_insufficient_permissions', 'insufficient_scope', 'access_denied_item_locked', 'cors_origin_not_whitelisted')], PERMISSION, BOX_DOCS),
    row('box.unavailable', [503], [], OVERLOADED, BOX_DOCS),
  ],
  contentful: () => [row('contentful.version', [409], [is('sys.id', 'VersionMismatch')], { ...CONFLICT, category: 'precondition' }, 'contentful.com/developers/docs/references/errors'), row('contentful.plan', [403], [is('sys.id', 'UsageExceeded')], PLAN, 'contentful.com/developers/docs/references/errors')],
  webflow: () => [row('webflow.hosting', [400, 409, 403], [text(/site (?:plan|hosting)|ecommerce.{0,20}not enabled/i)], PLAN, 'developers.webflow.com/data/reference/error-handling')],
  surveymonkey: () => [
    row('surveymonkey.day', [429], [is('error.id', '1040', '1042')], RATE_LIMIT, 'api.surveymonkey.com/v3/docs#error-codes'),
    row('surveymonkey.plan', [403], [is('error.id', '1014', '1015', '1016')], PERMISSION, 'api.surveymonkey.com/v3/docs#error-codes'),
    row('surveymonkey.server', [], [is('error.id', '1050', '1051')], PROVIDER_ERROR, 'api.surveymonkey.com/v3/docs#error-codes'),
  ],
  servicenow: () => [row('servicenow.timeout', [400, 500], [like('error.message', /Transaction cancelled/i)], { ...OVERLOADED, category: 'timeout', hint: 'The query ran over the quota of the instance: ask for less.' }, 'servicenow.com/docs transaction quotas')],
  'canvas-lms': () => [row('canvas.limit', [403], [text(/Rate Limit Exceeded/i)], RATE_LIMIT, 'canvas.instructure.com/doc/api/file.throttling.html')],
  eventbrite: () => [row('eventbrite.limit', [400, 429], [is('error', 'HIT_RATE_LIMIT')], RATE_LIMIT, 'eventbrite.com/platform/docs/errors'), row('eventbrite.tokens', [401], [], AUTHENTICATION, 'eventbrite.com/platform/docs/errors')],
  bitly: () => [row('bitly.limit', [429], [is('message', 'MONTHLY_LIMIT_EXCEEDED', 'MONTHLY_RATE_LIMIT_EXCEEDED')], SPENT_QUOTA, 'dev.bitly.com/docs/getting-started/rate-limits'), row('bitly.upgrade', [402, 403], [is('message', 'UPGRADE_REQUIRED')], PLAN, 'dev.bitly.com')],
  calendly: () => [row('calendly.plan', [403], [text(/upgrade|paid/i)], PLAN, 'developer.calendly.com'), row('calendly.limit', [429], [has('title')], RATE_LIMIT, 'developer.calendly.com')],
};
