import { parseHttpDate } from '@faultline/core';
import { BY_HEADER, type Decision } from '../decision.ts';
import { knownHeader } from '../known-headers.ts';
import { GONE } from '../outcome.ts';
import type { Reading } from '../reading.ts';

const SUNSET = knownHeader('sunset');
/** Decides a missing thing whose `Sunset` (RFC 8594) has passed: the provider took it away as announced. */
export function bySunset(reading: Reading): Decision | undefined {
  if (reading.status !== 404 && reading.status !== 410) return undefined;
  const header = reading.header(SUNSET);
  const sunset = header === undefined ? undefined : parseHttpDate(header, reading.nowMs);
  if (sunset === undefined || sunset > reading.nowMs) return undefined;
  return { outcome: GONE, rule: 'header.sunset', confidence: BY_HEADER };
}
