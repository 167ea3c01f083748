import { ramp } from './sign.ts';
import type { Split } from './view.ts';

/** A change explains what begins with the next request, at worst some while later. Milliseconds. */
export const CHANGE_FADES_MS = 900_000;
/** Requests within which a trouble that has nothing to do with the change could have begun as well. */
const ELSEWHERE = 500;
/** Mean time that a change takes to reach everything: a rolling restart, a role that spreads. Milliseconds. */
const SPREADS_MS = 15_000;
/** Time within which an unrelated trouble could have begun as well, in units of that. */
const ELSEWHEN = 240;

/**
 * How well the last own change explains the trouble, 0–1: the odds that it begins just there because of the change, over the
 * chance that an unrelated trouble does. By requests: so many successes in between, at the rate at which they fail since. By
 * time: so long for the change to spread. The better of the two counts, since a change may act at once or take its time.
 */
export function changeFitOf(changeMs: number, okAfterChange: number, endpoint: Split): number {
  if (!(changeMs >= 0) || changeMs === Number.POSITIVE_INFINITY) return 0;
  const share = (endpoint.failed + 0.5) / (endpoint.failed + endpoint.ok + 1.5);
  const byRequests = 1 + (Math.log(share) + okAfterChange * Math.log(1 - share)) / Math.log(ELSEWHERE);
  const byTime = 1 - changeMs / SPREADS_MS / Math.log(ELSEWHEN);
  return ramp(Math.max(byRequests, byTime), 0.1, 0.8) * Math.exp(-changeMs / CHANGE_FADES_MS);
}
