import type { Scenario } from '../scenario.ts';
import { type Flow, type Result, SEEN } from '../traffic.ts';
import { healthy, mixed, SOON, told } from './story.ts';

const ENDPOINT = 'GET /user';

function calls(perMinute: number, shares: readonly (readonly [Result, number])[]): Flow {
  return mixed('github', ENDPOINT, perMinute, shares, { from: SOON });
}

function remaining(ratio: number): NonNullable<Scenario['gauges']> {
  return [
    {
      series: 'faultline_rate_limit_remaining_ratio{job="checkout", instance="a", provider="github"}',
      values: [
        { from: 0, to: SOON, value: 0.6 },
        { from: SOON, to: 10_000, value: ratio },
      ],
    },
  ];
}

/** Just below and just above what the alerts about keys, limits and quotas need. */
export const ACCOUNT_THRESHOLDS: readonly Scenario[] = [
  told('a revoked key beside one that works pages the owners', [calls(20, [[SEEN.unauthorized, 0.5]])], {
    [SOON + 8]: ['ProviderCredentialsRejected'],
  }),
  told('one refusal in five pages nobody', [calls(20, [[SEEN.unauthorized, 0.2]])], { [SOON + 8]: [] }),
  told('three refused keys in five minutes page nobody', [calls(0.7, [[SEEN.unauthorized, 1]])], {
    [SOON + 8]: [],
  }),
  told('eight page the owners', [calls(1.6, [[SEEN.unauthorized, 1]])], {
    [SOON + 8]: ['ProviderCredentialsRejected'],
  }),
  told(
    'a revoked key is told while the provider fails elsewhere',
    [
      calls(20, [[SEEN.unauthorized, 1]]),
      mixed('github', 'GET /repos', 60, [[SEEN.overloaded, 1]], { from: SOON }),
    ],
    {
      [SOON + 12]: [
        'ProviderCredentialsRejected',
        'ProviderDegraded (errors)',
        'ProviderEndpointFailing',
        'ProviderErrorBudgetBurn',
      ],
    },
  ),
  told(
    'bad requests beside a few refused keys are no revoked key',
    [
      calls(60, [
        [SEEN.unauthorized, 0.1],
        [SEEN.badRequest, 0.4],
      ]),
    ],
    { [SOON + 10]: [] },
  ),
  told(
    'four refused keys and four bad requests in five minutes page nobody',
    [
      calls(1.8, [
        [SEEN.unauthorized, 4 / 9],
        [SEEN.badRequest, 4 / 9],
      ]),
    ],
    { [SOON + 10]: [] },
  ),
  told(
    'refusals that are theirs do not make a page of a few that are ours',
    [
      calls(60, [
        [SEEN.unauthorized, 0.2],
        [SEEN.refusedByThem, 0.15],
      ]),
    ],
    { [SOON + 8]: [] },
  ),
  told(
    'four refusals that are ours in five minutes page nobody, whatever is theirs',
    [
      calls(1.6, [
        [SEEN.unauthorized, 0.5],
        [SEEN.refusedByThem, 0.1875],
      ]),
    ],
    { [SOON + 12]: [] },
  ),
  told(
    'refusals that are theirs as often as ours page nobody, whatever else we do wrong',
    [
      calls(40, [
        [SEEN.unauthorized, 0.25],
        [SEEN.refusedByThem, 0.25],
        [SEEN.badRequest, 0.25],
      ]),
    ],
    { [SOON + 10]: ['ProviderDegraded (errors)'] },
  ),
  told(
    'three throttled requests in a hundred are nobody’s business',
    [calls(60, [[SEEN.rateLimited, 0.03]])],
    {
      [SOON + 12]: [],
    },
  ),
  told('eight in a hundred are a ticket', [calls(60, [[SEEN.rateLimited, 0.08]])], {
    [SOON + 12]: ['ProviderRateLimited'],
  }),
  told(
    'half of seven calls in five minutes throttled is nobody’s business',
    [calls(1.4, [[SEEN.rateLimited, 0.5]])],
    {
      [SOON + 12]: [],
    },
  ),
  told('half of fifteen is a ticket', [calls(3, [[SEEN.rateLimited, 0.5]])], {
    [SOON + 12]: ['ProviderRateLimited'],
  }),
  told('a third of the requests refused for quota is no spent quota', [calls(20, [[SEEN.quota, 0.3]])], {
    [SOON + 12]: [],
  }),
  told('three calls in five minutes refused for quota are too few', [calls(0.7, [[SEEN.quota, 1]])], {
    [SOON + 12]: [],
  }),
  told('eight calls refused for quota are enough', [calls(1.6, [[SEEN.quota, 1]])], {
    [SOON + 12]: ['ProviderQuotaExhausted'],
  }),
  told(
    'a limit of which a fifteenth is left is a ticket',
    [calls(20, [])],
    {
      [SOON + 18]: ['ProviderQuotaNearLimit'],
    },
    { gauges: remaining(0.07) },
  ),
  told(
    'a limit of which a seventh is left is none',
    [calls(20, [])],
    { [SOON + 18]: [] },
    {
      gauges: remaining(0.15),
    },
  ),
  told(
    'a spent limit of a provider that nobody calls disturbs nobody',
    [healthy('stripe', 'GET /v1/balance', 20)],
    { [SOON + 18]: [] },
    { gauges: remaining(0.02) },
  ),
];
