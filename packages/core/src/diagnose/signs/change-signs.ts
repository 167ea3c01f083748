import { CHANGE_FADES_MS } from '../change-fit.ts';
import { ago, type Sign } from '../sign.ts';

/** Names of secrets in what was changed. */
const SECRET = /credential|secret|key|token|password|auth/i;

/** What own deploys and changes show. */
export const CHANGE_SIGNS: readonly Sign[] = [
  {
    code: 'after_own_change',
    group: 'changes',
    strength: ({ changeFit }) => changeFit,
    observed: ({ change, changeMs }) =>
      `started ${ago(changeMs)} after own ${change?.kind === 'deploy' ? `deploy ${change.what}` : `change of ${change?.what ?? ''}`}`,
  },
  {
    code: 'after_secret_change',
    group: 'changes',
    strength: (view) =>
      view.change?.kind === 'change' && SECRET.test(view.change.what) ? view.changeFit : 0,
    observed: ({ changeMs, change }) => `${change?.what ?? ''} ${ago(changeMs)} before`,
  },
  {
    code: 'no_own_change',
    group: 'changes',
    strength: (view) => Math.max(0, 1 - 4 * view.changeFit),
    observed: ({ lastChangeMs }) =>
      lastChangeMs === Number.POSITIVE_INFINITY ? '' : `for ${ago(lastChangeMs)}`,
  },
  {
    code: 'worked_after_own_change',
    group: 'changes',
    strength: (view) =>
      view.change === undefined || view.changeMs > CHANGE_FADES_MS / 3 || view.okAfterChange < 5
        ? 0
        : 1 - view.changeFit,
    observed: ({ okAfterChange }) => `${okAfterChange} times`,
  },
];
