import type { Blame, VerdictKind } from '../closed-sets.ts';
import { COMPLAINTS } from './complaint.ts';
import { HYPOTHESES } from './hypothesis.ts';
import type { Suspicion } from './suspicion.ts';

/** What one standing suspicion comes to. */
export interface Conclusion {
  readonly kind: VerdictKind;
  readonly owner: Blame;
  readonly confidence: number;
}

/** From this share of failures on the provider is out, not only degraded. */
const OUTAGE_AT = 0.5;

/** Draws the conclusion from the smoothed belief; the owner of `before` stays unless another leads by `lead`. */
export function concludeFrom(suspicion: Suspicion, before: Conclusion | undefined, lead: number): Conclusion {
  const belief = suspicion.belief ?? [];
  let best = 0;
  for (let index = 1; index < belief.length; index++)
    if ((belief[index] ?? 0) > (belief[best] ?? 0)) best = index;
  const held = before === undefined ? -1 : HYPOTHESES.indexOf(before.owner);
  if (held >= 0 && held !== best && (belief[best] ?? 0) - (belief[held] ?? 0) < lead) best = held;
  const owner = HYPOTHESES[best] ?? 'unknown';
  return { kind: kindOf(owner, suspicion, before), owner, confidence: belief[best] ?? 0 };
}

function kindOf(owner: Blame, suspicion: Suspicion, before: Conclusion | undefined): VerdictKind {
  const complaint = COMPLAINTS[suspicion.complaint];
  if (owner === 'network' && complaint !== 'throttled') return 'network';
  if (owner === 'unknown') return 'unknown';
  if (complaint === 'throttled') return suspicion.quota ? 'quota_exhausted' : 'rate_limited';
  if (owner === 'self' && complaint === 'credential')
    return suspicion.quota ? 'quota_exhausted' : 'credentials';
  if (owner === 'self') return 'own_bug';
  // An outage that eases stays one until it is clearly less.
  const outageAt = before?.kind === 'provider_outage' ? OUTAGE_AT / 2 : OUTAGE_AT;
  return suspicion.share >= outageAt ? 'provider_outage' : 'provider_degraded';
}
