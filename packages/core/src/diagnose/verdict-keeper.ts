import type { Verdict } from '../verdict.ts';
import { type Conclusion, concludeFrom } from './conclude.ts';
import type { ProviderRecord } from './provider-record.ts';
import type { Suspicion } from './suspicion.ts';

/** Another owner replaces a standing one only when it leads by so much. */
const LEAD = 0.15;
/** And a standing verdict keeps its confidence in steps, so that it does not change with every exchange. */
const STEP = 0.05;
/** A confidence that declares somebody at fault needs a trouble of this age. Milliseconds. */
const DECLARES_MS = 10_000;
/** Confidence below that. */
const UNDECLARED = 0.75;

/** The standing verdict on one provider, with hysteresis: it comes late, changes seldom, and goes late. */
export class VerdictKeeper {
  current: Verdict;
  /** Of the current verdict. */
  #conclusion: Conclusion | undefined;

  constructor(provider: string, nowMs: number) {
    this.current = {
      provider,
      kind: 'healthy',
      owner: 'none',
      confidence: 1,
      evidence: [],
      sinceMs: nowMs,
    };
  }

  /** Draws the conclusion anew; returns the verdict that was replaced, or `undefined` when it stands. */
  update(provider: ProviderRecord, nowMs: number, clockMs: number): Verdict | undefined {
    const worst = worstOf(provider.active);
    if (worst === undefined) {
      if (this.current.kind === 'healthy') return undefined;
      return this.#replace('healthy', 'none', 1, [], clockMs, undefined);
    }
    const next = concludeFrom(worst, this.#conclusion, LEAD);
    const young = nowMs - worst.onsetMs < DECLARES_MS;
    const rounded = Math.round(next.confidence / STEP) * STEP;
    const confidence = young ? Math.min(UNDECLARED, rounded) : rounded;
    if (next.kind === this.current.kind && next.owner === this.current.owner) {
      this.#conclusion = next;
      if (Math.abs(confidence - this.current.confidence) < STEP * 0.9) return undefined;
      // Doubt and certainty grow; that is no change of the verdict.
      this.current = { ...this.current, confidence, evidence: worst.evidence };
      return undefined;
    }
    return this.#replace(next.kind, next.owner, confidence, worst.evidence, clockMs, next);
  }

  #replace(
    kind: Verdict['kind'],
    owner: Verdict['owner'],
    confidence: number,
    evidence: readonly string[],
    sinceMs: number,
    conclusion: Conclusion | undefined,
  ): Verdict {
    const before = this.current;
    this.current = { provider: before.provider, kind, owner, confidence, evidence, sinceMs };
    this.#conclusion = conclusion;
    return before;
  }
}

/** The standing suspicion that failed most. */
function worstOf(active: readonly Suspicion[]): Suspicion | undefined {
  let worst: Suspicion | undefined;
  for (const suspicion of active) {
    if (suspicion.standing && (worst === undefined || suspicion.failures > worst.failures)) worst = suspicion;
  }
  return worst;
}
