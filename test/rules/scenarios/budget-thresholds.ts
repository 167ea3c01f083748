import type { Scenario } from '../scenario.ts';
import { type Flow, SEEN } from '../traffic.ts';
import { failing, healthy, SOON, START, told } from './story.ts';

/** A minute with six healthy hours before it. */
const LATE = 360;
const ENDPOINT = 'POST /v1/responses';

function down(perMinute: number, share: number, from: number): Flow {
  return failing('openai', ENDPOINT, perMinute, SEEN.overloaded, { share, from });
}

/** Answers that take so many seconds, by minutes. */
function slow(perMinute: number, latency: Flow['latency']): Flow {
  return { ...healthy('openai', ENDPOINT, perMinute), ...(latency === undefined ? {} : { latency }) };
}

/** Just below and just above what the alerts about budgets and latency need. */
export const BUDGET_THRESHOLDS: readonly Scenario[] = [
  told(
    'a fifth of failures burns the budget fast once it lasts for three quarters of an hour',
    [down(3, 0.2, LATE)],
    {
      [LATE + 30]: ['ProviderDegraded (errors)'],
      [LATE + 50]: ['ProviderDegraded (errors)', 'ProviderErrorBudgetBurn'],
    },
  ),
  told(
    'a tenth of failures does not burn it slowly before six hours of the past speak of it',
    [down(20, 0.1, LATE)],
    {
      [LATE + 100]: ['ProviderDegraded (errors)'],
    },
  ),
  told(
    'a budget stops burning with the outage, whatever the last hour says',
    [
      {
        provider: 'openai',
        endpoint: ENDPOINT,
        phases: [
          { from: 0, to: LATE, perMinute: [[SEEN.ok, 20]] },
          { from: LATE, to: LATE + 12, perMinute: [[SEEN.overloaded, 20]] },
          {
            from: LATE + 12,
            to: 10_000,
            perMinute: [
              [SEEN.overloaded, 2],
              [SEEN.ok, 18],
            ],
          },
        ],
      },
    ],
    {
      [LATE + 12]: [
        'ProviderDegraded (errors)',
        'ProviderEndpointFailing',
        'ProviderErrorBudgetBurn',
        'ProviderOutage',
      ],
      [LATE + 27]: ['ProviderDegraded (errors)'],
    },
  ),
  told(
    'a tenth of failures for hours burns the budget slowly, and a twenty-fifth does not',
    [
      {
        provider: 'openai',
        endpoint: ENDPOINT,
        phases: [
          {
            from: 0,
            to: START,
            perMinute: [
              [SEEN.overloaded, 2],
              [SEEN.ok, 18],
            ],
          },
          {
            from: START,
            to: 10_000,
            perMinute: [
              [SEEN.overloaded, 0.8],
              [SEEN.ok, 19.2],
            ],
          },
        ],
      },
    ],
    {
      60: ['ProviderDegraded (errors)', 'ProviderErrorBudgetBurn'],
      [START + 40]: ['ProviderDegraded (errors)'],
    },
  ),
  told('rare calls of which every second fails burn no budget', [down(0.9, 0.5, SOON)], { [SOON + 60]: [] }),
  told('forty-eight calls in half an hour of which a third fails burn it slowly', [down(1.6, 0.3, 0)], {
    60: ['ProviderErrorBudgetBurn'],
  }),
  told(
    'answers that come five times slower are degraded',
    [
      slow(20, [
        { from: 0, to: START, seconds: 0.4 },
        { from: START, to: 10_000, seconds: 2.2 },
      ]),
    ],
    { [START + 14]: ['ProviderDegraded (latency)'] },
  ),
  told(
    'answers that come twice as slow are not',
    [
      slow(20, [
        { from: 0, to: START, seconds: 0.9 },
        { from: START, to: 10_000, seconds: 2.2 },
      ]),
    ],
    { [START + 14]: [] },
  ),
  told(
    'fifteen slow answers in five minutes are too few',
    [slow(3, [{ from: START, to: 10_000, seconds: 2.2 }])],
    { [START + 14]: [] },
  ),
  told('thirty are enough', [slow(6, [{ from: START, to: 10_000, seconds: 2.2 }])], {
    [START + 14]: ['ProviderDegraded (latency)'],
  }),
  told(
    'what was slow within the hour before the last is what is normal',
    [
      slow(20, [
        { from: 5, to: 15, seconds: 9 },
        { from: START, to: 10_000, seconds: 2.2 },
      ]),
    ],
    { [START + 14]: [] },
  ),
];
