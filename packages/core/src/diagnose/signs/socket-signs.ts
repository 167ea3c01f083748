import { enough, type Sign } from '../sign.ts';
import type { View } from '../view.ts';

function onlyNewOnesFail({ newSockets, reusedSockets }: View): number {
  return reusedSockets.failed > 0 ? 0 : enough(newSockets.failed, 2) * enough(reusedSockets.ok, 4);
}

/** What new and reused sockets show. */
export const SOCKET_SIGNS: readonly Sign[] = [
  {
    code: 'only_new_sockets_fail',
    group: 'sockets',
    strength: onlyNewOnesFail,
    observed: ({ newSockets, reusedSockets }) =>
      `${newSockets.failed}/${newSockets.failed + newSockets.ok} new, 0/${reusedSockets.ok} reused`,
  },
  {
    code: 'nobody_else_opens',
    group: 'sockets',
    // That others are fine over sockets they keep says nothing of a path that only takes no new ones.
    strength: (view) =>
      view.othersFineNewSockets + view.othersFailing + view.othersFailingOnTheWay > 0
        ? 0
        : onlyNewOnesFail(view),
    observed: ({ othersFine }) => `${othersFine} fine over kept sockets`,
  },
  {
    code: 'only_reused_sockets_fail',
    group: 'sockets',
    strength: ({ newSockets, reusedSockets }) =>
      newSockets.failed > 0 ? 0 : enough(reusedSockets.failed, 2) * enough(newSockets.ok, 2),
    observed: ({ newSockets, reusedSockets }) =>
      `${reusedSockets.failed}/${reusedSockets.failed + reusedSockets.ok} reused, 0/${newSockets.ok} new`,
  },
];
