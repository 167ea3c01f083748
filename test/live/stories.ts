import { fault, OK } from '@faultline/test/kit';
import type { RepeatedCall } from './service-settings.ts';
import type { LiveStory } from './story.ts';

type Origin = (provider: string) => string;

/** Two endpoints of payments and one of shipping, thirty calls a second. */
function usual(origin: Origin): readonly RepeatedCall[] {
  return [
    { url: `${origin('payments')}/v1/charges`, method: 'POST', everyMs: 80 },
    { url: `${origin('payments')}/v1/balance`, everyMs: 150 },
    { url: `${origin('shipping')}/v1/rates`, everyMs: 100 },
  ];
}

/** Incidents, each in a service of its own. */
export const STORIES: readonly LiveStory[] = [
  {
    job: 'outage',
    name: 'a provider that answers 503 everywhere pages the provider incident',
    calls: usual,
    incident: (server) => server.set('payments', fault.answer(503)),
    pages: { 'provider-incident': ['ProviderOutage'] },
  },
  {
    job: 'silence',
    name: 'a provider that falls silent while another answers pages the provider incident',
    calls: (origin) => usual(origin).map((call) => ({ ...call, timeoutMs: 400 })),
    incident: (server) => server.set('payments', fault.stall()),
    pages: { 'provider-incident': ['ProviderOutage'] },
  },
  {
    job: 'endpoint',
    name: 'one failing endpoint of three is told to those who watch the provider, and pages nobody',
    calls: (origin) => [
      ...usual(origin),
      { url: `${origin('payments')}/v1/refunds`, method: 'POST', everyMs: 150 },
    ],
    incident: (server) => server.set('payments', fault.answer(500), '/v1/refunds'),
    pages: {},
    tickets: { 'provider-watch': ['ProviderEndpointFailing'] },
  },
  {
    job: 'degraded',
    name: 'a provider that fails now and then is told to those who watch it, and pages nobody',
    calls: usual,
    incident: (server) =>
      server.set('payments', {
        kind: 'mix',
        seed: 7,
        parts: [
          { share: 0.15, scenario: fault.answer(503) },
          { share: 0.85, scenario: OK },
        ],
      }),
    pages: {},
    tickets: { 'provider-watch': ['ProviderDegraded'] },
  },
  {
    job: 'deploy',
    name: 'a deploy whose requests are rejected pages the owners',
    calls: (origin) => [
      { url: `${origin('payments')}/v1/charges/1001`, method: 'POST', everyMs: 80 },
      { url: `${origin('payments')}/v1/balance`, everyMs: 150 },
      { url: `${origin('shipping')}/v1/rates`, everyMs: 100 },
    ],
    async incident(server, deploy) {
      // The new version sends another payload to the same endpoint, and that is invalid.
      await server.set(
        'payments',
        fault.answer(422, { body: { error: 'invalid amount' } }),
        '/v1/charges/2002',
      );
      await deploy([
        { url: `${server.origin('payments')}/v1/charges/2002`, method: 'POST', everyMs: 80 },
        { url: `${server.origin('payments')}/v1/balance`, everyMs: 150 },
        { url: `${server.origin('shipping')}/v1/rates`, everyMs: 100 },
      ]);
    },
    pages: { 'owners-page': ['OwnRequestBug'] },
  },
  {
    job: 'key',
    name: 'a revoked key pages the owners',
    calls: usual,
    incident: (server) => server.set('payments', fault.answer(401, { body: { error: 'invalid_api_key' } })),
    pages: { 'owners-page': ['ProviderCredentialsRejected'] },
  },
  {
    job: 'limit',
    name: 'traffic over the rate limit is a ticket for the owners, and pages nobody',
    calls: usual,
    incident: (server) =>
      server.set('payments', { kind: 'rate_limit', limit: 10, windowMs: 1000, within: OK }),
    pages: {},
    tickets: { 'owners-ticket': ['ProviderRateLimited'] },
  },
  {
    job: 'egress',
    name: 'no answer from anybody pages the platform, and no provider is blamed',
    calls: (origin) =>
      ['payments', 'shipping', 'mail'].map((provider) => ({
        url: `${origin(provider)}/v1/things`,
        everyMs: 80,
      })),
    incident: (server) => server.close(),
    pages: { 'platform-page': ['NetworkEgressDown'] },
  },
  {
    job: 'quota',
    name: 'a spent quota pages the owners',
    calls: usual,
    incident: (server) =>
      server.set('payments', fault.answer(402, { body: { error: 'insufficient credits' } })),
    pages: { 'owners-page': ['ProviderQuotaExhausted'] },
  },
  {
    job: 'breaker',
    name: 'an outage behind an open circuit still pages the provider incident',
    calls: usual,
    options: { breaker: 'enforce' },
    incident: (server) => server.set('payments', fault.answer(503)),
    pages: { 'provider-incident': ['ProviderOutage'] },
  },
  {
    job: 'quiet',
    name: 'a service without any incident tells nobody anything',
    calls: usual,
    incident: () => Promise.resolve(),
    pages: {},
  },
];
