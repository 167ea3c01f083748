import type { Scenario } from '../scenario.ts';
import { type Flow, type Result, SEEN } from '../traffic.ts';
import { healthy, mixed, SOON, told } from './story.ts';

/** Everything that fails at one provider whose only busy endpoint is down for good. */
const EVERYTHING = [
  'ProviderDegraded (errors)',
  'ProviderEndpointFailing',
  'ProviderErrorBudgetBurn',
  'ProviderOutage',
];
const NO_OUTAGE = EVERYTHING.filter((alert) => alert !== 'ProviderOutage');
const NO_ENDPOINT = EVERYTHING.filter((alert) => alert !== 'ProviderEndpointFailing');

const A = 'POST /v1/charges';
const B = 'GET /v1/balance';
const C = 'POST /v1/refunds';

/** Server errors from {@link SOON} on. */
function down(endpoint: string, perMinute: number, share = 1, result: Result = SEEN.serverError): Flow {
  return mixed('stripe', endpoint, perMinute, [[result, share]], { from: SOON });
}

function up(endpoint: string, perMinute: number): Flow {
  return healthy('stripe', endpoint, perMinute);
}

/** Just below and just above what the alerts about a provider need. */
export const OUTAGE_THRESHOLDS: readonly Scenario[] = [
  told(
    'seven calls in five minutes that all fail are too few for an outage, and a ticket about little traffic',
    [down(A, 1.4)],
    {
      [SOON + 12]: ['ProviderEndpointFailing', 'ProviderErrorBudgetBurn'],
      [SOON + 45]: ['ProviderEndpointFailing', 'ProviderErrorBudgetBurn', 'ProviderOutageLowTraffic'],
    },
  ),
  told('three calls a minute that all fail are an outage, and not little traffic', [down(A, 3)], {
    [SOON + 12]: EVERYTHING,
    [SOON + 45]: EVERYTHING,
  }),
  told(
    'a trickle that fails after heavy traffic has stopped is no outage before it is a tenth of half an hour',
    [
      {
        provider: 'stripe',
        endpoint: A,
        phases: [
          { from: 0, to: SOON, perMinute: [[SEEN.ok, 100]] },
          { from: SOON, to: 10_000, perMinute: [[SEEN.serverError, 5]] },
        ],
      },
    ],
    { [SOON + 18]: ['ProviderEndpointFailing'] },
  ),
  told('two failing endpoints of three are an outage', [down(A, 20), down(B, 20), up(C, 10)], {
    [SOON + 12]: NO_ENDPOINT,
  }),
  told('three failures in ten on every endpoint are no outage', [down(A, 20, 0.3), down(B, 20, 0.3)], {
    [SOON + 16]: ['ProviderDegraded (errors)', 'ProviderErrorBudgetBurn'],
  }),
  told('three failures in ten on one endpoint are no failing endpoint', [down(A, 20, 0.3), up(B, 20)], {
    [SOON + 16]: ['ProviderDegraded (errors)'],
  }),
  told('an idle endpoint that fails makes no outage of another', [down(A, 20), down(B, 0.4), up(C, 10)], {
    [SOON + 12]: NO_OUTAGE,
  }),
  told('an endpoint of one call a minute that fails does', [down(A, 20), down(B, 1), up(C, 10)], {
    [SOON + 12]: NO_ENDPOINT,
  }),
  told('an idle endpoint that answers makes an outage no smaller', [down(A, 20), up(C, 0.4)], {
    [SOON + 12]: EVERYTHING,
  }),
  told('an endpoint of one call a minute that answers does', [down(A, 20), up(C, 1)], {
    [SOON + 12]: NO_OUTAGE,
  }),
  told('an endpoint where one call in ten fails does not fail', [down(A, 20), down(B, 20, 0.1)], {
    [SOON + 12]: NO_OUTAGE,
  }),
  told('an endpoint where four calls in ten fail does', [down(A, 20), down(B, 20, 0.4)], {
    [SOON + 12]: NO_ENDPOINT,
  }),
  told('an endpoint of three calls in five minutes is nobody’s business', [down(A, 0.7), up(B, 20)], {
    [SOON + 12]: [],
  }),
  told('an endpoint of eight calls in five minutes is a ticket', [down(A, 1.6), up(B, 20)], {
    [SOON + 12]: ['ProviderEndpointFailing'],
  }),
  told('two calls in half an hour that fail are nobody’s business', [down(A, 1 / 15)], { [SOON + 50]: [] }),
  told('five calls in half an hour that all fail are a ticket', [down(A, 0.17)], {
    [SOON + 50]: ['ProviderOutageLowTraffic'],
  }),
  told('rare calls of which one in half an hour is answered are no outage', [down(A, 0.5), up(B, 0.035)], {
    [SOON + 50]: [],
  }),
  told('rare calls that nobody can attribute are no outage', [down(A, 0.5, 1, SEEN.unexplained)], {
    [SOON + 50]: [],
  }),
  told(
    'a sixtieth of failures is within what everybody lives with',
    [mixed('openai', A, 60, [[SEEN.overloaded, 0.015]], { from: 0 })],
    { 60: [] },
  ),
  told('a thirtieth of failures is not', [mixed('openai', A, 60, [[SEEN.overloaded, 0.033]], { from: 0 })], {
    60: ['ProviderDegraded (errors)'],
  }),
];
