import { enough, ramp, type Sign } from '../sign.ts';
import type { View } from '../view.ts';

/** Whether a request of this complaint needs a connection of its own to be compared. */
function onTheWay({ family }: View): boolean {
  return family === 'path' || family === 'tls';
}

function fineOnes(view: View): number {
  return onTheWay(view) ? view.othersFineNewSockets : view.othersFine;
}

/** What the other providers show. */
export const NEIGHBOUR_SIGNS: readonly Sign[] = [
  {
    code: 'other_providers_fail_too',
    group: 'neighbours',
    strength: (view) => {
      const failing = view.othersFailing - Math.min(view.othersFailing, view.sameEdgeFailing) * 0.8;
      if (failing <= 0) return 0;
      return (
        ramp(failing, 0, 2) * (0.5 + 0.5 * (view.othersFailing / (view.othersFailing + view.othersFine)))
      );
    },
    observed: ({ othersFailing, others }) => `${othersFailing}/${others}`,
  },
  {
    code: 'all_providers_fail',
    group: 'neighbours',
    strength: (view) => (view.othersFailing < 2 || fineOnes(view) > 0 ? 0 : ramp(view.othersFailing, 1, 3)),
    observed: ({ othersFailing }) => `${othersFailing + 1}/${othersFailing + 1}`,
  },
  {
    code: 'others_fail_on_the_way',
    group: 'neighbours',
    strength: (view) =>
      ramp(view.othersFailingOnTheWay - Math.min(view.othersFailingOnTheWay, view.sameEdgeFailing), 0, 2),
    observed: ({ othersFailingOnTheWay, others }) => `${othersFailingOnTheWay}/${others}`,
  },
  {
    code: 'other_providers_ok',
    group: 'neighbours',
    strength: (view) => (view.othersFailing > 0 ? 0 : enough(fineOnes(view), 0.7)),
    observed: (view) => `${fineOnes(view)}/${view.others}`,
  },
  {
    code: 'nobody_to_compare',
    group: 'neighbours',
    // Who answered has said itself what is wrong: nobody else needs to be asked about the way there.
    strength: (view) =>
      view.label.rule.startsWith('status.') ||
      view.othersFailing + view.othersFailingOnTheWay > 0 ||
      fineOnes(view) > 0
        ? 0
        : 1,
    observed: ({ others }) => (others === 0 ? 'no other provider' : `${others} others, idle`),
  },
  {
    code: 'same_edge_fails',
    group: 'neighbours',
    strength: ({ sameEdgeFailing, othersFailing, othersFine, sameEdgeFine }) =>
      sameEdgeFailing === 0 || othersFailing > sameEdgeFailing || othersFine === sameEdgeFine ? 0 : 1,
    observed: ({ edge, sameEdgeFailing }) => `${sameEdgeFailing} behind ${edge ?? ''}`,
  },
  {
    code: 'same_answer_elsewhere',
    group: 'neighbours',
    strength: ({ sameAnswers }) => ramp(sameAnswers, 0, 2),
    observed: ({ sameAnswers }) => `${sameAnswers} others`,
  },
  {
    code: 'nobody_is_trusted',
    group: 'neighbours',
    // One unknown root in front of several hosts is put there by somebody between; of one host it is the own store or the host's.
    strength: ({ family, label, othersFailing }) =>
      family === 'tls' && label.blame === 'self' ? ramp(othersFailing, 0, 2) : 0,
    observed: ({ othersFailing, others }) => `${othersFailing}/${others}`,
  },
  {
    code: 'others_slow_too',
    group: 'neighbours',
    strength: ({ othersSlow }) => ramp(othersSlow, 0, 2),
    observed: ({ othersSlow, others }) => `${othersSlow}/${others}`,
  },
];
