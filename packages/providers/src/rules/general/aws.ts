import { knownPath } from '../../body/leaf.ts';
import { BY_CODE, BY_WORD, type Decision } from '../decision.ts';
import { knownHeader } from '../known-headers.ts';
import {
  AUTHENTICATION,
  CLIENT_CONFIG,
  CLOCK,
  PERMISSION,
  PROVIDER_ERROR,
  RATE_LIMIT,
  VALIDATION,
} from '../outcome.ts';
import type { Reading } from '../reading.ts';
import { awsOutcomeOf, plainAwsCode } from './aws-codes.ts';
import { byWord } from './vocabulary-rule.ts';

const ERROR_TYPE = knownHeader('x-amzn-errortype');
const JSON_TYPE = knownPath('__type');
const JSON_CODE = knownPath('code');
const JSON_CODE_UPPER = knownPath('Code');
const QUERY_CODE = knownPath('ErrorResponse.Error.Code');
const QUERY_TYPE = knownPath('ErrorResponse.Error.Type');
const EC2_CODE = knownPath('Response.Errors.Error.Code');
const S3_CODE = knownPath('Error.Code');
knownPath('ErrorResponse.Error.Message');
knownPath('Response.Errors.Error.Message');
knownPath('Error.Message');

/**
 * Decides by the error types of AWS: `x-amzn-errortype`, `__type` of the JSON protocols, `Code` of the XML ones, then by their own word on the blame,
 * `Type` Sender or Receiver. Services behind AWS gateways answer so too, and S3 look-alikes.
 *
 * @param isAws - whether the host is one of AWS, where a bare `code` is an error type as well
 */
export function byAwsType(reading: Reading, isAws: boolean): Decision | undefined {
  const code = codeOf(reading, isAws);
  if (code === undefined) return undefined;
  const plain = plainAwsCode(code);
  const message = messageOf(reading);
  const outcome = awsOutcomeOf(code);
  if (outcome === PERMISSION && /\bMFA\b/.test(message)) return decision(AUTHENTICATION, plain);
  if (outcome === CLIENT_CONFIG && /expired/i.test(message)) return decision(CLOCK, plain);
  if (plain === 'TransactionCanceled') return byReasons(message, plain);
  // A gateway before the service ran out of time, and calls that an internal error.
  if (outcome === PROVIDER_ERROR && reading.status === 504) return undefined;
  if (outcome !== undefined) return decision(outcome, plain);
  if (/(?:Throttl|TooManyRequests|RateExceeded)/.test(plain)) return decision(RATE_LIMIT, 'Throttling');
  const word = byWord(plain, reading.status);
  if (word !== undefined) return word;
  const type = reading.value(QUERY_TYPE);
  if (type === 'Receiver') return { outcome: PROVIDER_ERROR, rule: 'aws.receiver', confidence: BY_WORD };
  if (type === 'Sender' && reading.status === 400)
    return { outcome: VALIDATION, rule: 'aws.sender', confidence: BY_WORD };
  return undefined;
}

function codeOf(reading: Reading, isAws: boolean): string | undefined {
  return (
    reading.header(ERROR_TYPE) ??
    reading.value(JSON_TYPE) ??
    reading.value(QUERY_CODE) ??
    reading.value(EC2_CODE) ??
    reading.value(S3_CODE) ??
    (isAws ? (reading.value(JSON_CODE) ?? reading.value(JSON_CODE_UPPER)) : undefined)
  );
}

/** A cancelled transaction lists the reason of each item: `[None, ConditionalCheckFailed]`. */
function byReasons(message: string, plain: string): Decision {
  const found =
    /\b(ConditionalCheckFailed|TransactionConflict|ThrottlingError|ProvisionedThroughputExceeded|ValidationError)\b/.exec(
      message,
    );
  return decision((found?.[1] === undefined ? undefined : awsOutcomeOf(found[1])) ?? VALIDATION, plain);
}

function messageOf(reading: Reading): string {
  return (reading.valueOfKey('Message') ?? reading.valueOfKey('message') ?? '').slice(0, 600);
}

function decision(outcome: Decision['outcome'], plain: string): Decision {
  // Codes come from the wire, and rule ids are labels: only listed ones are named.
  return { outcome, rule: `aws.${plain}`, confidence: BY_CODE };
}
