import {
  AUTHENTICATION,
  BOT_WALL,
  CANCELLED,
  CLIENT_CONFIG,
  GATEWAY,
  type Outcome,
  OWN_PROXY,
  RATE_LIMIT,
  SOME_GATEWAY,
  TIMEOUT,
} from '../outcome.ts';
import { type Condition, HTML, header, headerLike, type Row, row, text } from '../row.ts';

const CLOUDFLARE = header('server', 'cloudflare');
const CLOUDFLARE_DOCS = 'developers.cloudflare.com/support/troubleshooting/http-status-codes';
const ELB = headerLike('server', /^awselb\//);
const ELB_DOCS = 'awsdocs elb-application-load-balancers-user-guide load-balancer-troubleshooting.md';

/** A page or a plain text: what stands in the place of an answer of the API. */
const PAGE: Condition = { body: ['html', 'text'] };
/** A URL of which nobody expects a page. */
const API_CALL: Condition = {
  url: /^https?:\/\/(?:[\w-]{0,40}api[\w-]{0,40}\.|[\w.-]{1,100}\.api\.)|\/(?:api|rest|graphql|v\d{1,3})(?:[/?]|$)/,
};

const ORIGIN_NAME: Outcome = {
  ...GATEWAY,
  category: 'dns',
  hint: 'The edge cannot resolve the origin: the provider has to act.',
};
const CERTIFICATE: Outcome = {
  ...GATEWAY,
  hint: 'The origin shows the edge a bad certificate: wait until the provider renews it.',
};

/** What edges, balancers and proxies answer in the place of an API, whoever's it is. */
// biome-ignore format: one rule is one line
export const EDGE_ROWS: readonly Row[] = [
  row('cloudflare.challenge', [], [header('cf-mitigated', 'challenge')], BOT_WALL, CLOUDFLARE_DOCS),
  row('cloudflare.rate_limited', [429], [CLOUDFLARE, PAGE, text(/error code: 1015|Error 1015/)], RATE_LIMIT, CLOUDFLARE_DOCS),
  row('cloudflare.blocked', [403], [CLOUDFLARE, PAGE, text(/error code: 10(?:20|10|0[5-9]|12)|Error 10(?:20|10|0[5-9]|12)|Attention Required!|Just a moment\.\.\.|cf-chl/)], BOT_WALL, CLOUDFLARE_DOCS),
  row('cloudflare.origin_name', [530], [PAGE, text(/error code: 1016|Error 1016/)], ORIGIN_NAME, CLOUDFLARE_DOCS),
  row('cloudflare.origin', [520, 521, 522, 523, 525, 527, 530], [], GATEWAY, CLOUDFLARE_DOCS),
  row('cloudflare.certificate', [526], [CLOUDFLARE], CERTIFICATE, CLOUDFLARE_DOCS),
  row('cloudflare.timeout', [524], [], TIMEOUT, CLOUDFLARE_DOCS),
  row('elb.client_left', [460], [ELB], CANCELLED, ELB_DOCS),
  row('elb.forwarded_for', [463], [ELB], { ...CLIENT_CONFIG, hint: 'X-Forwarded-For holds more than 30 addresses.' }, ELB_DOCS),
  row('elb.protocol', [464], [ELB], { ...SOME_GATEWAY, category: 'protocol', retry: 'after_fix', waits: false, hint: 'The protocol version does not fit the target group.' }, ELB_DOCS),
  row('elb.identity_provider', [561], [ELB], AUTHENTICATION, ELB_DOCS),
  row('elb.no_target', [502, 503], [ELB], GATEWAY, ELB_DOCS),
  row('elb.timeout', [504], [ELB], TIMEOUT, ELB_DOCS),
  row('envoy.no_upstream', [502, 503], [PAGE, text(/^(?:no healthy upstream|upstream connect error or disconnect|upstream request failed)/)], GATEWAY, 'envoyproxy.io response flags UH, UF'),
  row('envoy.timeout', [504], [PAGE, text(/^upstream request timeout/)], TIMEOUT, 'envoyproxy.io response flag UT'),
  row('proxy.page', [200, 403, 407, 502, 503, 511], [HTML, headerLike('via', /squid/i)], OWN_PROXY, 'squid-cache.org error pages'),
  row('proxy.squid', ['4xx', '5xx'], [header('x-squid-error')], OWN_PROXY, 'squid-cache.org error pages'),
  row('proxy.portal', [200, 302, 403, 503, 511], [HTML, text(/captive.?portal|WISPAccessGatewayParam|Zscaler|FortiGuard|Blue Coat|Web Page Blocked|NetScaler AAA/i)], OWN_PROXY, 'RFC 6585 section 6; product block pages'),
  row('edge.page', [403, 503], [HTML, CLOUDFLARE], SOME_GATEWAY, 'seen: a page of the edge parsed as JSON'),
  row('edge.cloudfront_page', [403, 503], [HTML, header('x-amz-cf-id')], SOME_GATEWAY, 'seen: a page of the edge parsed as JSON'),
  row('edge.page', [200], [HTML, API_CALL, CLOUDFLARE], SOME_GATEWAY, 'seen: a page of the edge parsed as JSON'),
  row('edge.cloudfront_page', [200], [HTML, API_CALL, header('x-amz-cf-id')], SOME_GATEWAY, 'seen: a page of the edge parsed as JSON'),
];
