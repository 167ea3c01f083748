import type { Scenario } from '../scenario.ts';
import { OTHER_SCENARIOS } from './other-scenarios.ts';
import { OWN_SCENARIOS } from './own-scenarios.ts';
import { PROVIDER_SCENARIOS } from './provider-scenarios.ts';

/** Every story that the rules are tested with. */
export const SCENARIOS: readonly Scenario[] = [...PROVIDER_SCENARIOS, ...OWN_SCENARIOS, ...OTHER_SCENARIOS];
