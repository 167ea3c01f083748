import type { Scenario } from '../scenario.ts';
import { type Flow, type Running, SEEN } from '../traffic.ts';
import { deployedAt, failing, healthy, mixed, ONE_VERSION, SOON, START, told } from './story.ts';

const LEDGER: Running = { job: 'ledger', version: '1.0.0', from: 0, to: 10_000 };
const FLEET: readonly Running[] = ['a', 'b', 'c', 'd'].map((instance) => ({
  instance,
  version: '1.0.0',
  from: 0,
  to: 10_000,
}));

function inLedger(flow: Flow): Flow {
  return { ...flow, job: 'ledger' };
}

/** An outage of some providers that only the other job suffers from. */
function ledgerOutage(...providers: readonly string[]): readonly Flow[] {
  return providers.flatMap((provider) =>
    ['GET /one', 'GET /two'].map((endpoint) =>
      inLedger(mixed(provider, endpoint, 20, [[SEEN.overloaded, 1]], { from: SOON })),
    ),
  );
}

const LEDGER_OUTAGE = [
  'ledger: ProviderDegraded (errors)',
  'ledger: ProviderErrorBudgetBurn',
  'ledger: ProviderOutage',
];

/** One instance of four where so much fails, and three that answer. */
function oneOfFour(provider: string, share: number): readonly Flow[] {
  return FLEET.map(({ instance }) =>
    instance === 'd'
      ? mixed(provider, 'GET /', 10, [[SEEN.serverError, share]], { from: SOON, instance })
      : healthy(provider, 'GET /', 10, instance),
  );
}

/** Stories of two jobs: neither explains or excuses what the other sees. */
export const JOB_SCENARIOS: readonly Scenario[] = [
  told(
    'a network fault of one job hides nothing from another',
    [
      ...['stripe', 'github', 'openai'].map((provider) =>
        inLedger(failing(provider, 'GET /', 10, SEEN.networkDown)),
      ),
      failing('stripe', 'POST /v1/charges', 20, SEEN.overloaded),
      failing('stripe', 'GET /v1/balance', 20, SEEN.overloaded),
      failing('twilio', 'POST /messages', 20, SEEN.overloaded, { share: 0.8 }),
      healthy('twilio', 'GET /numbers', 60),
      failing('xero', 'GET /Invoices', 0.5, SEEN.serverError),
      {
        ...healthy('openai', 'POST /v1/responses', 20),
        latency: [{ from: START, to: 10_000, seconds: 2.2 }],
      },
    ],
    {
      [START + 50]: [
        'ProviderDegraded (errors)',
        'ProviderDegraded (latency)',
        'ProviderEndpointFailing',
        'ProviderErrorBudgetBurn',
        'ProviderOutage',
        'ProviderOutageLowTraffic',
        'ledger: NetworkEgressDown',
      ],
    },
    { running: [...ONE_VERSION, LEDGER] },
  ),
  told(
    'an outage that only one job suffers from hides nothing from another',
    [
      ...ledgerOutage('github', 'hubspot', 'twilio'),
      mixed('github', 'GET /user', 20, [[SEEN.badRequest, 1]], { from: SOON }),
      mixed('hubspot', 'GET /contacts/{id}', 20, [[SEEN.notFound, 1]], { from: SOON }),
      mixed('twilio', 'POST /messages', 20, [[SEEN.serverError, 1]], { from: SOON }),
      healthy('twilio', 'GET /numbers', 60),
    ],
    {
      [SOON + 12]: [
        'OwnRequestBug (same_version)',
        'ProviderDegraded (errors)',
        'ProviderEndpointFailing',
        'ProviderEndpointGone',
        ...LEDGER_OUTAGE,
      ],
    },
    { running: [...ONE_VERSION, LEDGER] },
  ),
  told(
    'nor the bug of its deploy',
    [...ledgerOutage('github'), mixed('github', 'GET /user', 20, [[SEEN.badRequest, 1]], { from: SOON })],
    { [SOON + 12]: ['OwnRequestBug (deploy)', ...LEDGER_OUTAGE] },
    { running: [...deployedAt(SOON), LEDGER] },
  ),
  told(
    'a limit that another job uses up is not that of a job without traffic',
    [inLedger(healthy('github', 'GET /user', 20)), healthy('stripe', 'GET /v1/balance', 20)],
    { [SOON + 18]: [] },
    {
      running: [...ONE_VERSION, LEDGER],
      gauges: [
        {
          series: 'faultline_rate_limit_remaining_ratio{job="checkout", instance="a", provider="github"}',
          values: [{ from: 0, to: 10_000, value: 0.02 }],
        },
      ],
    },
  ),
  told(
    'an open circuit of one job explains no silence of another',
    [
      { provider: 'stripe', endpoint: 'GET /', phases: [{ from: 0, to: START, perMinute: [[SEEN.ok, 10]] }] },
      healthy('carrier', 'POST /labels', 10),
    ],
    { [START + 52]: ['TrafficStopped', 'ledger: ProviderCircuitOpen'] },
    {
      running: [...ONE_VERSION, LEDGER],
      gauges: [
        {
          series: 'faultline_circuit_state{job="ledger", instance="a", provider="stripe", state="open"}',
          values: [
            { from: 0, to: START, value: 0 },
            { from: START, to: 10_000, value: 1 },
          ],
        },
      ],
    },
  ),
  told(
    'one bad instance of one job makes none of two of another',
    [
      ...['a', 'b'].map((instance) => healthy('stripe', 'GET /', 10, instance)),
      ...['c', 'd'].map((instance) =>
        mixed('stripe', 'GET /', 10, [[SEEN.serverError, 1]], { from: SOON, instance }),
      ),
      ...oneOfFour('stripe', 1).map(inLedger),
    ],
    {
      [SOON + 9]: [
        'ProviderDegraded (errors)',
        'ProviderErrorBudgetBurn',
        'ledger: OwnInstanceFault',
        'ledger: ProviderDegraded (errors)',
      ],
    },
    { running: [...FLEET, ...FLEET.map((each) => ({ ...each, job: 'ledger' }))] },
  ),
  told(
    'nor does an instance that has trouble with another provider',
    [
      ...['a', 'b'].map((instance) => healthy('stripe', 'GET /', 10, instance)),
      ...['c', 'd'].map((instance) =>
        mixed('stripe', 'GET /', 10, [[SEEN.serverError, 1]], { from: SOON, instance }),
      ),
      ...oneOfFour('github', 0.3),
    ],
    { [SOON + 9]: ['ProviderDegraded (errors)', 'ProviderErrorBudgetBurn'] },
    { running: FLEET },
  ),
  told(
    'counters of an instance that are high when they are first seen are no burst of its job',
    ['a', 'b'].map((instance) =>
      mixed('stripe', 'GET /', 20, instance === 'b' ? [[SEEN.serverError, 1]] : [], {
        from: 0,
        to: SOON,
        instance,
      }),
    ),
    { [SOON + 3]: [], [SOON + 7]: [], [SOON + 12]: [] },
    { running: FLEET.slice(0, 2), gap: { from: 0, to: SOON + 1, instance: 'b' } },
  ),
];
