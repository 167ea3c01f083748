import type { Scenario } from '../scenario.ts';
import { type Running, SEEN } from '../traffic.ts';
import { failing, healthy, ONE_VERSION, START } from './story.ts';

const CARRIER = healthy('carrier', 'POST /labels', 10);
const DEPLOY: readonly Running[] = [
  { version: '1.0.0', from: 0, to: START },
  { version: '1.1.0', from: START, to: 10_000 },
];
const FLEET = ['a', 'b', 'c', 'd'];
const FLEET_RUNNING: readonly Running[] = FLEET.map((instance) => ({
  instance,
  version: '1.0.0',
  from: 0,
  to: 10_000,
}));

/** Stories whose owner is this service or its account. */
export const OWN_SCENARIOS: readonly Scenario[] = [
  {
    name: 'a deploy whose requests are rejected pages the owners, and goes on until the rollback',
    minutes: 240,
    running: DEPLOY,
    flows: [
      failing('stripe', 'POST /v1/charges', 20, SEEN.unprocessable),
      healthy('stripe', 'GET /v1/balance', 10),
    ],
    prior: [
      { at: START + 2, firing: [] },
      { at: START + 3.5, firing: [] },
      { at: START + 7, firing: ['OwnRequestBug (deploy)'] },
      { at: START + 100, firing: ['OwnRequestBug (deploy)'] },
    ],
  },
  {
    name: 'a rollback clears the page',
    minutes: 200,
    running: [
      { version: '1.0.0', from: 0, to: START },
      { version: '1.1.0', from: START, to: START + 15 },
      { version: '1.0.0', from: START + 15, to: 10_000 },
    ],
    flows: [failing('stripe', 'POST /v1/charges', 20, SEEN.unprocessable, { to: START + 15 })],
    prior: [
      { at: START + 8, firing: ['OwnRequestBug (deploy)'] },
      { at: START + 25, firing: [] },
    ],
  },
  {
    name: 'a deploy that makes their server fall over pages the owners once the blame has moved',
    minutes: 160,
    running: DEPLOY,
    flows: [
      failing('stripe', 'POST /v1/charges', 10, SEEN.ourServerError),
      healthy('stripe', 'GET /v1/balance', 10),
    ],
    prior: [
      { at: START + 5, firing: [] },
      { at: START + 12, firing: ['ProviderDegraded (errors)', 'ProviderEndpointFailing'] },
    ],
    moved: [
      { at: START + 3, firing: [] },
      { at: START + 8, firing: ['OwnRequestBug (deploy)'] },
    ],
  },
  {
    name: 'a canary whose requests are rejected pages the owners while the old version works',
    minutes: 160,
    running: [...FLEET_RUNNING, { instance: 'canary', version: '1.1.0', from: START, to: 10_000 }],
    flows: [
      ...FLEET.map((instance) => healthy('stripe', 'POST /v1/charges', 10, instance)),
      failing('stripe', 'POST /v1/charges', 10, SEEN.unprocessable, { instance: 'canary', born: START }),
    ],
    prior: [
      { at: START + 1, firing: [] },
      { at: START + 5, firing: ['OwnRequestBug (deploy)'] },
    ],
  },
  {
    name: 'requests of the same version that are suddenly rejected are a ticket',
    minutes: 160,
    running: ONE_VERSION,
    flows: [
      failing('stripe', 'POST /v1/charges', 20, SEEN.badRequest),
      healthy('stripe', 'GET /v1/balance', 10),
    ],
    prior: [
      { at: START + 5, firing: [] },
      { at: START + 10, firing: ['OwnRequestBug (same_version)'] },
    ],
  },
  {
    name: 'a 404 that comes with a deploy is an own bug, not a removed endpoint',
    minutes: 160,
    running: DEPLOY,
    flows: [
      failing('hubspot', 'GET /contacts/v1/{id}', 20, SEEN.notFound),
      healthy('hubspot', 'GET /owners', 10),
    ],
    prior: [
      { at: START + 2, firing: [] },
      { at: START + 8, firing: ['OwnRequestBug (deploy)'] },
      { at: START + 30, firing: ['OwnRequestBug (deploy)'] },
    ],
  },
  {
    name: 'requests that never worked in any version disturb nobody for ever',
    minutes: 160,
    running: ONE_VERSION,
    flows: [failing('stripe', 'POST /v1/coupons', 20, SEEN.unprocessable, { from: 0 }), CARRIER],
    prior: [
      { at: 30, firing: [] },
      { at: START + 20, firing: [] },
    ],
  },
  {
    name: 'two bad requests disturb nobody',
    minutes: 160,
    running: DEPLOY,
    flows: [failing('stripe', 'POST /v1/charges', 2, SEEN.badRequest, { to: START + 1 })],
    prior: [
      { at: START + 2, firing: [] },
      { at: START + 5, firing: [] },
      { at: START + 10, firing: [] },
    ],
  },
  {
    name: 'a revoked key pages the owners within minutes',
    minutes: 160,
    running: ONE_VERSION,
    flows: [failing('github', 'GET /user', 20, SEEN.unauthorized), CARRIER],
    prior: [
      { at: START + 1, firing: [] },
      { at: START + 2, firing: [] },
      { at: START + 5, firing: ['ProviderCredentialsRejected'] },
    ],
  },
  {
    name: 'two refused keys disturb nobody',
    minutes: 160,
    running: ONE_VERSION,
    flows: [failing('github', 'GET /user', 2, SEEN.unauthorized, { to: START + 1 }), CARRIER],
    prior: [
      { at: START + 2, firing: [] },
      { at: START + 6, firing: [] },
    ],
  },
  {
    name: 'one request in five throttled is a ticket',
    minutes: 160,
    running: ONE_VERSION,
    flows: [failing('shopify', 'GET /products', 60, SEEN.rateLimited, { share: 0.2 })],
    prior: [
      { at: START + 4, firing: [] },
      { at: START + 9, firing: ['ProviderRateLimited'] },
    ],
  },
  {
    name: 'a limit of which little is left is a ticket before anything is refused',
    minutes: 160,
    running: ONE_VERSION,
    flows: [healthy('github', 'GET /user', 20)],
    gauges: [
      {
        series: 'faultline_rate_limit_remaining_ratio{job="checkout", instance="a", provider="github"}',
        values: [
          { from: 0, to: START, value: 0.6 },
          { from: START, to: 10_000, value: 0.04 },
        ],
      },
    ],
    prior: [
      { at: START + 12, firing: [] },
      { at: START + 18, firing: ['ProviderQuotaNearLimit'] },
    ],
  },
  {
    name: 'a spent quota pages the owners',
    minutes: 160,
    running: ONE_VERSION,
    flows: [failing('openai', 'POST /v1/responses', 20, SEEN.quota)],
    prior: [
      { at: START + 5, firing: [] },
      { at: START + 10, firing: ['ProviderQuotaExhausted'] },
    ],
  },
  {
    name: 'one failing instance of four is to be replaced, whoever its failures are blamed on',
    minutes: 160,
    running: FLEET_RUNNING,
    flows: FLEET.map((instance) =>
      instance === 'd'
        ? failing('stripe', 'POST /v1/charges', 10, SEEN.ourServerError, { instance })
        : healthy('stripe', 'POST /v1/charges', 10, instance),
    ),
    prior: [
      { at: START + 4, firing: [] },
      { at: START + 8, firing: ['OwnInstanceFault'] },
      { at: START + 14, firing: ['OwnInstanceFault', 'ProviderDegraded (errors)'] },
    ],
    moved: [
      { at: START + 4, firing: [] },
      { at: START + 14, firing: ['OwnInstanceFault'] },
    ],
  },
];
