import {
  CLIENT_CONFIG,
  PERMISSION,
  PROVIDER_ERROR,
  RATE_LIMIT,
  SLOW_REQUEST,
  VALIDATION,
} from '../outcome.ts';
import { header, is, like, noHeader, path, type Rules, row } from '../row.ts';

const LIMITS = 'docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api';
const TROUBLE = 'docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api';
const SPARED = { ...RATE_LIMIT, waits: false };

// biome-ignore format: one rule is one line
/** GitHub: limits come as 403 and 429, GraphQL reports them with 200, and requests over 10 s are cut off with 502. */
export const GITHUB: Rules = () => [
  row('github.secondary_rate_limit', [403, 429], [like('message', /secondary rate|abuse detection/i), header('retry-after')], RATE_LIMIT, LIMITS, { hint: 'Secondary limit: make requests one after the other, and wait as told.' }),
  row('github.secondary_rate_limit', [403, 429], [like('message', /secondary rate|abuse detection/i), noHeader('retry-after')], SPARED, LIMITS, { hint: 'Secondary limit: wait at least a minute, then make requests one after the other.' }),
  row('github.rate_limit', [403, 429], [header('x-ratelimit-remaining', '0')], RATE_LIMIT, LIMITS, { hint: 'The hourly limit of this credential is used up: wait for the reset, use conditional requests or an app token.' }),
  row('github.rate_limit', [403, 429], [like('message', /API rate limit exceeded/i)], RATE_LIMIT, LIMITS),
  row('github.not_accessible', [403], [like('message', /^Resource not accessible by /)], PERMISSION, TROUBLE, { hint: 'Header x-accepted-github-permissions names the permission that the token lacks.' }),
  row('github.saml', [403], [header('x-github-sso')], PERMISSION, 'docs.github.com SAML single sign-on', { hint: 'Authorize the token for the organization: header x-github-sso holds the link.' }),
  row('github.graphql_rate_limited', [200], [path(/^\/graphql/), is('errors.type', 'RATE_LIMITED')], RATE_LIMIT, 'octokit/plugin-throttling.js src/index.ts'),
  row('github.graphql_failed', [200], [path(/^\/graphql/), like('errors.message', /^Something went wrong while executing your query/)], PROVIDER_ERROR, 'octokit/plugin-retry.js src/wrap-request.ts'),
  row('github.too_slow', [502], [{ tookMs: 9500 }], SLOW_REQUEST, `${TROUBLE} (Timeouts)`, { hint: 'GitHub cuts requests off after 10 s: ask for less, else look at the status page.' }),
  row('github.spam', [422], [like('message', /spammed/i)], { ...RATE_LIMIT, waits: false }, TROUBLE, { hint: 'The endpoint was used too often: slow down.' }),
  row('github.validation', [422], [], VALIDATION, TROUBLE),
  row('github.bad_user_agent', [403], [like('message', /administrative rules|User-Agent/i)], { ...CLIENT_CONFIG, hint: 'Send a User-Agent header.' }, TROUBLE),
];
