import type { Sign } from '../sign.ts';

/** What others say. A prior only: status pages are late, and lie both ways. */
export const REPORTED_SIGNS: readonly Sign[] = [
  {
    code: 'reported_by_others',
    group: 'reported',
    strength: ({ page }) => (page === 'major' || page === 'critical' ? 1 : page === 'minor' ? 0.5 : 0),
    observed: ({ page }) => `status page ${page ?? ''}`,
  },
];
