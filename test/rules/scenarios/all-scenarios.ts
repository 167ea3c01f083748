import type { Scenario } from '../scenario.ts';
import { ACCOUNT_THRESHOLDS } from './account-thresholds.ts';
import { BUDGET_THRESHOLDS } from './budget-thresholds.ts';
import { FLEET_THRESHOLDS } from './fleet-thresholds.ts';
import { JOB_SCENARIOS } from './job-scenarios.ts';
import { NETWORK_THRESHOLDS } from './network-thresholds.ts';
import { OTHER_SCENARIOS } from './other-scenarios.ts';
import { OUTAGE_THRESHOLDS } from './outage-thresholds.ts';
import { OWN_SCENARIOS } from './own-scenarios.ts';
import { PROVIDER_SCENARIOS } from './provider-scenarios.ts';
import { TELEMETRY_THRESHOLDS } from './telemetry-thresholds.ts';
import { VERSION_THRESHOLDS } from './version-thresholds.ts';

/** Every story that the rules are tested with. */
export const SCENARIOS: readonly Scenario[] = [
  ...PROVIDER_SCENARIOS,
  ...OWN_SCENARIOS,
  ...OTHER_SCENARIOS,
  ...OUTAGE_THRESHOLDS,
  ...BUDGET_THRESHOLDS,
  ...FLEET_THRESHOLDS,
  ...ACCOUNT_THRESHOLDS,
  ...VERSION_THRESHOLDS,
  ...NETWORK_THRESHOLDS,
  ...TELEMETRY_THRESHOLDS,
  ...JOB_SCENARIOS,
];
