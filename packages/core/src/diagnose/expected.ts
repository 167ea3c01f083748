import type { View } from './view.ts';

/** Learnt share from which a refusal is everyday business: a look-up of what may not exist, a wrong password. */
const EVERYDAY = 0.02;
/** Exchanges of the endpoint behind that. */
const LEARNT = 60;
/** Score at which "more than ever" is as likely as "as ever": troubles begin seldom. */
const EVEN = 5;

/**
 * The chance that a refusal is one of those that this endpoint always gives, and no more than always: nobody's fault.
 * 0 where refusals are no everyday business, or not known to be.
 */
export function expected({ family, everyday, learnt, score }: View): number {
  if (family !== 'request' && family !== 'missing' && family !== 'credential') return 0;
  return everyday >= EVERYDAY && learnt >= LEARNT ? 1 / (1 + Math.exp(score - EVEN)) : 0;
}
