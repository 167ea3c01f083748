import { ANYWHERE, row, type TransportRow, type TransportTraits, traits } from './transport-row.ts';

const PROVIDER_PROVIDER_ERROR: TransportTraits = traits(
  ANYWHERE,
  'yes',
  'provider_error',
  'provider',
  'if_idempotent',
  0.7,
);
const SELF_VALIDATION: TransportTraits = traits(ANYWHERE, 'yes', 'validation', 'self', 'after_fix', 0.7);

/** gRPC status codes, as grpc-js throws them and `grpc-status` carries them. */
export const GRPC_ERRORS: readonly TransportRow[] = [
  row(
    'grpc.CANCELLED',
    traits(ANYWHERE, 'yes', 'cancelled', 'none', 'never', 0.9),
    'Caller cancelled (if the server cancelled, provider)',
    'nothing to fix: find out who cancelled (signal.reason)',
  ),
  row(
    'grpc.UNKNOWN',
    PROVIDER_PROVIDER_ERROR,
    'Unknown error / non-gRPC HTTP answer',
    'retry what is safe to repeat, then check the status page',
  ),
  row('grpc.INVALID_ARGUMENT', SELF_VALIDATION, 'Bad argument', 'correct the argument'),
  row(
    'grpc.DEADLINE_EXCEEDED',
    traits(ANYWHERE, 'yes', 'timeout', 'unknown', 'if_idempotent', 0.3),
    'Deadline passed; outcome unknown',
    'raise the deadline for known-slow calls, else treat like a gateway timeout',
  ),
  row(
    'grpc.NOT_FOUND',
    traits(ANYWHERE, 'yes', 'not_found', 'self', 'after_fix', 0.7),
    'Not found',
    'check the method, resource and endpoint',
  ),
  row(
    'grpc.ALREADY_EXISTS',
    traits(ANYWHERE, 'yes', 'conflict', 'self', 'never', 0.7),
    'Conflict',
    're-read the state, then decide',
  ),
  row(
    'grpc.PERMISSION_DENIED',
    traits(ANYWHERE, 'yes', 'permission', 'self', 'after_fix', 0.7),
    'No permission',
    'grant the missing permission',
  ),
  row(
    'grpc.RESOURCE_EXHAUSTED',
    traits(ANYWHERE, 'yes', 'rate_limit', 'self', 'after_delay', 0.7),
    'Quota/rate limit (google.rpc.RetryInfo / grpc-retry-pushback-ms) or message too large (-> after-fix)',
    'wait for the pushback delay, lower concurrency',
  ),
  row(
    'grpc.FAILED_PRECONDITION',
    traits(ANYWHERE, 'yes', 'precondition', 'self', 'after_fix', 0.7),
    'System not in the required state',
    'bring the system into the required state first',
  ),
  row(
    'grpc.ABORTED',
    traits(ANYWHERE, 'yes', 'conflict', 'unknown', 'backoff', 0.3),
    'Concurrency conflict: retry at a higher level (read-modify-write)',
    're-read the state, then decide',
  ),
  row('grpc.OUT_OF_RANGE', SELF_VALIDATION, 'Out of range', 'correct the argument'),
  row(
    'grpc.UNIMPLEMENTED',
    traits(ANYWHERE, 'yes', 'not_found', 'self', 'never', 0.7),
    'Method not implemented (or wrong endpoint: HTTP 404 maps here)',
    'check the method, resource and endpoint',
  ),
  row(
    'grpc.INTERNAL',
    PROVIDER_PROVIDER_ERROR,
    'Server invariant broken',
    'retry what is safe to repeat, then check the status page',
  ),
  row(
    'grpc.UNAVAILABLE',
    traits(ANYWHERE, 'no', 'overloaded', 'provider', 'backoff', 0.55),
    'Service unavailable; grpc-js also uses it for ECONNREFUSED, DNS failure, TLS failure, HTTP/1 peer',
    'retry with backoff',
    'UNAVAILABLE: details text "Last error: connect ECONNREFUSED …" / "Protocol error" / "Name resolution failed"',
  ),
  row(
    'grpc.DATA_LOSS',
    traits(ANYWHERE, 'yes', 'provider_error', 'provider', 'never', 0.7),
    'Unrecoverable data loss',
    'retry what is safe to repeat, then check the status page',
  ),
  row(
    'grpc.UNAUTHENTICATED',
    traits(ANYWHERE, 'yes', 'authentication', 'self', 'after_fix', 0.7),
    'Bad credentials (also missing system clock sync)',
    'renew the credential; check the clock',
  ),
];
