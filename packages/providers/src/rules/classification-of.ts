import type { Classification, Retry } from '@faultline/core';
import { limitDelayMsOf, statedDelayMsOf } from '../limits/delay.ts';
import type { Decision } from './decision.ts';
import { knownHeader } from './known-headers.ts';
import type { Reading } from './reading.ts';

const STRIPE_SHOULD_RETRY = knownHeader('stripe-should-retry');
const SHOULD_RETRY = knownHeader('x-should-retry');

/** Turns a decision into a classification: hears the delay that the answer states, then the provider's word on retries. */
export function classificationOf(decision: Decision, reading: Reading): Classification {
  const { outcome, rule, confidence } = decision;
  const { category, blame, hint } = outcome;
  const isLimit = category === 'rate_limit' || category === 'quota' || reading.status === 429;
  const told = isLimit ? limitDelayMsOf : statedDelayMsOf;
  const waitMs = outcome.waits ? (told(reading) ?? decision.waitMs) : undefined;
  const retry = waitMs === undefined ? outcome.retry : 'after_delay';
  return heedingRetryFlag({ category, blame, confidence, retry, rule, hint }, waitMs, reading, false);
}

/** Adds to a classification by status what only the answer knows: delays in other headers, the body or the message, and the provider's word on retries. */
export function refined(plain: Classification, reading: Reading): Classification {
  const isLimit = plain.category === 'rate_limit' || plain.category === 'quota';
  const canWait = plain.retry === 'backoff' || plain.retry === 'after_delay';
  const waitMs = canWait ? (isLimit ? limitDelayMsOf(reading) : statedDelayMsOf(reading)) : undefined;
  const flag = retryFlagOf(reading);
  if (waitMs === undefined && flag === undefined) return plain;
  const { category, blame, confidence, rule, hint } = plain;
  const retry = waitMs === undefined ? plain.retry : 'after_delay';
  return heedingRetryFlag(
    { category, blame, confidence, retry, rule, hint },
    waitMs ?? plain.retryAfterMs,
    reading,
    true,
  );
}

function heedingRetryFlag(
  classification: Classification,
  waitMs: number | undefined,
  reading: Reading,
  isByStatus: boolean,
): Classification {
  const retry = retryWith(retryFlagOf(reading), classification.retry, isByStatus);
  if (retry === 'never' || waitMs === undefined)
    return retry === classification.retry ? classification : { ...classification, retry };
  return { ...classification, retry, retryAfterMs: waitMs };
}

/** `false` stops what would be repeated as it is; `true` beats a status, but no code that says that a person has to act. */
function retryWith(flag: boolean | undefined, retry: Retry, isByStatus: boolean): Retry {
  if (flag === false) return retry === 'after_fix' ? retry : 'never';
  if (flag === true && isByStatus && (retry === 'after_fix' || retry === 'never')) return 'backoff';
  return retry;
}

/** What the provider says on repeating: `stripe-should-retry`, and `x-should-retry` of OpenAI and Anthropic. */
function retryFlagOf(reading: Reading): boolean | undefined {
  const flag = reading.header(STRIPE_SHOULD_RETRY) ?? reading.header(SHOULD_RETRY);
  if (flag === 'true') return true;
  return flag === 'false' ? false : undefined;
}
