import { ramp } from './sign.ts';
import type { Split } from './view.ts';

/** A change explains what begins with the next request, at worst some while later. Milliseconds. */
export const CHANGE_FADES_MS = 900_000;

/** Requests within which a trouble that has nothing to do with the change could have begun as well. */
const ELSEWHERE = 500;

/**
 * How well the last own change explains the trouble, 0–1: the chance of as many successes between the two, if the change broke
 * things at once at the rate at which they fail, over the chance that an unrelated trouble begins just there.
 */
export function changeFitOf(changeMs: number, okAfterChange: number, endpoint: Split): number {
  if (!(changeMs >= 0) || changeMs === Number.POSITIVE_INFINITY) return 0;
  const share = (endpoint.failed + 0.5) / (endpoint.failed + endpoint.ok + 1.5);
  const odds = Math.log(share) + okAfterChange * Math.log(1 - share) + Math.log(ELSEWHERE);
  return ramp(odds / Math.log(ELSEWHERE), 0.1, 0.8) * Math.exp(-changeMs / CHANGE_FADES_MS);
}
