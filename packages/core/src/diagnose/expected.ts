import type { View } from './view.ts';

/** Learnt share from which a refusal is everyday business: a look-up of what may not exist, a wrong password. */
const EVERYDAY = 0.02;
/** Exchanges of the endpoint behind that. */
const LEARNT = 60;
/** Score below which there are no more than ever. */
const AS_EVER = 5;

/** Whether a refusal is one of those that this endpoint always gives, and no more than always: nobody's fault. */
export function expected({ complaint, family, everyday, learnt, score }: View): boolean {
  if (family !== 'request' && complaint !== 'credential') return false;
  return everyday >= EVERYDAY && learnt >= LEARNT && score < AS_EVER;
}
