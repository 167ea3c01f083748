import {
  AUTHENTICATION,
  BILLING,
  CLIENT_CONFIG,
  CLOCK,
  CONFLICT,
  DECLINED,
  GONE,
  LIMIT,
  LOCK,
  NOT_FOUND,
  NOT_READY,
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
  TIMEOUT,
  USER_SIGN_IN,
  VALIDATION,
} from '../outcome.ts';

/**
 * How much a word says. `plain` words restate a status (`not found`), and are heard only where the status says little (200,
 * 400, 422, 500). `telling` words say more than any status does (`insufficient quota`).
 */
export type Strength = 'plain' | 'telling';

/**
 * The words that APIs use in `code`, `type`, `error`, `reason` and their like, most telling first. Longer phrases beat shorter
 * ones, earlier rows later ones. Collected from the published error lists of the providers in the table.
 */
export const VOCABULARY: readonly (readonly [Strength, Outcome, string])[] = [
  // Said of a quota too (`Throttling.AllocationQuota`), it speaks of its rate.
  ['telling', RATE_LIMIT, 'throttled, throttle, throttling'],
  [
    'telling',
    DECLINED,
    'card declined, card error, declined, do not honor, do not honour, insufficient funds card, expired card, card expired, incorrect cvc, ' +
      'incorrect number, invalid cvc, invalid card, invalid card number, lost card, stolen card, fraudulent, instrument declined, ' +
      'payer action required, payment declined, payment failed, payment method error, payment method declined, processor declined, ' +
      'transaction refused, transaction declined, authorization declined, issuer declined, card velocity exceeded, pickup card, restricted card, ' +
      'authentication required card, card not supported, refused, generic decline, payer cannot pay, cvv failure, cvv mismatch, ' +
      'payment insufficient funds, card insufficient funds, address verification failure, verify avs failure, verify cvv failure, three d secure required, bank account declined',
  ],
  [
    'telling',
    RECIPIENT_REFUSES,
    'unsubscribed, unsubscribed recipient, opted out, opt out, blocked by user, blocked by the user, user blocked, user opted out, recipient opted out, ' +
      'recipient blocked, receiver not subscribed, recipient not subscribed, user not subscribed, blacklisted recipient, inactive recipient, suppressed, suppression, hard bounce, marked as spam by recipient',
  ],
  [
    'telling',
    RECIPIENT_GONE,
    'unregistered, device not registered, not registered device, subscription gone, user is deactivated, recipient deactivated, push token expired',
  ],
  [
    'telling',
    USER_SIGN_IN,
    'invalid grant, login required, interaction required, consent required, mfa required, mfa enrollment required, item login required, ' +
      'reauthentication required, user consent required, user not logged in, invalid user password, authorization revoked by user, ' +
      'user mfa required, invalid mfa, otp required, access denied by user, user denied, password expired, password leaked, consent expired',
  ],
  [
    'telling',
    BILLING,
    'insufficient quota, insufficient credits, insufficient credit, insufficient balance, insufficient funds, balance insufficient, ' +
      'not enough credits, not enough credit, not enough balance, no credits, out of credits, out of credit, credits exhausted, credit exhausted, credit limit, ' +
      'credits exceeded, credits required, payment required, payment overdue, payment past due, past due, billing, billing not active, ' +
      'billing hard limit reached, billing required, billing disabled, billing not enabled, unpaid, unpaid invoice, overdue, arrearage, ' +
      'account suspended, suspended account, account frozen, account inactive billing, subscription expired, subscription inactive, ' +
      'subscription cancelled, subscription canceled, subscription past due, trial expired, trial ended, spend limit, spending limit, ' +
      'spend limit reached, enforced spend limit, budget exceeded, budget limit, low balance, negative balance, prepaid exhausted, ' +
      'account delinquent, delinquent, no active subscription, free tier exhausted, exceeded current quota billing, missing payment method',
  ],
  [
    'telling',
    PLAN,
    'upgrade required, upgrade, plan, plan restricted, api plan restricted, plan limit, plan limit reached, plan limit exceeded, plan upgrade required, ' +
      'not in plan, not available on plan, paid only, paid feature, paid plan required, feature not available, feature not enabled, feature disabled, ' +
      'feature not in plan, feature unavailable, subscription required, premium, premium required, premium only, enterprise only, enterprise required, ' +
      'not entitled, entitlement, entitlement required, missing entitlement, license required, no license, invalid license, ' +
      'license expired, tier, requires upgrade, account upgrade, client not enrolled, not subscribed, api not subscribed, unsupported plan',
  ],
  [
    'telling',
    QUOTA,
    'daily query, daily request, daily requests, daily call, daily calls, daily usage, monthly request, monthly requests, monthly usage, daily limit, daily limit exceeded, daily quota, daily request limit, monthly limit, monthly limit exceeded, monthly quota, monthly capacity limit, weekly limit, quota, ' +
      'quota exceeded, quotaexceeded, exceeded quota, over quota, quota limit, quota reached, quota exhausted, usage limit, usage limit exceeded, usage cap, usage cap exceeded, cap exceeded, cap reached, ' +
      'insufficient storage, storage limit, storage full, storage quota, insufficient space, over daily limit, allowance exceeded, ' +
      'max usage reached, request quota exceeded, too many sends, daily sending limit, sending limit, mailbox full, ' +
      'transaction limit exceeded day, disk quota, resource quota, service quota, account limit, account limit reached',
  ],
  [
    'telling',
    OVERLOADED,
    'overloaded, overload, over capacity, out of capacity, insufficient capacity, capacity exceeded, no capacity, capacity, at capacity, server busy, system busy, systembusy, busy, ' +
      'service overload, service overloaded, model overloaded, engine overloaded, server overloaded, backend overloaded, maintenance, in maintenance, under maintenance, ' +
      'maintenance mode, scheduled maintenance, site maintenance, read only mode, readonly, model loading, model not ready, loading, warming up, cold start, high demand, ' +
      'high load, heavy load, server unavailable, service unavailable, serviceunavailable, temporarily unavailable, temporary unavailable, ' +
      'backend unavailable, system unavailable, resource unavailable temporarily, unavailable, server is busy, server is overloaded, try later',
  ],
  [
    'telling',
    RATE_LIMIT,
    'rate limit, rate limited, ratelimit, ratelimited, ratelimits, rate limiting, rate limit exceeded, rate limit reached, rate limit error, ' +
      'rate exceeded, request rate, request rate too large, user rate limit exceeded, ' +
      'over rate limit, too many requests, toomanyrequests, too many calls, too many request, too many attempts, too many connections, too many concurrent, ' +
      'too many concurrent requests, too many messages, too many tokens per, too many queries, throttle violation, throughput, throughput exceeded, ' +
      'provisioned throughput exceeded, slow down, slowdown, spike arrest, spike arrest violation, request limit, request limit exceeded, requests limit, ' +
      'call limit, call limit reached, concurrency limit, concurrent limit, concurrent requests, concurrent request limit, concurrency exceeded, max concurrent, concurrent connection, ' +
      'flood, flood wait, flood control, over query limit, query limit, bandwidth limit, bandwidth limit exceeded, qps, qps limit, qps exceeded, burst, burst limit, ' +
      'hit limit, limit violation, calls per, requests per, per second, per minute, per second limit, per minute limit, per second limit reached, per minute limit reached, per minute limit, secondary rate, abuse detection, complexity exception, ' +
      'max complexity exceeded, cost exceeded, resource exhausted, enhance your calm, access limit, frequency limit, freq, minute quota, too frequent, too fast, too often, cooldown, flow control, backpressure',
  ],
  [
    'telling',
    LIMIT,
    'limit exceeded, limitexceeded, limit hit, limit reached, max limit reached, over limit, api limit exceeded, api limit reached, usage exceeded, exceeded the limit, exceeds the limit, exceeds limit, exceeded limit, requests exceeds, requests exceeded, limited number',
  ],
  [
    'telling',
    CLOCK,
    'request time too skewed, time skewed, clock skew, request expired, request in the future, timestamp, invalid timestamp, timestamp expired, ' +
      'timestamp out of range, stale request, outside recv window, recv window, request timestamp',
  ],
  [
    'telling',
    CLIENT_CONFIG,
    'access not configured, not configured, misconfigured, misconfiguration, configuration, configuration error, invalid configuration, config error, service disabled, ' +
      'feature not supported, operation not supported, endpoint not supported, not implemented, api not enabled, api disabled, api not activated, not activated, invalid nonce, nonce, bad nonce, redirect uri mismatch, redirect uri, invalid redirect uri, bad redirect uri, ' +
      'permanent redirect, wrong region, invalid region, signature does not match, signaturedoesnotmatch, signature mismatch, sender id mismatch, wrong environment, ' +
      'live mode mismatch, testmode charges only, unauthorized client, invalid callback, cname, domain not verified, domain not found sender, ' +
      'sender not verified, unverified sender, sandbox restriction, mtls required, invalid api version, unsupported api version, version not supported',
  ],
  [
    'telling',
    LOCK,
    'lock timeout, lock, locked, resource locked, record locked, row lock, unable to lock row, unable to lock, deadlock, resource busy, concurrent modification, ' +
      'concurrent update, concurrent write, operation conflict, another operation in progress, concurrency conflict, transaction conflict, transaction aborted, aborted, operation in progress, operation pending, ' +
      'pending operation, another operation, serialization failure, write conflict, conflicting operation in progress, update in progress, already in progress, in progress, already processing, already running, lease held, lease conflict',
  ],
  [
    'telling',
    OWN_LOCK,
    'idempotency key concurrency conflict, idempotency concurrency conflict, idempotency key in use, idempotent request in progress, idempotency concurrent, request in progress, duplicate request in progress',
  ],
  [
    'telling',
    NOT_READY,
    'product not ready, not ready, not ready yet, still processing, processing in progress, pending, data not ready',
  ],
  [
    'telling',
    PRECONDITION,
    'precondition failed, conditional check failed, condition not met, failed precondition, etag mismatch, etag, version mismatch, revision mismatch, if match, ' +
      'sha mismatch, stale object, stale version, optimistic lock',
  ],
  [
    'telling',
    CONFLICT,
    'already exists, alreadyexists, exists, email exists, duplicate, duplicated, duplicate value, duplicate record, duplicate key, duplicate request, name taken, already taken, ' +
      'taken, not unique, unique constraint, unique violation, in use, resource in use, already used, already in use, name in use, username unavailable, domain unavailable, name unavailable, slot unavailable, seat unavailable, number unavailable, time unavailable, already registered, already subscribed, ' +
      'version conflict, conflict error, edit conflict, bucket not empty, not empty, has dependents, already processed, already captured, already completed, ' +
      'already refunded, already a member, already paid, already cancelled, already canceled, member exists, state conflict, invalid state transition',
  ],
  [
    'telling',
    AUTHENTICATION,
    'invalid api key, invalid apikey, api key invalid, bad api key, wrong api key, incorrect api key, api key expired, api key missing, api key disabled, api key not found, api key required, ' +
      'missing api key, no api key, invalid key, invalid access key, unknown api key, unknown access key, user key, invalid user key, key is not registered, key expired, expired api key, apikey, revoked key, ' +
      'invalid token, invalid access token, invalid auth token, invalid bearer, expired token, expired access token, token expired, access token expired, token revoked, token invalid, token required, ' +
      'token not provided, missing token, bad token, revoked token, token missing, invalid jwt, jwt expired, jwt, expired credentials, invalid credentials, bad credentials, invalid credential, ' +
      'wrong credentials, missing credentials, credentials required, credentials expired, credentials missing, credential, invalid auth, auth error, auth failed, auth required, auth failure, auth, not authed, ' +
      'no auth, account inactive, invalid session, session expired, invalid session id, session not found, unauthenticated, not authenticated, not logged in, authentication, ' +
      'authentication error, authentication failed, authentication failure, authentication required, authentication invalid, authenticate, missing authentication, authorization required, missing authorization, ' +
      'invalid authorization, authorization header, authorization missing, invalid client, invalid client id, invalid client secret, client authentication, invalid security token, unrecognized client, ' +
      'invalid signature, signature invalid, bad signature, incomplete signature, incorrect signature, invalid app key, invalid app id, invalid appid, unknown app, oauth, no such token, invalid hmac, ' +
      'expired provider token, invalid provider token, missing provider token, unauthorized key, invalid username, invalid password, wrong password, invalid login, login failed',
  ],
  [
    'telling',
    PERMISSION,
    'request denied, insufficient permission, insufficient permissions, missing permission, missing permissions, missing scope, missing scopes, insufficient scope, insufficient scopes, invalid scope, scope, ' +
      'insufficient privilege, insufficient privileges, insufficient access, insufficient rights, insufficient authorization, insufficient role, permission, permissions, permission denied, permission error, ' +
      'no permission, not permitted, not allowed, operation not allowed, action not allowed, access denied, accessdenied, no access, access forbidden, access restricted, restricted resource, ' +
      'not authorized or not found, unauthorized operation, unauthorized access, unauthorized scope, not allowlisted, not whitelisted, ip not allowed, ip blocked, ip denied, ip restricted, ip not whitelisted, ip white list, ip whitelist, ' +
      'invalid ip, referer not allowed, origin not allowed, domain not allowed, country not supported, unsupported country, unsupported country region territory, region not allowed, geo restricted, geo blocked, blocked, banned, ' +
      'policy violation, content policy violation, content filter, moderation, safety, account restricted, account disabled, account deactivated, account locked, organization disabled, not a member, must be admin, admin required, read only, ' +
      'limited access, app not approved, approval required, not verified, cannot access, illegal access, spam, unauthorized action',
  ],
  [
    'telling',
    GONE,
    'sunset, discontinued, api deprecated, deprecated, endpoint deprecated, version deprecated, endpoint removed, removed, model deprecated, model decommissioned, decommissioned, retired, ' +
      'end of life, no longer supported, no longer available, api version sunset',
  ],
  [
    'telling',
    TIMEOUT,
    'gateway timeout, upstream timeout, deadline exceeded, request timeout, request timed out, operation timed out, timed out, timeout, timeout error, backend timeout, server timeout, execution timeout',
  ],
  [
    'telling',
    PROVIDER_ERROR,
    'internal server error, internal service error, internal error, internalerror, internal failure, internal, server error, servererror, server failure, service error, service failure, service fault, backend error, ' +
      'unexpected error, unknown error, unknownerror, systemerror, unhandled exception, unhandled error, fatal error, system error, system failure, upstream error, upstream failure, bad gateway, dependency failed, dependency failure, ' +
      'database error, db error, institution down, institution error, institution not responding, provider error, third party error, api error, downstream error, connector error, data corrupted, ' +
      'processing error, network error, temporary error, transient error, try again, retryable, temporary failure, partner error, operation failed internal, data loss, crash',
  ],
  [
    'plain',
    NOT_FOUND,
    'not found, notfound, no such, nosuch, does not exist, doesnt exist, not exist, not exists, unknown resource, resource missing, missing resource, object missing, unknown endpoint, no route, ' +
      'unknown model, model not found, resource not found, unknown user, unknown channel, unknown method, no such key, deleted, item not found',
  ],
  // Not the service is unavailable, but what was asked of it.
  [
    'telling',
    VALIDATION,
    'option unavailable, method unavailable, currency unavailable, item unavailable, product unavailable, rate unavailable',
  ],
  [
    'plain',
    PERMISSION,
    'forbidden, not authorized, notauthorized, not authorised, authorization, authorization error, authorization failed',
  ],
  ['plain', AUTHENTICATION, 'unauthorized, unauthorised, not authed'],
  ['plain', CONFLICT, 'conflict, already'],
  [
    'plain',
    VALIDATION,
    'invalid, invalid request, invalid argument, invalid parameter, invalid input, invalid field, invalid value, bad request, bad parameter, bad input, bad user input, badrequest, validation, validation error, validation failed, ' +
      'missing, missing parameter, missing field, missing required, required, required field, malformed, parse error, parsing error, parse, syntax, syntax error, unprocessable, unprocessable entity, unsupported, not supported, ' +
      'too large, too long, too short, too big, too many, out of range, illegal, illegal argument, illegal parameter, bad, constraint, schema, parameter, argument, incorrect, wrong, incompatible, mismatch, ' +
      'unknown field, unknown parameter, unrecognized, unexpected field, unexpected parameter, context length exceeded, string above max length, exceeds, max length, data error, not valid, invalid json, json, idempotency, ' +
      'bad data, unknown argument, not nullable, cannot be blank, blank, empty, length, format, unknown version, media type, payload',
  ],
];
