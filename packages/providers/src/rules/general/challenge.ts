import { BY_HEADER, type Decision } from '../decision.ts';
import { knownHeader } from '../known-headers.ts';
import { AUTHENTICATION, type Outcome, PERMISSION, VALIDATION } from '../outcome.ts';
import type { Reading } from '../reading.ts';

const WWW_AUTHENTICATE = knownHeader('www-authenticate');
const ERROR = /\berror="?(invalid_token|insufficient_scope|invalid_request|unauthorized)\b/i;

const BY_ERROR: Readonly<Record<string, Outcome>> = {
  invalid_token: AUTHENTICATION,
  unauthorized: AUTHENTICATION,
  insufficient_scope: PERMISSION,
  invalid_request: VALIDATION,
};

/** Decides by the `error` of a Bearer challenge (RFC 6750 section 3.1). */
export function byChallenge(reading: Reading): Decision | undefined {
  if (reading.status < 400 || reading.status > 403) return undefined;
  const challenge = reading.header(WWW_AUTHENTICATE);
  const error = challenge === undefined ? undefined : ERROR.exec(challenge)?.[1]?.toLowerCase();
  const outcome = error === undefined ? undefined : BY_ERROR[error];
  return outcome === undefined ? undefined : { outcome, rule: `challenge.${error}`, confidence: BY_HEADER };
}
