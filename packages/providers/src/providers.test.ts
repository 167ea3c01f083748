import type { Exchange } from '@faultline/core';
import { describe, expect, it } from 'vitest';
import { createProviders } from './providers.ts';

const providers = createProviders({
  providers: [
    {
      id: 'billing',
      name: 'Billing',
      hosts: ['billing.internal:8443'],
      endpoints: ['GET /invoices/{id}', 'GET /invoices/latest', '* /health'],
    },
    { id: 'jira', hosts: ['jira.acme.example'] },
  ],
});
const call = (url: string, facts: Partial<Exchange> = {}): Exchange => ({
  method: 'GET',
  url,
  startedAt: 0,
  durationMs: 1,
  ...facts,
});

describe('the place of a call', () => {
  it.each([
    ['https://api.stripe.com/v1/customers/cus_9s6XKzkNRiz8i3', 'stripe', 'GET /v1/customers/{id}'],
    ['https://bucket.s3.eu-west-1.amazonaws.com/x', 'aws-s3', 'GET /x'],
    ['https://acme.atlassian.net/rest/api/search', 'jira', 'GET /rest/api/search'],
    ['https://acme.atlassian.net/wiki/rest/api/content', 'confluence', 'GET /wiki/rest/api/content'],
    ['https://www.googleapis.com/youtube/v3/search?q=x', 'youtube', 'GET /youtube/v3/search'],
    ['https://www.googleapis.com/calendar/v3/users', 'google-workspace', 'GET /calendar/v3/users'],
    ['https://jira.acme.example/rest/api/search', 'jira', 'GET /rest/api/search'],
    ['https://billing.internal:8443/invoices/42', 'billing', 'GET /invoices/{id}'],
    ['https://billing.internal:8443/invoices/latest?x=1', 'billing', 'GET /invoices/latest'],
    ['https://billing.internal:8443/health', 'billing', 'GET /health'],
    ['https://billing.internal:1/invoices/42', 'billing.internal:1', 'GET /invoices/{id}'],
    ['https://api.acme.example/things', 'acme.example', 'GET /things'],
    ['https://key:secret@api.stripe.com/v1/charges', 'stripe', 'GET /v1/charges'],
    ['http://127.0.0.1:8080/x', '127.0.0.1:8080', 'GET /x'],
  ])('%s is %s, %s', (url, provider, endpoint) => {
    // Twice, because origins are remembered.
    expect(providers.place(call(url))).toEqual({ provider, endpoint });
    expect(providers.place(call(url))).toEqual({ provider, endpoint });
  });

  it('is what the caller names', () => {
    const exchange = call('https://10.0.0.7/v1/x', { provider: 'stripe', route: '/v1/{x}' });
    expect(providers.place(exchange)).toEqual({ provider: 'stripe', endpoint: 'GET /v1/{x}' });
  });
});

describe('a peek', () => {
  const answered = (url: string, status: number, type?: string, method = 'GET') =>
    call(url, { method, response: { status, headers: type === undefined ? {} : { 'content-type': type } } });

  it.each([
    ['a failure', answered('https://api.acme.example/x', 500, 'application/json'), true],
    ['a success', answered('https://api.acme.example/x', 200, 'application/json'), false],
    [
      'a success of a provider whose successes can fail',
      answered('https://slack.com/api/x', 200, 'application/json'),
      true,
    ],
    ['a success of GraphQL', answered('https://api.acme.example/graphql', 200, 'application/json'), true],
    ['an answer about many items', answered('https://api.acme.example/x', 207, 'application/json'), true],
    ['an image', answered('https://api.acme.example/x', 404, 'image/png'), false],
    ['an answer to HEAD', answered('https://api.acme.example/x', 404, undefined, 'HEAD'), false],
    ['no content', answered('https://slack.com/api/x', 204), false],
    ['no answer', call('https://api.acme.example/x'), false],
  ])('of %s: %s', (_, exchange, deserves) => {
    expect(providers.peekOn(exchange)).toBe(deserves);
  });
});

describe('what is known of a provider', () => {
  it('is its name and status page', () => {
    expect(providers.nameOf('github')).toBe('GitHub');
    expect(providers.nameOf('billing')).toBe('Billing');
    expect(providers.nameOf('acme.example')).toBe('acme.example');
    expect(providers.statusPageOf('github')?.api).toBe('https://www.githubstatus.com/api/v2/summary.json');
    expect(providers.statusPageOf('acme.example')).toBeUndefined();
  });
});
