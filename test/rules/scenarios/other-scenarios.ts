import type { Scenario } from '../scenario.ts';
import { SEEN } from '../traffic.ts';
import { failing, healthy, ONE_VERSION, START } from './story.ts';

const OPEN_CIRCUIT = {
  series: 'faultline_circuit_state{job="checkout", instance="a", provider="stripe", state="open"}',
  values: [
    { from: 0, to: START + 1, value: 0 },
    { from: START + 1, to: 10_000, value: 1 },
  ],
};

/** Stories about the network between, about Faultline itself, and about quiet days. */
export const OTHER_SCENARIOS: readonly Scenario[] = [
  {
    name: 'no answer from any provider pages the platform, and blames no provider',
    minutes: 160,
    running: ONE_VERSION,
    flows: ['stripe', 'github', 'openai'].map((provider) => failing(provider, 'GET /', 10, SEEN.noRoute)),
    prior: [
      { at: START + 2, firing: [] },
      { at: START + 3, firing: [] },
      { at: START + 5, firing: ['NetworkEgressDown'] },
      { at: START + 20, firing: ['BlameUnknownHigh', 'NetworkEgressDown'] },
    ],
    moved: [
      { at: START + 2, firing: [] },
      { at: START + 3, firing: [] },
      { at: START + 5, firing: ['NetworkEgressDown'] },
      { at: START + 20, firing: ['NetworkEgressDown'] },
    ],
  },
  {
    name: 'three providers that answer 503 at once are three outages, not a network fault',
    minutes: 160,
    running: ONE_VERSION,
    flows: ['stripe', 'github', 'openai'].flatMap((provider) => [
      failing(provider, 'GET /a', 10, SEEN.overloaded),
      failing(provider, 'GET /b', 10, SEEN.overloaded),
    ]),
    prior: [
      { at: START + 4, firing: [] },
      { at: START + 8, firing: ['ProviderDegraded (errors)', 'ProviderOutage'] },
    ],
  },
  {
    name: 'two silent providers of four are two outages, not a network fault',
    minutes: 160,
    running: ONE_VERSION,
    flows: [
      ...['stripe', 'github'].flatMap((provider) => [
        failing(provider, 'GET /a', 10, SEEN.theirTimeout),
        failing(provider, 'GET /b', 10, SEEN.theirTimeout),
      ]),
      healthy('openai', 'GET /', 10),
      healthy('carrier', 'GET /', 10),
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
    name: 'an open circuit notifies nobody by itself',
    minutes: 160,
    running: ONE_VERSION,
    flows: [healthy('stripe', 'GET /v1/balance', 10)],
    gauges: [OPEN_CIRCUIT],
    prior: [
      { at: START + 1, firing: [] },
      { at: START + 4, firing: ['ProviderCircuitOpen'] },
    ],
  },
  {
    name: 'an outage behind an open circuit is seen, since rejections carry the blame that opened it',
    minutes: 160,
    running: ONE_VERSION,
    flows: ['POST /v1/charges', 'GET /v1/balance'].map((endpoint) => ({
      provider: 'stripe',
      endpoint,
      phases: [
        { from: 0, to: START, perMinute: [[SEEN.ok, 20]] },
        { from: START, to: START + 1, perMinute: [[SEEN.overloaded, 20]] },
        {
          from: START + 1,
          to: 10_000,
          perMinute: [
            [SEEN.circuitOpen, 19],
            [SEEN.overloaded, 1],
          ],
        },
      ],
    })),
    gauges: [OPEN_CIRCUIT],
    prior: [
      { at: START + 1, firing: [] },
      { at: START + 8, firing: ['ProviderCircuitOpen', 'ProviderDegraded (errors)', 'ProviderOutage'] },
      {
        at: START + 30,
        firing: [
          'ProviderCircuitOpen',
          'ProviderDegraded (errors)',
          'ProviderErrorBudgetBurn',
          'ProviderOutage',
        ],
      },
    ],
  },
  {
    name: 'failures that nobody can attribute are a ticket for the owners to look',
    minutes: 160,
    running: ONE_VERSION,
    flows: [failing('acme', 'GET /things/{id}', 20, SEEN.unexplained, { share: 0.3 })],
    prior: [
      { at: START + 12, firing: [] },
      { at: START + 23, firing: ['BlameUnknownHigh'] },
    ],
  },
  {
    name: 'a job that no longer reports is a ticket',
    minutes: 180,
    running: [{ version: '1.0.0', from: 0, to: START }],
    flows: [],
    prior: [
      { at: START + 12, firing: [] },
      { at: START + 20, firing: ['MetricsAbsent'] },
    ],
  },
  {
    name: 'a job that stops calling a provider is a ticket',
    minutes: 200,
    running: ONE_VERSION,
    flows: [
      {
        provider: 'stripe',
        endpoint: 'POST /v1/charges',
        phases: [{ from: 0, to: START, perMinute: [[SEEN.ok, 10]] }],
      },
      healthy('carrier', 'POST /labels', 10),
    ],
    prior: [
      { at: START + 40, firing: [] },
      { at: START + 50, firing: ['TrafficStopped'] },
    ],
  },
  {
    name: 'rare traffic that stops disturbs nobody',
    minutes: 200,
    running: ONE_VERSION,
    flows: [
      {
        provider: 'xero',
        endpoint: 'GET /Invoices',
        phases: [{ from: 0, to: START, perMinute: [[SEEN.ok, 1]] }],
      },
    ],
    prior: [{ at: START + 60, firing: [] }],
  },
  {
    name: 'a quiet day with expected 404s and declined cards disturbs nobody',
    minutes: 240,
    running: ONE_VERSION,
    flows: [
      failing('stripe', 'POST /v1/charges', 30, SEEN.declined, { share: 0.3, from: 0 }),
      failing('crm', 'GET /contacts/{id}', 30, SEEN.expectedNotFound, { share: 0.6, from: 0 }),
      healthy('carrier', 'POST /labels', 10),
    ],
    prior: [
      { at: 30, firing: [] },
      { at: 120, firing: [] },
      { at: 240, firing: [] },
    ],
  },
  {
    name: 'four minutes without scrapes disturb nobody',
    minutes: 180,
    running: ONE_VERSION,
    gap: { from: START, to: START + 4 },
    flows: [
      failing('stripe', 'POST /v1/charges', 60, SEEN.overloaded, { share: 0.005, from: 0 }),
      failing('crm', 'GET /contacts/{id}', 30, SEEN.badRequest, { share: 0.02, from: 0 }),
    ],
    prior: [
      { at: START + 5, firing: [] },
      { at: START + 8, firing: [] },
      { at: START + 20, firing: [] },
    ],
  },
];
