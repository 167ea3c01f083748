import { ago, ramp, type Sign } from '../sign.ts';
import type { View } from '../view.ts';

/** A change explains what begins with the next request, at worst some while later. Milliseconds. */
const FADES_MS = 900_000;

/** Requests within which a trouble that has nothing to do with the change could have begun as well. */
const ELSEWHERE = 500;

/**
 * How well the last own change explains the trouble, 0–1: the chance of as many successes between the two, if the change broke
 * things at once at the rate at which they fail, over the chance that an unrelated trouble begins just there.
 */
export function changeFit({ change, changeMs, okAfterChange, endpoint }: View): number {
  if (change === undefined || changeMs < 0) return 0;
  const share = (endpoint.failed + 0.5) / (endpoint.failed + endpoint.ok + 1.5);
  const odds = Math.log(share) + okAfterChange * Math.log(1 - share) + Math.log(ELSEWHERE);
  return ramp(odds / Math.log(ELSEWHERE), 0.1, 0.8) * Math.exp(-changeMs / FADES_MS);
}

/** Names of secrets in what was changed. */
const SECRET = /credential|secret|key|token|password|auth/i;

/** What own deploys and changes show. */
export const CHANGE_SIGNS: readonly Sign[] = [
  {
    code: 'after_own_change',
    group: 'changes',
    strength: changeFit,
    observed: ({ change, changeMs }) =>
      `started ${ago(changeMs)} after own ${change?.kind === 'deploy' ? `deploy ${change.what}` : `change of ${change?.what ?? ''}`}`,
  },
  {
    code: 'after_secret_change',
    group: 'changes',
    strength: (view) =>
      view.change?.kind === 'change' && SECRET.test(view.change.what) ? changeFit(view) : 0,
    observed: ({ changeMs, change }) => `${change?.what ?? ''} ${ago(changeMs)} before`,
  },
  {
    code: 'no_own_change',
    group: 'changes',
    strength: (view) => Math.max(0, 1 - 4 * changeFit(view)),
    observed: ({ lastChangeMs }) =>
      lastChangeMs === Number.POSITIVE_INFINITY ? '' : `for ${ago(lastChangeMs)}`,
  },
  {
    code: 'worked_after_own_change',
    group: 'changes',
    strength: (view) =>
      view.change === undefined || view.changeMs > FADES_MS / 3 || view.okAfterChange < 5
        ? 0
        : 1 - changeFit(view),
    observed: ({ okAfterChange }) => `${okAfterChange} times`,
  },
];
