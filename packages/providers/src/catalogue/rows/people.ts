import type { ProviderRow } from '../provider.ts';

/** Payroll, hiring, people. */
// biome-ignore format: one provider is one line
export const PEOPLE: readonly ProviderRow[] = [
  ['gusto', 'Gusto', 'api.gusto.com api.gusto-demo.com', 'unconfirmed https://status.gusto.com'],
  ['rippling', 'Rippling', 'rest.ripplingapis.com api.rippling.com', 'unconfirmed https://status.rippling.com'],
  ['deel', 'Deel', 'api.letsdeel.com', 'unconfirmed https://status.deel.com'],
  ['bamboohr', 'BambooHR', 'api.bamboohr.com *.bamboohr.com', 'unconfirmed https://status.bamboohr.com'],
  ['personio', 'Personio', 'api.personio.de', 'unconfirmed https://status.personio.de'],
  ['hibob', 'HiBob', 'api.hibob.com', 'unconfirmed https://status.hibob.io'],
  ['workday', 'Workday', '*.workday.com *.myworkday.com', 'page https://trust.workday.com'],
  ['lattice', 'Lattice', 'api.latticehq.com', 'statuspage https://status.lattice.com'],
  ['greenhouse', 'Greenhouse', 'harvest.greenhouse.io boards-api.greenhouse.io api.greenhouse.io', 'unconfirmed https://status.greenhouse.io'],
  ['lever', 'Lever', 'api.lever.co', 'statuspage https://status.lever.co'],
  ['ashby', 'Ashby', 'api.ashbyhq.com', 'unconfirmed https://status.ashbyhq.com'],
  ['workable', 'Workable', '*.workable.com', 'unconfirmed https://status.workable.com'],
  ['checkr', 'Checkr', 'api.checkr.com', 'unconfirmed https://status.checkr.com'],
  ['bullhorn', 'Bullhorn', '*.bullhornstaffing.com', 'statuspage https://status.bullhorn.com'],
  ['smartrecruiters', 'SmartRecruiters', 'api.smartrecruiters.com', 'unconfirmed https://status.smartrecruiters.com'],
];
