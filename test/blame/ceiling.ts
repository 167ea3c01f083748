import type { Blame } from '@faultline/core';
import type { Judgement } from './method.ts';
import type { Settled } from './replay.ts';
import type { World } from './world.ts';

/** Failures of an incident for which even a perfect judge has only the label by itself. */
const LEARNING = 30;

/**
 * What one can hope for: the label by itself for the first 30 failures of an incident, then the truth.
 * It reads the truth, so it is a yardstick and no method.
 */
export function createCeiling(world: World): (event: Settled, label: Blame) => Judgement {
  const seen = world.truth.map(() => 0);
  return (event, label) => {
    if (!event.hit || event.cause === 'none') return { blame: label, confidence: 1 };
    const index = world.truth.findIndex(
      (truth) =>
        truth.provider === world.providers[event.provider]?.id &&
        truth.from_s <= event.startS &&
        event.startS < truth.to_s,
    );
    if (index === -1) return { blame: event.cause, confidence: 1 };
    seen[index]!++;
    if (seen[index]! <= LEARNING) return { blame: label, confidence: 1 };
    return { blame: world.truth[index]?.unknowable === true ? 'unknown' : event.cause, confidence: 1 };
  };
}
