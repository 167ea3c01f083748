import { enough, type Sign } from '../sign.ts';

/** What new and reused sockets show. */
export const SOCKET_SIGNS: readonly Sign[] = [
  {
    code: 'only_new_sockets_fail',
    group: 'sockets',
    strength: ({ newSockets, reusedSockets }) =>
      reusedSockets.failed > 0 ? 0 : enough(newSockets.failed, 2) * enough(reusedSockets.ok, 4),
    observed: ({ newSockets, reusedSockets }) =>
      `${newSockets.failed}/${newSockets.failed + newSockets.ok} new, 0/${reusedSockets.ok} reused`,
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
