import { BREAKER_OUTCOME, createBreakers, type Permit } from '@faultline/core';
import { OPOSSUM, type Rule, shareRule } from './rules.ts';

/** The breaker of one client of a storm: asked before each attempt, told of each end. */
export interface Guard {
  /** Leave for an attempt, or `undefined` when it may not be made. */
  admit(nowMs: number): number | undefined;
  release(permit: number, failed: boolean, nowMs: number): void;
}

const PLACE = { provider: 'acme', origin: 'https://api.acme.example', endpoint: 'GET /things' };

/** No breaker. */
export function noGuard(): Guard {
  return { admit: () => 0, release: () => {} };
}

/** Ours, the product itself. A timeout of the provider is no answer: it counts at the origin. */
export function ours(random: () => number): Guard {
  const breakers = createBreakers({ mode: 'enforce', random, maxKeys: 2 });
  return {
    admit(nowMs) {
      const admitted = breakers.admit(PLACE, nowMs);
      return typeof admitted === 'number' ? admitted : undefined;
    },
    release(permit, failed, nowMs) {
      breakers.release(permit as Permit, failed ? BREAKER_OUTCOME.noAnswer : BREAKER_OUTCOME.success, nowMs);
    },
  };
}

/** A model of the usual breaker: a rule, a fixed time open, one probe that closes it. */
export function onOff(rule: Rule, openMs: number): Guard {
  let openUntilMs = 0;
  let probing = false;
  let era = 0;
  return {
    admit(nowMs) {
      if (openUntilMs === 0) return era;
      if (probing || nowMs < openUntilMs) return undefined;
      probing = true;
      era += 1;
      return era;
    },
    release(permit, failed, nowMs) {
      if (permit !== era) return;
      if (probing) {
        probing = false;
        openUntilMs = failed ? nowMs + openMs : 0;
        era += 1;
      } else if (openUntilMs === 0 && rule.hear(failed, nowMs)) {
        openUntilMs = nowMs + openMs;
        era += 1;
      }
    },
  };
}

/** A model of opossum's defaults. */
export function opossumModel(): Guard {
  return onOff(shareRule(OPOSSUM), 30_000);
}
