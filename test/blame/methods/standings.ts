import type { Blame } from '@faultline/core';
import { HEALTHY, type Standing } from '../method.ts';

/** Exchanges that a standing looks back on. */
const LOOK_BACK = 20;
/** Failures among them that make it an alarm. */
const FAILURES = 5;

/**
 * Gives methods that only label requests a verdict, as a dashboard of their labels would: an alarm while at least 5 of the
 * last 20 exchanges of a provider failed, on the owner that most of them name.
 */
export class Standings {
  readonly #labels = new Map<string, Blame[]>();

  add(provider: string, blame: Blame): void {
    let labels = this.#labels.get(provider);
    if (labels === undefined) {
      labels = [];
      this.#labels.set(provider, labels);
    }
    labels.push(blame);
    if (labels.length > LOOK_BACK) labels.shift();
  }

  of(provider: string): Standing {
    const counts = new Map<Blame, number>();
    let failures = 0;
    for (const blame of this.#labels.get(provider) ?? []) {
      if (blame === 'none') continue;
      failures++;
      counts.set(blame, (counts.get(blame) ?? 0) + 1);
    }
    if (failures < FAILURES) return HEALTHY;
    const [owner] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most));
    if (owner === 'provider') return { kind: 'provider_outage', owner, confidence: 1 };
    if (owner === 'network') return { kind: 'network', owner, confidence: 1 };
    return { kind: owner === 'self' ? 'own_bug' : 'unknown', owner, confidence: 1 };
  }
}
