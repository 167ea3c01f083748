import type { Scenario } from '../scenario.ts';
import { SEEN } from '../traffic.ts';
import { failing, healthy, ONE_VERSION, START } from './story.ts';

const CARRIER = healthy('carrier', 'POST /labels', 10);

/** Stories whose owner is the provider. */
export const PROVIDER_SCENARIOS: readonly Scenario[] = [
  {
    name: 'an outage on two endpoints pages the provider incident, and clears after it',
    minutes: 230,
    running: ONE_VERSION,
    flows: [
      failing('stripe', 'POST /v1/charges', 20, SEEN.overloaded, { to: START + 30 }),
      failing('stripe', 'GET /v1/balance', 10, SEEN.overloaded, { to: START + 30 }),
      CARRIER,
    ],
    prior: [
      { at: START - 1, firing: [] },
      { at: START + 4, firing: [] },
      { at: START + 8, firing: ['ProviderDegraded (errors)', 'ProviderOutage'] },
      { at: START + 15, firing: ['ProviderDegraded (errors)', 'ProviderErrorBudgetBurn', 'ProviderOutage'] },
      // The last hour still says that much failed, the last minutes do not.
      { at: START + 75, firing: [] },
      { at: START + 100, firing: [] },
    ],
  },
  {
    name: 'a provider that times out while others answer is an outage once the blame has moved, and honestly unknown before',
    minutes: 160,
    running: ONE_VERSION,
    flows: [
      failing('stripe', 'POST /v1/charges', 20, SEEN.theirTimeout),
      failing('stripe', 'GET /v1/balance', 10, SEEN.theirTimeout),
      CARRIER,
    ],
    prior: [
      { at: START + 10, firing: [] },
      { at: START + 20, firing: ['BlameUnknownHigh'] },
    ],
    moved: [
      { at: START + 3, firing: [] },
      { at: START + 9, firing: ['ProviderDegraded (errors)', 'ProviderOutage'] },
    ],
  },
  {
    name: 'valid keys refused for everybody page the provider incident, not the owners, once the blame has moved',
    minutes: 160,
    running: ONE_VERSION,
    flows: [
      failing('github', 'GET /repos/{owner}/{repo}', 20, SEEN.theirUnauthorized),
      failing('github', 'GET /user', 10, SEEN.theirUnauthorized),
      CARRIER,
    ],
    prior: [
      { at: START + 1, firing: [] },
      { at: START + 5, firing: ['ProviderCredentialsRejected'] },
    ],
    moved: [
      { at: START + 2, firing: [] },
      { at: START + 4, firing: [] },
      { at: START + 9, firing: ['ProviderDegraded (errors)', 'ProviderOutage'] },
    ],
  },
  {
    name: 'one failing endpoint of three is a ticket, no page',
    minutes: 160,
    running: ONE_VERSION,
    flows: [
      failing('stripe', 'POST /v1/refunds', 10, SEEN.serverError),
      healthy('stripe', 'POST /v1/charges', 20),
      healthy('stripe', 'GET /v1/balance', 20),
    ],
    prior: [
      { at: START + 6, firing: [] },
      { at: START + 10, firing: ['ProviderEndpointFailing'] },
      { at: START + 15, firing: ['ProviderDegraded (errors)', 'ProviderEndpointFailing'] },
    ],
  },
  {
    name: 'one busy endpoint with nine tenths of the traffic is no outage',
    minutes: 160,
    running: ONE_VERSION,
    flows: [
      failing('stripe', 'POST /v1/charges', 90, SEEN.serverError),
      healthy('stripe', 'GET /v1/balance', 10),
    ],
    prior: [
      { at: START + 5, firing: [] },
      { at: START + 9.5, firing: ['ProviderDegraded (errors)', 'ProviderEndpointFailing'] },
      {
        at: START + 30,
        firing: ['ProviderDegraded (errors)', 'ProviderEndpointFailing', 'ProviderErrorBudgetBurn'],
      },
    ],
  },
  {
    name: 'a provider of which one endpoint is in use has an outage when that one fails',
    minutes: 160,
    running: ONE_VERSION,
    flows: [failing('mailgun', 'POST /messages', 20, SEEN.serverError), CARRIER],
    prior: [
      { at: START + 4, firing: [] },
      { at: START + 9.5, firing: ['ProviderDegraded (errors)', 'ProviderEndpointFailing', 'ProviderOutage'] },
    ],
  },
  {
    name: 'an own bug elsewhere does not dilute an outage',
    minutes: 160,
    running: ONE_VERSION,
    flows: [
      failing('stripe', 'POST /v1/coupons', 60, SEEN.unprocessable, { from: 0 }),
      failing('stripe', 'POST /v1/charges', 10, SEEN.overloaded),
      failing('stripe', 'GET /v1/balance', 10, SEEN.overloaded),
    ],
    prior: [
      { at: START + 4, firing: [] },
      { at: START + 8, firing: ['ProviderDegraded (errors)', 'ProviderOutage'] },
    ],
  },
  {
    name: 'a provider that was never called before and fails from the first call on is an outage',
    minutes: 140,
    running: ONE_VERSION,
    flows: [
      failing('plaid', 'POST /link/token/create', 20, SEEN.serverError, { born: START }),
      failing('plaid', 'POST /accounts/get', 20, SEEN.serverError, { born: START }),
      CARRIER,
    ],
    prior: [
      { at: START + 1, firing: [] },
      // Without any good answer in its past, the budget burns from the start.
      { at: START + 4, firing: ['ProviderErrorBudgetBurn', 'ProviderOutage'] },
    ],
  },
  {
    name: 'a handful of failures at little traffic disturbs nobody',
    minutes: 160,
    running: ONE_VERSION,
    flows: [
      failing('stripe', 'POST /v1/charges', 1, SEEN.serverError, { to: START + 2 }),
      failing('stripe', 'GET /v1/balance', 0.5, SEEN.serverError, { to: START + 2 }),
    ],
    prior: [
      { at: START + 3, firing: [] },
      { at: START + 8, firing: [] },
      { at: START + 20, firing: [] },
    ],
  },
  {
    name: 'rare calls that all fail for half an hour are a ticket',
    minutes: 200,
    running: ONE_VERSION,
    flows: [failing('xero', 'GET /Invoices', 0.5, SEEN.serverError), CARRIER],
    prior: [
      { at: START + 25, firing: [] },
      { at: START + 38, firing: [] },
      { at: START + 50, firing: ['ProviderOutageLowTraffic'] },
    ],
  },
  {
    name: 'one failure in twenty is degraded, after half an hour',
    minutes: 180,
    running: ONE_VERSION,
    flows: [failing('openai', 'POST /v1/responses', 60, SEEN.overloaded, { share: 0.05 }), CARRIER],
    prior: [
      { at: START + 20, firing: [] },
      { at: START + 35, firing: ['ProviderDegraded (errors)'] },
    ],
  },
  {
    name: 'answers that come twenty times slower are degraded',
    minutes: 160,
    running: ONE_VERSION,
    flows: [
      {
        ...healthy('openai', 'POST /v1/responses', 20),
        latency: [{ from: START, to: 10_000, seconds: 2.2 }],
      },
    ],
    prior: [
      { at: START + 8, firing: [] },
      { at: START + 14, firing: ['ProviderDegraded (latency)'] },
    ],
  },
  {
    name: 'answers that come slower but still fast are fine',
    minutes: 160,
    running: ONE_VERSION,
    flows: [
      {
        ...healthy('openai', 'POST /v1/responses', 20),
        latency: [{ from: START, to: 10_000, seconds: 0.6 }],
      },
    ],
    prior: [{ at: START + 20, firing: [] }],
  },
  {
    name: 'an endpoint that the unchanged version used and that now answers 404 is gone',
    minutes: 160,
    running: ONE_VERSION,
    flows: [
      failing('hubspot', 'GET /contacts/v1/{id}', 20, SEEN.theirNotFound),
      healthy('hubspot', 'GET /owners', 10),
    ],
    prior: [
      { at: START + 7, firing: [] },
      { at: START + 12, firing: ['ProviderEndpointGone'] },
    ],
    moved: [
      { at: START + 6, firing: [] },
      {
        at: START + 13,
        firing: ['ProviderDegraded (errors)', 'ProviderEndpointFailing', 'ProviderEndpointGone'],
      },
    ],
  },
  {
    name: 'a status page that admits a major incident notifies nobody by itself',
    minutes: 160,
    running: ONE_VERSION,
    flows: [healthy('stripe', 'POST /v1/charges', 20)],
    gauges: [
      {
        series:
          'faultline_provider_status{job="checkout", instance="a", provider="stripe", indicator="major"}',
        values: [
          { from: 0, to: START, value: 0 },
          { from: START, to: 10_000, value: 1 },
        ],
      },
    ],
    prior: [
      { at: START + 1, firing: [] },
      { at: START + 4, firing: ['ProviderStatusBad'] },
    ],
  },
];
