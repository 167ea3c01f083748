import type { Classify } from '@faultline/core';
import type { Method } from '../method.ts';
import { cockatiel, opossum } from './breaker-oracles.ts';
import { alwaysProvider, cheatSheet } from './cheat-sheet.ts';
import { classifyAlone } from './classify-alone.ts';
import { errorRateAlert } from './error-rate-alert.ts';

/** The ways to answer without diagnosis. */
export function baselines(classify: Classify): Method[] {
  return [
    classifyAlone(classify),
    cheatSheet('provider'),
    cheatSheet('self'),
    cheatSheet('network'),
    alwaysProvider,
    opossum,
    cockatiel,
    errorRateAlert,
  ];
}
