import { CONTRAST_SCENARIOS } from './contrast.ts';
import { LIMIT_SCENARIOS } from './limits.ts';
import { PATH_SCENARIOS } from './path.ts';
import { QUIET_SCENARIOS } from './quiet.ts';
import { REFUSAL_SCENARIOS } from './refusals.ts';
import type { Scenario } from './scenario.ts';
import { SERVER_SCENARIOS } from './server.ts';
import { SLOW_SCENARIOS } from './slow.ts';
import { SOFT_SCENARIOS } from './soft.ts';
import { OTHER_STRANGERS } from './strangers-others.ts';
import { OWN_STRANGERS } from './strangers-own.ts';
import { TLS_SCENARIOS } from './tls.ts';

/** Scenarios that weights may be set and fitted on. */
export const TUNING_SCENARIOS: readonly Scenario[] = [
  ...PATH_SCENARIOS,
  ...TLS_SCENARIOS,
  ...REFUSAL_SCENARIOS,
  ...SERVER_SCENARIOS,
  ...SLOW_SCENARIOS,
  ...LIMIT_SCENARIOS,
  ...SOFT_SCENARIOS,
  ...QUIET_SCENARIOS,
  ...CONTRAST_SCENARIOS,
];

/** Scenarios that were played once before the engine was changed for them; since then weights are fitted on them too. */
export const STRANGER_SCENARIOS: readonly Scenario[] = [...OWN_STRANGERS, ...OTHER_STRANGERS];
