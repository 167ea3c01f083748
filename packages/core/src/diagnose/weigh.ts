import { FAMILIES, type Family } from './complaint.ts';
import { HYPOTHESES, type Weights } from './hypothesis.ts';
import { SIGN_GROUPS, type Sign, type SignGroup } from './sign.ts';
import { SIGNS } from './signs/table.ts';
import type { View } from './view.ts';
import { PRIOR, WEIGHTS } from './weights.ts';

/** A sign that was seen, how strongly, and what it is worth here. */
export interface Seen {
  readonly sign: Sign;
  readonly strength: number;
  readonly weights: Weights;
}

/** Weighs what is seen. */
export interface Scale {
  /** Chances of {@link HYPOTHESES}, in their order, summing to 1; `seen` receives the signs that count. */
  weigh(view: View, seen: Seen[]): number[];
}

/**
 * Builds the scale from the weight table, without the ablated groups of signs.
 *
 * @throws Error when a group does not exist; the message quotes it
 */
export function createScale(ablate: readonly string[] = []): Scale {
  for (const group of ablate) {
    if (!SIGN_GROUPS.includes(group as SignGroup)) {
      throw new Error(`No group of signs is named "${group}"; write one of ${SIGN_GROUPS.join(', ')}`);
    }
  }
  const byFamily = new Map<Family, { sign: Sign; weights: Weights }[]>();
  for (const family of FAMILIES) {
    const rows: { sign: Sign; weights: Weights }[] = [];
    for (const sign of SIGNS) {
      const weights = WEIGHTS[sign.code]?.[family];
      if (weights !== undefined && !ablate.includes(sign.group)) rows.push({ sign, weights });
    }
    byFamily.set(family, rows);
  }
  return {
    weigh(view, seen) {
      const logits = [...PRIOR[view.family]];
      for (const { sign, weights } of byFamily.get(view.family) ?? []) {
        const strength = sign.strength(view);
        if (!(strength > 0)) continue;
        seen.push({ sign, strength, weights });
        for (let index = 0; index < HYPOTHESES.length; index++) {
          logits[index] = (logits[index] ?? 0) + strength * (weights[index] ?? 0);
        }
      }
      return softmax(logits);
    },
  };
}

/** Chances from log-odds. */
export function softmax(logits: readonly number[]): number[] {
  let most = Number.NEGATIVE_INFINITY;
  for (const logit of logits) if (logit > most) most = logit;
  const chances: number[] = [];
  let sum = 0;
  for (const logit of logits) {
    const power = Math.exp(logit - most);
    chances.push(power);
    sum += power;
  }
  for (let index = 0; index < chances.length; index++) chances[index] = (chances[index] ?? 0) / sum;
  return chances;
}

/** From this on a sign is worth telling, in log-odds over the other hypotheses. */
const WORTH_TELLING = 0.2;

/** What was seen for one hypothesis, strongest first, for a person. */
export function evidenceFor(hypothesis: number, seen: readonly Seen[], view: View, most: number): string[] {
  const telling: { sign: Sign; worth: number }[] = [];
  for (const { sign, strength, weights } of seen) {
    let others = 0;
    for (let index = 0; index < weights.length; index++)
      if (index !== hypothesis) others += weights[index] ?? 0;
    const worth = strength * ((weights[hypothesis] ?? 0) - others / (HYPOTHESES.length - 1));
    if (worth > WORTH_TELLING) telling.push({ sign, worth });
  }
  telling.sort((a, b) => b.worth - a.worth);
  if (telling.length > most) telling.length = most;
  return telling.map(({ sign }) => {
    const observed = sign.observed(view);
    return observed === '' ? sign.code : `${sign.code} ${observed}`;
  });
}
