import { BY_SENTENCE, type Decision } from '../decision.ts';
import { knownHeader } from '../known-headers.ts';
import { AUTHENTICATION } from '../outcome.ts';
import type { Reading } from '../reading.ts';

const LOCATION = knownHeader('location');
const SIGN_IN_PAGE =
  /\/(?:log-?in|sign-?in|sign_in|sso|accounts\/login|users\/sign_in|auth\/login|session\/new)(?:[/?#.]|$)/i;

/** Decides a redirect to a page where people sign in: an API call that lands there has no valid credential. */
export function byLoginRedirect(reading: Reading): Decision | undefined {
  if (reading.status !== 302 && reading.status !== 303 && reading.status !== 307) return undefined;
  const location = reading.header(LOCATION);
  if (location === undefined || !SIGN_IN_PAGE.test(location) || SIGN_IN_PAGE.test(reading.path))
    return undefined;
  return { outcome: AUTHENTICATION, rule: 'redirect.sign_in', confidence: BY_SENTENCE };
}
