import {
  AUTHENTICATION,
  CLIENT_CONFIG,
  OVERLOADED,
  PROVIDER_LOCK,
  QUOTA,
  RATE_LIMIT,
  TIMEOUT,
  USER_SIGN_IN,
} from '../outcome.ts';
import { header, is, like, type Rules, row } from '../row.ts';

const GRAPH_LIMITS = 'learn.microsoft.com/graph/throttling';
const COSMOS = 'learn.microsoft.com/azure/cosmos-db/nosql/conceptual-resilient-sdk-applications';
const ARM = 'learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling';
const ENTRA = 'learn.microsoft.com/entra/identity-platform/reference-error-codes';
const THROTTLE_CODES = [
  'activityLimitReached',
  'TooManyRequests',
  'ApplicationThrottled',
  'throttledRequest',
  'quotaLimitReached',
  'tooManyRetries',
];

// biome-ignore format: one rule is one line
/** Microsoft Graph and Entra: throttles under 429, 503, 504 and 509, which may be of the whole tenant. */
export const MICROSOFT_GRAPH: Rules = () => [
  row('microsoft_graph.throttled', [429, 503, 504, 509], [is('error.code', ...THROTTLE_CODES)], RATE_LIMIT, GRAPH_LIMITS, { hint: 'The limit may be of the whole tenant: wait as told, and longer when told 1 s again and again.' }),
  row('microsoft_graph.throttled', [429, 503, 504, 509], [header('retry-after')], RATE_LIMIT, 'microsoftgraph/msgraph-sdk-javascript RetryHandler.ts'),
  row('microsoft_graph.bandwidth', [509], [], RATE_LIMIT, GRAPH_LIMITS),
  row('entra.throttled', [400, 429, 503], [like('error_description', /AADSTS(?:90055|50196)/)], RATE_LIMIT, ENTRA),
  row('entra.client', [400, 401], [like('error_description', /AADSTS(?:7000215|7000222|700016|7000112|90002|700027)/)], AUTHENTICATION, ENTRA, { hint: 'Client id, tenant, secret or certificate is wrong or expired.' }),
  row('entra.user', [400, 401], [like('error_description', /AADSTS(?:50076|50079|50058|65001|70008|700082|50173|50126|50053|50034|50105|50057|53003)/)], USER_SIGN_IN, ENTRA),
  row('entra.redirect', [400], [like('error_description', /AADSTS(?:50011|500113)/)], CLIENT_CONFIG, ENTRA),
];

// biome-ignore format: one rule is one line
/** Azure Resource Manager and the services that answer like it. */
export const AZURE: Rules = () => [
  row('azure.throttled', [429], [], RATE_LIMIT, ARM, { hint: 'Limit of the subscription or the resource provider: headers x-ms-ratelimit-remaining-* tell which.' }),
  row('azure.server_busy', [503], [is('error.code', 'ServerBusy')], OVERLOADED, 'learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes'),
  row('azure.server_busy', [503], [is('Error.Code', 'ServerBusy')], OVERLOADED, 'learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes'),
  row('azure.operation_timeout', [500], [is('Error.Code', 'OperationTimedOut')], TIMEOUT, 'learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes'),
  row('azure.quota', [400, 403, 409], [is('error.code', 'QuotaExceeded', 'OperationNotAllowed', 'SubscriptionQuotaExceeded')], { ...QUOTA, waits: false }, 'learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-resource-quota'),
  row('azure.capacity', [409, 400], [is('error.code', 'SkuNotAvailable', 'AllocationFailed', 'ZonalAllocationFailed', 'OverconstrainedAllocationRequest')], OVERLOADED, 'learn.microsoft.com/azure/virtual-machines/allocation-failure'),
  row('azure.another_operation', [409], [is('error.code', 'AnotherOperationInProgress', 'OperationPreempted', 'RetryableError', 'Conflict')], { ...PROVIDER_LOCK, blame: 'unknown' }, 'learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors'),
];

// biome-ignore format: one rule is one line
/** Azure Cosmos DB. */
export const COSMOS_DB: Rules = () => [
  row('cosmos.request_units', [429], [], RATE_LIMIT, COSMOS, { hint: 'The request units of the container are used up: wait as told, raise them, or spread the partition key.' }),
  row('cosmos.write_conflict', [449], [], PROVIDER_LOCK, COSMOS),
  row('cosmos.moved', [410], [], PROVIDER_LOCK, COSMOS),
  row('cosmos.timeout', [408], [], { ...TIMEOUT, retry: 'backoff' }, COSMOS),
];
