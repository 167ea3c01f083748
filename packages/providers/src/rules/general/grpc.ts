import { knownPath } from '../../body/leaf.ts';
import { BY_CODE, BY_HEADER, BY_WORD, type Decision } from '../decision.ts';
import { knownHeader } from '../known-headers.ts';
import {
  AUTHENTICATION,
  BILLING,
  CANCELLED,
  CONFLICT,
  LOCK,
  NOT_FOUND,
  OK,
  type Outcome,
  OVERLOADED,
  PERMISSION,
  PRECONDITION,
  PROVIDER_ERROR,
  QUOTA,
  RATE_LIMIT,
  TIMEOUT,
  VALIDATION,
} from '../outcome.ts';
import type { Reading } from '../reading.ts';
import { phraseOf } from './vocabulary.ts';
import { bySentence, outcomeOf } from './vocabulary-rule.ts';

const GRPC_STATUS = knownHeader('grpc-status');
/** The canonical codes of gRPC in their order (google/rpc/code.proto), as Google's HTTP APIs name them too. */
const CODES: readonly (readonly [name: string, outcome: Outcome])[] = [
  ['OK', OK],
  ['CANCELLED', CANCELLED],
  ['UNKNOWN', PROVIDER_ERROR],
  ['INVALID_ARGUMENT', VALIDATION],
  ['DEADLINE_EXCEEDED', TIMEOUT],
  ['NOT_FOUND', NOT_FOUND],
  ['ALREADY_EXISTS', CONFLICT],
  ['PERMISSION_DENIED', PERMISSION],
  ['RESOURCE_EXHAUSTED', RATE_LIMIT],
  ['FAILED_PRECONDITION', PRECONDITION],
  ['ABORTED', LOCK],
  ['OUT_OF_RANGE', VALIDATION],
  [
    'UNIMPLEMENTED',
    { ...VALIDATION, hint: 'The provider does not implement this method: check its name and version.' },
  ],
  ['INTERNAL', PROVIDER_ERROR],
  ['UNAVAILABLE', OVERLOADED],
  ['DATA_LOSS', PROVIDER_ERROR],
  ['UNAUTHENTICATED', AUTHENTICATION],
];
const BY_NAME: ReadonlyMap<string, Outcome> = new Map(CODES);

const STATUS = knownPath('error.status');
const REASON = knownPath('error.details.reason');
const FCM_CODE = knownPath('error.details.errorCode');
const OLD_REASON = knownPath('error.errors.reason');
const QUOTA_ID = knownPath('error.details.violations.quotaId');
const CODE = knownPath('code');

/** Decides by `grpc-status`, as header or trailer of a 200. */
export function byGrpcStatus(reading: Reading): Decision | undefined {
  const header = reading.header(GRPC_STATUS);
  if (header === undefined || !/^\d{1,2}$/.test(header)) return undefined;
  const code = CODES[Number(header)];
  return code === undefined || header === '0'
    ? undefined
    : { outcome: code[1], rule: `grpc.${code[0]}`, confidence: BY_HEADER };
}

/**
 * Decides by Google's error model (google.rpc.Status, AIP-193): the reason in `ErrorInfo` or in the older `errors[]` says most, then the
 * kind of quota, then the canonical code.
 */
export function byGoogleStatus(reading: Reading): Decision | undefined {
  const name = reading.value(STATUS) ?? canonicalCodeOf(reading);
  const reason = reading.value(REASON) ?? reading.value(FCM_CODE) ?? reading.value(OLD_REASON);
  if (name === undefined && reason === undefined) return undefined;
  const canonical = name === undefined ? undefined : BY_NAME.get(name);
  if (canonical === RATE_LIMIT && reading.some(QUOTA_ID, (id) => id.includes('PerDay'))) {
    return { outcome: QUOTA, rule: 'google.quota_per_day', confidence: BY_CODE };
  }
  if (canonical === RATE_LIMIT && reading.status === 402)
    return { outcome: BILLING, rule: 'google.payment_required', confidence: BY_CODE };
  const phrase = reason === undefined ? undefined : phraseOf(reason);
  if (phrase?.strength === 'telling') {
    return {
      outcome: outcomeOf(phrase, reading.status),
      rule: `google.${phrase.words.join('_')}`,
      confidence: BY_CODE,
    };
  }
  if (canonical === undefined) return undefined;
  // These two say least: Google sends INVALID_ARGUMENT for a bad API key, FAILED_PRECONDITION for missing billing.
  const vague = canonical === VALIDATION || canonical === PRECONDITION;
  return (
    (vague ? bySentence(reading) : undefined) ?? {
      outcome: canonical,
      rule: `google.${name}`,
      confidence: BY_WORD,
    }
  );
}

/** Connect and gRPC gateways write the canonical code, as a number or in small letters, at the top. */
function canonicalCodeOf(reading: Reading): string | undefined {
  const code = reading.value(CODE)?.toUpperCase();
  return code !== undefined && BY_NAME.has(code) && code.includes('_') ? code : undefined;
}
