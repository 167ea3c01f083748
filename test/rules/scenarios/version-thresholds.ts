import type { Scenario } from '../scenario.ts';
import { type Flow, type Result, SEEN } from '../traffic.ts';
import { deployedAt, healthy, mixed, SOON, told } from './story.ts';

const ENDPOINT = 'POST /v1/charges';
const DEPLOY: Partial<Scenario> = { running: deployedAt(SOON) };
const OUTAGE = ['ProviderDegraded (errors)', 'ProviderErrorBudgetBurn', 'ProviderOutage'];

function calls(perMinute: number, shares: readonly (readonly [Result, number])[], from = SOON): Flow {
  return mixed('stripe', ENDPOINT, perMinute, shares, { from });
}

/** Two other endpoints of the same provider, of which some share fails by its fault. */
function othersDown(share: number): readonly Flow[] {
  return ['GET /v1/balance', 'POST /v1/refunds'].map((endpoint) =>
    mixed('stripe', endpoint, 20, [[SEEN.overloaded, share]], { from: SOON }),
  );
}

/** Just below and just above what tells a deploy, a changed contract and a removed endpoint apart. */
export const VERSION_THRESHOLDS: readonly Scenario[] = [
  told(
    'a deploy of which less than half is rejected is no clear bug',
    [
      calls(20, [
        [SEEN.unprocessable, 0.4],
        [SEEN.unexplained, 0.4],
      ]),
    ],
    { [SOON + 8]: [] },
    DEPLOY,
  ),
  told(
    'a third of rejected requests of the same version is no clear bug',
    [calls(20, [[SEEN.badRequest, 0.3]])],
    {
      [SOON + 12]: [],
    },
  ),
  told(
    'requests that a deploy gets rejected are its bug, even where the blame is unknown',
    [calls(20, [[SEEN.unclearBadRequest, 1]])],
    { [SOON + 8]: ['OwnRequestBug (deploy)'] },
    DEPLOY,
  ),
  told(
    'requests of the same version that are rejected are a ticket, even where the blame is unknown',
    [calls(20, [[SEEN.unclearBadRequest, 1]])],
    { [SOON + 12]: ['OwnRequestBug (same_version)'] },
  ),
  told(
    'failures after a deploy that nobody can explain are not held against it',
    [calls(20, [[SEEN.unexplained, 1]])],
    { [SOON + 12]: [] },
    DEPLOY,
  ),
  told('nor against the same version', [calls(20, [[SEEN.unexplained, 0.7]])], { [SOON + 12]: [] }),
  told(
    'a deploy with a wrong key is a matter of the key',
    [calls(20, [[SEEN.unauthorized, 1]])],
    { [SOON + 8]: ['ProviderCredentialsRejected'] },
    DEPLOY,
  ),
  told(
    'rejections after a deploy are not ours while the provider is down',
    [calls(10, [[SEEN.unprocessable, 1]]), ...othersDown(1)],
    { [SOON + 12]: OUTAGE },
    DEPLOY,
  ),
  told('nor are those of the same version', [calls(10, [[SEEN.unprocessable, 1]]), ...othersDown(1)], {
    [SOON + 12]: OUTAGE,
  }),
  told(
    'rejections after a deploy are ours while three in ten fail elsewhere',
    [calls(20, [[SEEN.unprocessable, 1]]), ...othersDown(0.3)],
    { [SOON + 7]: ['OwnRequestBug (deploy)'] },
    DEPLOY,
  ),
  told('so are those of the same version', [calls(20, [[SEEN.unprocessable, 1]]), ...othersDown(0.3)], {
    [SOON + 12]: ['OwnRequestBug (same_version)', 'ProviderDegraded (errors)'],
  }),
  told(
    'an outage of one provider hides no bug of a deploy at another',
    [
      calls(20, [[SEEN.unprocessable, 1]]),
      ...['GET /user', 'GET /repos'].map((endpoint) =>
        mixed('github', endpoint, 20, [[SEEN.overloaded, 1]], { from: SOON }),
      ),
    ],
    { [SOON + 12]: ['OwnRequestBug (deploy)', ...OUTAGE] },
    DEPLOY,
  ),
  told(
    'nor a rejected request of the same version, a removed or a failing endpoint elsewhere',
    [
      calls(20, [[SEEN.badRequest, 1]]),
      mixed('hubspot', 'GET /contacts/{id}', 20, [[SEEN.notFound, 1]], { from: SOON }),
      mixed('twilio', 'POST /messages', 20, [[SEEN.serverError, 1]], { from: SOON }),
      healthy('twilio', 'GET /numbers', 20),
      ...['GET /user', 'GET /repos'].map((endpoint) =>
        mixed('github', endpoint, 20, [[SEEN.overloaded, 1]], { from: SOON }),
      ),
    ],
    {
      [SOON + 12]: [
        'OwnRequestBug (same_version)',
        'ProviderEndpointFailing',
        'ProviderEndpointGone',
        ...OUTAGE,
      ],
    },
  ),
  told(
    'requests that never worked are no bug of a deploy, whatever works elsewhere',
    [
      calls(20, [[SEEN.unprocessable, 1]], 0),
      healthy('stripe', 'GET /v1/balance', 20),
      healthy('paypal', ENDPOINT, 20),
    ],
    { [SOON - 5]: [], [SOON + 15]: [] },
    DEPLOY,
  ),
  told(
    'an endpoint that never answered is not gone, whatever works elsewhere',
    [
      calls(20, [[SEEN.notFound, 1]], 0),
      healthy('stripe', 'GET /v1/balance', 20),
      healthy('paypal', ENDPOINT, 20),
    ],
    { [SOON + 15]: [] },
  ),
  told(
    'a deploy that breaks an endpoint is told although another provider has one of that name',
    [
      calls(20, [[SEEN.unprocessable, 1]]),
      healthy('paypal', ENDPOINT, 20),
      healthy('stripe', 'GET /v1/balance', 20),
    ],
    { [SOON + 12]: ['OwnRequestBug (deploy)'] },
    DEPLOY,
  ),
  told(
    'a version that has worked for twenty minutes is no longer new',
    [calls(20, [[SEEN.badRequest, 1]], SOON + 20)],
    { [SOON + 32]: ['OwnRequestBug (same_version)'] },
    DEPLOY,
  ),
  told('what worked an hour ago has worked', [calls(20, [[SEEN.badRequest, 1]])], {
    [SOON + 70]: ['OwnRequestBug (same_version)'],
  }),
  told('what works three times in ten has never worked', [calls(20, [[SEEN.badRequest, 0.7]], 0)], {
    [SOON]: [],
  }),
  told(
    'an endpoint where most cards are declined has worked',
    [
      {
        provider: 'stripe',
        endpoint: ENDPOINT,
        phases: [
          {
            from: 0,
            to: SOON,
            perMinute: [
              [SEEN.declined, 12],
              [SEEN.ok, 8],
            ],
          },
          { from: SOON, to: 10_000, perMinute: [[SEEN.unprocessable, 20]] },
        ],
      },
    ],
    { [SOON + 12]: ['OwnRequestBug (same_version)'] },
  ),
  told(
    'failures of the network do not dilute a bug',
    [
      calls(20, [
        [SEEN.badRequest, 0.4],
        [SEEN.networkDown, 0.5],
      ]),
    ],
    { [SOON + 12]: ['OwnRequestBug (same_version)'] },
  ),
  told(
    'three rejected requests in five minutes are nobody’s business',
    [calls(0.7, [[SEEN.badRequest, 1]])],
    {
      [SOON + 12]: [],
    },
  ),
  told('eight rejected requests are a ticket', [calls(1.6, [[SEEN.badRequest, 1]])], {
    [SOON + 12]: ['OwnRequestBug (same_version)'],
  }),
  told(
    'checks for existence that nearly always find nothing disturb nobody',
    [calls(20, [[SEEN.expectedNotFound, 0.95]], 0)],
    { 30: [] },
  ),
  told('an endpoint that finds nothing six times in ten is not gone', [calls(20, [[SEEN.notFound, 0.6]])], {
    [SOON + 12]: [],
  }),
  told(
    'an endpoint that answers 404 while the others are down is not gone',
    [calls(20, [[SEEN.notFound, 1]]), ...othersDown(1)],
    { [SOON + 12]: OUTAGE },
  ),
  told(
    'an endpoint that answers 404 while three in ten fail elsewhere is gone',
    [calls(20, [[SEEN.notFound, 1]]), ...othersDown(0.3)],
    { [SOON + 12]: ['ProviderDegraded (errors)', 'ProviderEndpointGone'] },
  ),
];
