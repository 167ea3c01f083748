import {
  AUTHENTICATION,
  BILLING,
  CLIENT_CONFIG,
  CLOCK,
  CONFLICT,
  DONE_BEFORE,
  LOCK,
  NOT_FOUND,
  OK,
  type Outcome,
  OVERLOADED,
  OWN_LOCK,
  PERMISSION,
  PLAN,
  PRECONDITION,
  PROVIDER_ERROR,
  QUOTA,
  RATE_LIMIT,
  RECIPIENT_GONE,
  RECIPIENT_REFUSES,
  SLOW_REQUEST,
  TIMEOUT,
  USER_SIGN_IN,
  VALIDATION,
} from '../outcome.ts';

const REGION: Outcome = {
  ...CLIENT_CONFIG,
  hint: 'The request went to the wrong region: use the one that the answer names.',
};
const SIGNATURE: Outcome = {
  ...CLIENT_CONFIG,
  hint: 'The signature does not fit: check secret key, region and clock, and what a proxy changed on the way.',
};
const IDLE_UPLOAD: Outcome = {
  ...SLOW_REQUEST,
  retry: 'backoff',
  hint: 'The upload stalled: repeat, and look at your own event loop.',
};
const IN_PROGRESS: Outcome = {
  ...LOCK,
  hint: 'Another operation on the same resource runs: repeat with backoff.',
};

/**
 * Error codes of AWS, without the endings `Exception` and `Error`. From the error lists of the services, the retry lists of botocore
 * (data/_retry.json) and of smithy-typescript (service-error-classification/constants.ts), and the Amazon S3 error list.
 */
const TABLE: readonly (readonly [Outcome, string])[] = [
  [
    RATE_LIMIT,
    'Throttling Throttled RequestThrottled RequestThrottling TooManyRequests ProvisionedThroughputExceeded RequestLimitExceeded ' +
      'BandwidthLimitExceeded LimitExceeded SlowDown EC2Throttled ConcurrentInvocationLimitExceeded QuotaExceeded ' +
      'MaxSpendRequestsExceeded ReplicatedWriteConflict KMSThrottling SubscriptionLimitExceededRequests RateExceeded',
  ],
  [OWN_LOCK, 'PriorRequestNotComplete TransactionInProgress RequestInProgress'],
  [
    QUOTA,
    'ServiceQuotaExceeded InstanceLimitExceeded VcpuLimitExceeded AddressLimitExceeded VolumeLimitExceeded SnapshotLimitExceeded ' +
      'ItemCollectionSizeLimitExceeded OverLimit TooManyBuckets ResourceLimitExceeded CodeStorageExceeded FileSystemLimitExceeded ' +
      'ResourceCountLimitExceeded AccountLimitExceeded TooManyTopics ClusterQuotaExceeded DBInstanceQuotaExceeded StorageQuotaExceeded',
  ],
  [
    AUTHENTICATION,
    'ExpiredToken TokenRefreshRequired InvalidClientTokenId UnrecognizedClient InvalidAccessKeyId MissingAuthenticationToken ' +
      'MissingAuthenticationTokenException IncompleteSignature InvalidToken InvalidSecurity InvalidIdentityToken ExpiredTokenException ' +
      'MissingSecurityHeader CredentialsNotSupported NotAuthorizedForSourceException Unauthorized',
  ],
  [
    USER_SIGN_IN,
    'NotAuthorized UserNotConfirmed PasswordResetRequired CodeMismatch ExpiredCode UserNotFound',
  ],
  [
    PERMISSION,
    'AccessDenied UnauthorizedOperation UnauthorizedAccess AllAccessDisabled CrossLocationLoggingProhibited NotPrincipal ' +
      'KMSAccessDenied AuthorizationError InvalidPayer Forbidden',
  ],
  [PLAN, 'OptInRequired NotSignedUp SubscriptionRequired InvalidAccountOptIn'],
  [BILLING, 'AccountProblem AccountSendingPaused AccountSuspended Blocked PaymentRequired'],
  [CLOCK, 'RequestTimeTooSkewed RequestExpired RequestInTheFuture'],
  [SIGNATURE, 'SignatureDoesNotMatch AuthFailure InvalidSignature AuthorizationQueryParameters'],
  [
    REGION,
    'PermanentRedirect AuthorizationHeaderMalformed IllegalLocationConstraint IncorrectEndpoint TemporaryRedirect',
  ],
  [
    CLIENT_CONFIG,
    'MailFromDomainNotVerified ConfigurationSetDoesNotExist PendingVerification InvalidBucketState KMSInvalidState KMSDisabled ' +
      'KMSOptInRequired InvalidSubnet SubnetIPAddressLimitReached EFSMountFailure EniLimitReached',
  ],
  [
    PRECONDITION,
    'ConditionalCheckFailed PreconditionFailed ExpiredIterator InvalidObjectState TrimmedDataAccess InvalidSequenceToken',
  ],
  [DONE_BEFORE, 'BucketAlreadyOwnedByYou DataAlreadyAccepted'],
  [
    CONFLICT,
    'ResourceInUse BucketAlreadyExists BucketNotEmpty ResourceAlreadyExists EntityAlreadyExists AlreadyExists DependencyViolation ' +
      'IncorrectState IncorrectInstanceState DuplicateItem IdempotentParameterMismatch ResourceConflict InvalidState DeleteConflict ' +
      'QueueNameExists ConditionalRequestConflict',
  ],
  [
    IN_PROGRESS,
    'OperationAborted TransactionConflict ConcurrentModification ConcurrentUpdate OperationInProgress PendingChange',
  ],
  [
    NOT_FOUND,
    'ResourceNotFound NoSuchKey NoSuchBucket NoSuchUpload NoSuchVersion NoSuchEntity NonExistentQueue QueueDoesNotExist ' +
      'NoSuchHostedZone NoSuchDistribution TableNotFound NotFound FunctionNotFound',
  ],
  [RECIPIENT_GONE, 'EndpointDisabled PlatformApplicationDisabled'],
  [RECIPIENT_REFUSES, 'OptedOut'],
  [TIMEOUT, 'ModelTimeout'],
  [IDLE_UPLOAD, 'RequestTimeout'],
  [
    OVERLOADED,
    'ServiceUnavailable InsufficientInstanceCapacity InsufficientCapacity InsufficientHostCapacity ModelNotReady Busy ' +
      'Unavailable ServerUnavailable InsufficientReservedInstanceCapacity',
  ],
  [
    PROVIDER_ERROR,
    'InternalError Internal InternalFailure InternalServer InternalService Service ServiceFailure ModelError ModelStream ' +
      'ServiceInternalError InternalServerError InternalServiceError BadGateway',
  ],
  [
    VALIDATION,
    'Validation InvalidParameterValue InvalidParameter MissingParameter InvalidArgument MalformedXML InvalidRequest InvalidInput ' +
      'MessageRejected Serialization UnknownOperation InvalidAction NotImplemented EntityTooLarge InvalidQueryParameter ' +
      'InvalidParameterCombination MalformedPolicyDocument InvalidBucketName KeyTooLong BadDigest InvalidRange',
  ],
  [OK, 'DryRunOperation'],
];

const BY_NAME: ReadonlyMap<string, Outcome> = new Map(
  TABLE.flatMap(([outcome, names]) => names.split(' ').map((name) => [name, outcome] as const)),
);

/** `com.amazonaws.dynamodb.v20120810#ThrottlingException:http://…` is `Throttling`; `AWS.SimpleQueueService.NonExistentQueue` its last part. */
export function plainAwsCode(code: string): string {
  const name =
    code
      .slice(code.lastIndexOf('#') + 1)
      .split(':', 1)[0]
      ?.trim() ?? '';
  const last =
    name.startsWith('AWS.') || name.startsWith('KMS.') ? name.slice(name.lastIndexOf('.') + 1) : name;
  return last.replace(/(?:Exception|Error|Fault)$/, '');
}

/** What an AWS error code means, or `undefined` for one that is not listed. */
export function awsOutcomeOf(code: string): Outcome | undefined {
  const plain = plainAwsCode(code);
  return BY_NAME.get(plain) ?? BY_NAME.get(code);
}
