import { boundedWaitMs, retryAfterMsOf } from '@faultline/core';
import type { Leaf } from '../body/leaf.ts';
import { knownHeader } from '../rules/known-headers.ts';
import type { Reading } from '../rules/reading.ts';
import {
  type DelayHeader,
  EXACT_DELAYS,
  LIMIT_HEADERS,
  type LimitHeaders,
  OTHER_DELAYS,
} from './limit-headers.ts';
import { delayInMessage } from './message-delay.ts';
import { type WaitUnit, waitOf } from './moment.ts';
import { rateLimitFieldOf } from './rate-limit-field.ts';

/** Messages that are read for a delay, and how far. */
const MAX_MESSAGES = 4;
const MAX_MESSAGE = 480;
const DIGIT = /\d/;

const RETRY_AFTER = knownHeader('retry-after');
const RATE_LIMIT_FIELD = knownHeader('ratelimit');
const SENTRY_LIMITS = knownHeader('x-sentry-rate-limits');
const RESET_AFTER = knownHeader('x-ratelimit-reset-after');
const META_USAGE = knownHeader('x-business-use-case-usage');

/**
 * The delay that an answer states, in whole milliseconds: headers of delays, then fields of the body, then its message. `undefined`
 * when it states none that can be believed.
 *
 * A header beats the body because it is what SDKs honour; where both are there they differ by rounding (Discord).
 */
export function statedDelayMsOf(reading: Reading): number | undefined {
  return writtenDelay(reading) ?? messageDelay(reading);
}

function writtenDelay(reading: Reading): number | undefined {
  return (
    delayOfHeaders(reading, EXACT_DELAYS) ??
    (reading.header(RETRY_AFTER) === undefined ? undefined : retryAfterMsOf(reading.exchange)) ??
    delayOfHeaders(reading, OTHER_DELAYS) ??
    delayOfBody(reading)
  );
}

/**
 * The delay that a limited answer asks for: what it states outright, else the reset of the limit that is spent, else what its
 * message says. Resets speak of limits alone, so only answers that are about a limit may be asked.
 */
export function limitDelayMsOf(reading: Reading): number | undefined {
  return (
    writtenDelay(reading) ??
    rateLimitFieldDelay(reading) ??
    resetDelay(reading) ??
    metaDelay(reading) ??
    messageDelay(reading)
  );
}

function delayOfHeaders(reading: Reading, headers: readonly DelayHeader[]): number | undefined {
  for (const [name, unit] of headers) {
    const value = reading.header(name);
    const wait = value === undefined ? undefined : boundedOf(value, unit, reading.nowMs);
    if (wait !== undefined) return wait;
  }
  return undefined;
}

function delayOfBody(reading: Reading): number | undefined {
  for (const leaf of reading.body.leaves) {
    if (leaf.node.role !== 'wait') continue;
    const wait = boundedOf(leaf.value, unitOfKey(leaf), reading.nowMs);
    if (wait !== undefined) return wait;
  }
  return undefined;
}

function unitOfKey({ node }: Leaf): WaitUnit {
  if (/(?:ms|millis|milliseconds)$/i.test(node.key)) return 'ms';
  if (/s(?:ec(?:ond)?)?s?$/i.test(node.key) && /sec/i.test(node.key)) return 's';
  return /minutes?$/i.test(node.key) ? 'minutes' : 'any';
}

/** Bounds a wait; a moment that has passed means now. */
function boundedOf(value: string, unit: WaitUnit, nowMs: number): number | undefined {
  const wait = waitOf(value, unit, nowMs);
  return wait === undefined ? undefined : boundedWaitMs(Math.max(0, wait));
}

function rateLimitFieldDelay(reading: Reading): number | undefined {
  const field = rateLimitFieldOf(reading.header(RATE_LIMIT_FIELD));
  if (field?.resetS === undefined || field.remaining > 0) return sentryDelay(reading);
  return boundedWaitMs(field.resetS * 1000);
}

/** `60:error;transaction:key, 2700:default`: seconds for each category; the longest is safe for all. */
function sentryDelay(reading: Reading): number | undefined {
  const value = reading.header(SENTRY_LIMITS);
  if (value === undefined) return undefined;
  let longest: number | undefined;
  for (const quota of value.split(',', 20)) {
    const wait = boundedOf(quota.trim().split(':', 1)[0] ?? '', 's', reading.nowMs);
    if (wait !== undefined && (longest === undefined || wait > longest)) longest = wait;
  }
  return longest;
}

/** The reset of the spent limit; of several the latest, because every one of them must refill. */
function resetDelay(reading: Reading): number | undefined {
  let spent: number | undefined;
  let untold: number | undefined;
  for (const family of LIMIT_HEADERS) {
    if (family.reset === undefined) continue;
    const value = reading.header(family.reset);
    const wait = value === undefined ? undefined : boundedOf(value, family.unit, reading.nowMs);
    if (wait === undefined) continue;
    const left = remainingOf(reading, family);
    if (left === undefined) untold = Math.max(untold ?? 0, wait);
    else if (left <= 0) spent = Math.max(spent ?? 0, wait);
  }
  const after = reading.header(RESET_AFTER);
  if (after !== undefined) return boundedOf(after, 's', reading.nowMs) ?? spent ?? untold;
  return spent ?? untold;
}

function remainingOf(reading: Reading, family: LimitHeaders): number | undefined {
  const text = reading.header(family.remaining);
  const value = text === undefined ? Number.NaN : Number.parseFloat(text);
  return Number.isNaN(value) ? undefined : value;
}

/** Meta: `estimated_time_to_regain_access`, in minutes, for each business and kind of call. */
function metaDelay(reading: Reading): number | undefined {
  const usage = reading.header(META_USAGE);
  if (usage === undefined) return undefined;
  let longest = 0;
  for (const [, minutes] of usage.matchAll(/"estimated_time_to_regain_access":\s{0,4}(\d{1,6})/g)) {
    longest = Math.max(longest, Number(minutes));
  }
  return longest === 0 ? undefined : boundedWaitMs(longest * 60_000);
}

function messageDelay(reading: Reading): number | undefined {
  const { body } = reading;
  if (body.kind === 'text') return delayIn(body.text, reading);
  let messages = 0;
  for (const { node, value } of body.leaves) {
    if (node.role === undefined || value.length < 12 || !value.includes(' ')) continue;
    if (++messages > MAX_MESSAGES) break;
    const wait = delayIn(value, reading);
    if (wait !== undefined) return wait;
  }
  return undefined;
}

/** Most messages state no number, and so no wait: then nobody has to read the date of the answer either. */
function delayIn(message: string, reading: Reading): number | undefined {
  const start = message.length > MAX_MESSAGE ? message.slice(0, MAX_MESSAGE) : message;
  return DIGIT.test(start) ? delayInMessage(start, reading.nowMs) : undefined;
}
