import type { Scenario } from '../scenario.ts';
import { type Flow, type Result, SEEN } from '../traffic.ts';
import { failing, healthy, mixed, SOON, START, told } from './story.ts';

const PROVIDERS = ['stripe', 'github', 'openai'];

function silent(provider: string, perMinute: number, result: Result = SEEN.noRoute, share = 1): Flow {
  return mixed(provider, 'GET /', perMinute, [[result, share]], { from: SOON });
}

/** Just below and just above what makes silence a matter of the network. */
export const NETWORK_THRESHOLDS: readonly Scenario[] = [
  told(
    'no answer from any provider is the network’s fault, whatever is held against each',
    PROVIDERS.map((provider) => ({
      ...failing(provider, 'GET /', 10, SEEN.blamedTimeout),
      latency: [{ from: START, to: 10_000, seconds: 2.2 }],
    })),
    { [START + 6]: ['NetworkEgressDown'], [START + 14]: ['NetworkEgressDown'] },
  ),
  told(
    'nor is it an outage at little traffic',
    PROVIDERS.map((provider) => silent(provider, 0.8, SEEN.blamedTimeout)),
    { [SOON + 45]: ['NetworkEgressDown'] },
  ),
  told(
    'one call a minute to each provider is enough to see it',
    PROVIDERS.map((provider) => silent(provider, 1)),
    { [SOON + 12]: ['NetworkEgressDown'] },
  ),
  told(
    'one silent provider is no network fault, even beside an idle one',
    [silent('stripe', 10), silent('github', 0.4)],
    {
      [SOON + 12]: [],
    },
  ),
  told(
    'idle providers that answer do not speak against it',
    [
      silent('stripe', 10),
      silent('github', 10),
      healthy('openai', 'GET /', 0.4),
      healthy('carrier', 'GET /', 0.4),
    ],
    { [SOON + 12]: ['NetworkEgressDown'] },
  ),
  told(
    'a network that is down is seen behind open circuits',
    PROVIDERS.map((provider) =>
      mixed(
        provider,
        'GET /',
        20,
        [
          [SEEN.circuitOpenByNetwork, 0.95],
          [SEEN.networkDown, 0.05],
        ],
        { from: SOON },
      ),
    ),
    { [SOON + 12]: ['NetworkEgressDown'] },
  ),
  told(
    'providers that are silent three times in ten are no network fault',
    PROVIDERS.map((provider) => silent(provider, 10, SEEN.noRoute, 0.3)),
    { [SOON + 12]: [] },
  ),
  told(
    'half an hour after the network is back, a provider is judged again',
    [
      {
        provider: 'stripe',
        endpoint: 'GET /',
        phases: [
          { from: 0, to: SOON, perMinute: [[SEEN.ok, 10]] },
          { from: SOON, to: SOON + 20, perMinute: [[SEEN.blamedTimeout, 10]] },
          {
            from: SOON + 20,
            to: 10_000,
            perMinute: [
              [SEEN.overloaded, 3],
              [SEEN.ok, 7],
            ],
          },
        ],
      },
      ...['github', 'openai'].map((provider) =>
        mixed(provider, 'GET /', 10, [[SEEN.blamedTimeout, 1]], { from: SOON, to: SOON + 20 }),
      ),
    ],
    { [SOON + 58]: ['ProviderDegraded (errors)', 'ProviderErrorBudgetBurn'] },
  ),
];
