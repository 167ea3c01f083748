import { answer } from '../catalog.ts';
import { CONNECT_TIMEOUT, error, type Scenario } from './scenario.ts';
import { incident, STRANGERS, says } from './strangers.ts';

/** A second table of incidents, written after the engine had learnt from the first; played once before anything else changed. */
export const SECOND_STRANGERS: readonly Scenario[] = [
  incident(
    'new_sockets_hang',
    'z_sockets',
    'The egress firewall is out of states',
    '',
    'New connections hang at everybody, kept ones go on; the service keeps most of them.',
    (m) => {
      const all = [
        m.use(STRANGERS.parcel, { rps: 6, newSockets: 0.06 }),
        m.use(STRANGERS.mailgun, { rps: 4, newSockets: 0.08 }),
        m.use(STRANGERS.cards, { rps: 5, newSockets: 0.05 }),
      ];
      for (const one of all) {
        m.fault('network', { provider: one.world.id, sockets: 'new' }, 0.95, CONNECT_TIMEOUT);
        m.truth(one, 'network', 'network');
      }
    },
  ),
  incident(
    'handshakes_time_out',
    'z_sockets',
    'New sockets of one host get no first answer',
    '',
    'The acceptor of one host is full: what opens a socket hangs for the deadline, what keeps one is as fast as ever.',
    (m) => {
      const t = m.use(STRANGERS.telco, { rps: 6, newSockets: 0.25 });
      m.bystanders(3);
      m.fault('provider', { provider: 'telco', sockets: 'new' }, 0.9, {
        latency_ms: { p50: 60000, p99: 90000 },
      });
      m.truth(t, 'provider', 'provider_degraded', ['network']);
    },
  ),
  incident(
    'slow_before_errors',
    'z_latency',
    'A brown-out: minutes of slow successes, then a few errors',
    'https://aws.amazon.com/message/11201/',
    'Successes take four times as long for ten minutes; then one in twelve is refused for want of a permission that is there.',
    (m) => {
      const t = m.use(STRANGERS.kyc, { rps: 4 });
      m.bystanders(3);
      const { p50 } = t.world.endpoints[1]!.latency_ms;
      m.fault(
        'provider',
        { provider: 'kyc' },
        0.12,
        {
          ...answer(STRANGERS.kyc, 403, 'Permission check failed'),
          latency_ms: { p50: p50 * 8, p99: p50 * 20 },
        },
        { from_s: m.fromS + 200 },
      );
      m.fault('provider', { provider: 'kyc' }, 1, { latency_ms: { p50: p50 * 4, p99: p50 * 9 } });
      m.truth(t, 'provider', 'provider_degraded');
    },
  ),
  incident(
    'deploy_halves_the_deadline',
    'z_latency',
    'A deploy sets a deadline that is too short',
    '',
    'A fifth of the calls of one provider is cut at a deadline within its usual times; the provider is as fast as ever.',
    (m) => {
      const t = m.use(STRANGERS.paypal, { rps: 4 });
      m.bystanders(3);
      m.deploy(m.fromS - 1);
      const { p50, p99 } = t.world.endpoints[0]!.latency_ms;
      m.variant(t, { timeout_ms: Math.round(p50 * 1.4) }, m.fromS, 1);
      m.fault('self', { provider: 'paypal', routes: ['POST /v2/checkout/orders'] }, 1, {
        latency_ms: { p50, p99 },
      });
      m.truth(t, 'self', 'own_bug');
    },
  ),
  incident(
    'router_loses_three_of_four',
    'z_endpoints',
    'Three of four routes answer 404',
    'https://www.githubstatus.com',
    'Routes that worked for days are not found on half of the calls, the fourth works; no own change.',
    (m) => {
      const t = m.use(STRANGERS.parcel, { rps: 5 });
      m.bystanders(2);
      m.fault(
        'provider',
        { provider: 'parcel', routes: ['POST /labels', 'GET /labels/{id}', 'GET /rates'] },
        0.5,
        answer(STRANGERS.parcel, 404, 'Not found'),
      );
      m.truth(t, 'provider', 'provider_degraded');
    },
  ),
  incident(
    'one_route_of_ours',
    'z_endpoints',
    'One route of ours lost its scope',
    '',
    'An administrator took one scope away: one endpoint answers 403 on every call, three others work, nothing of it is told.',
    (m) => {
      const t = m.use(STRANGERS.parcel, { rps: 3 });
      m.bystanders(3);
      m.fault(
        'self',
        { provider: 'parcel', routes: ['GET /rates'] },
        1,
        answer(STRANGERS.parcel, 403, 'Insufficient scope: rates:read'),
      );
      m.truth(t, 'self', 'credentials', ['provider']);
    },
  ),
  incident(
    'wildcard_certificate',
    'z_tls',
    'The certificate of the vendor is not for this name',
    '',
    'Every handshake with one host fails for its name since a move; others are fine.',
    (m) => {
      const t = m.use(STRANGERS.video, { rps: 1, newSockets: 0.4 });
      m.bystanders(3);
      m.fault(
        'provider',
        { provider: 'video', sockets: 'new' },
        0.9,
        error('ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 40, 120),
      );
      m.truth(t, 'provider', 'provider_outage');
    },
  ),
  incident(
    'image_without_roots',
    'z_tls',
    'An image with an old list of roots',
    '',
    'Since the deploy two of four hosts, of a young authority, are not trusted.',
    (m) => {
      const hit = [
        m.use(STRANGERS.notion, { newSockets: 0.4 }),
        m.use(STRANGERS.mailgun, { newSockets: 0.4 }),
      ];
      m.use(STRANGERS.cards, { newSockets: 0.4 });
      m.use(STRANGERS.telco, { newSockets: 0.4 });
      m.deploy(m.fromS - 3);
      for (const one of hit) {
        m.fault(
          'self',
          { provider: one.world.id, sockets: 'new' },
          1,
          error('UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', 40, 120),
        );
        m.truth(one, 'self', 'own_bug');
      }
    },
  ),
  incident(
    'soft_error_of_account',
    'z_body',
    'A 200 that says that the account is suspended',
    '',
    'Every call says in a 200 that the own account is inactive.',
    (m) => {
      const t = m.use('slack', { rps: 1 });
      m.bystanders(2);
      m.fault('self', { provider: 'slack' }, 1, says(200, { ok: false, error: 'account_inactive' }));
      m.truth(t, 'self', 'credentials');
    },
  ),
  incident(
    'batch_of_failures_200',
    'z_body',
    'A 200 whose items failed',
    '',
    'A third of the bulk calls says that a shard is not there.',
    (m) => {
      const t = m.use('search', { rps: 5 });
      m.bystanders(2);
      m.fault(
        'provider',
        { provider: 'search', routes: ['POST /_bulk', 'POST /{index}/_search'] },
        0.4,
        says(200, {
          took: 30,
          timed_out: false,
          errors: true,
          items: [
            {
              index: {
                status: 503,
                error: { type: 'unavailable_shards_exception', reason: 'primary shard is not active' },
              },
            },
          ],
          error: { type: 'unavailable_shards_exception', reason: 'primary shard is not active' },
          status: 503,
        }),
      );
      m.truth(t, 'provider', 'provider_degraded');
    },
  ),
  incident(
    'skewed_signature',
    'z_clock',
    'A suspended machine wakes with an old clock',
    '',
    'Signed requests are refused for their time; the own clock is a quarter of an hour behind.',
    (m) => {
      const t = m.use('s3', { rps: 3 });
      m.bystanders(3);
      m.signal({ kind: 'clock_skew', from_s: m.fromS - 2, to_s: m.toS, ms: -900_000 });
      m.fault('self', { provider: 's3' }, 1, {
        status: 403,
        headers: { 'content-type': 'application/xml' },
        body: '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>RequestTimeTooSkewed</Code><Message>The difference between the request time and the current time is too large.</Message></Error>',
      });
      m.truth(t, 'self', 'credentials');
    },
  ),
  incident(
    'ndots_storm',
    'z_dns',
    'Cluster DNS drops a tenth of the look-ups',
    '',
    'Look-ups of all hosts fail now and then, no own change. self acceptable: the look-ups are ours.',
    (m) => {
      const all = [
        m.use(STRANGERS.mailgun, { rps: 4, newSockets: 0.6 }),
        m.use(STRANGERS.notion, { rps: 3, newSockets: 0.6 }),
        m.use(STRANGERS.telco, { rps: 3, newSockets: 0.6 }),
        m.use(STRANGERS.paypal, { rps: 2, newSockets: 0.6 }),
      ];
      for (const one of all) {
        m.fault(
          'network',
          { provider: one.world.id, sockets: 'new' },
          0.1,
          error('ENOTFOUND', 'dns', 20, 3000),
        );
        m.truth(one, 'network', 'network', ['self']);
      }
    },
  ),
  incident(
    'domain_expired',
    'z_dns',
    'A vendor forgets to renew its domain',
    'https://status.example',
    'One name is not found any more, all others are.',
    (m) => {
      const t = m.use(STRANGERS.weather, { rps: 0.5, newSockets: 0.7 });
      m.bystanders(3);
      m.fault('provider', { provider: 'weather' }, 1, error('ENOTFOUND', 'dns', 30, 200));
      m.truth(t, 'provider', 'provider_outage');
    },
  ),
  incident(
    'proxy_dies',
    'z_proxy',
    'The forward proxy dies',
    '',
    'Connections to the proxy are refused whatever the host, no own change. self acceptable.',
    (m) => {
      const all = [
        m.use(STRANGERS.parcel, { rps: 1 }),
        m.use(STRANGERS.telco, { rps: 2 }),
        m.use(STRANGERS.dropbox, { rps: 1 }),
      ];
      for (const one of all) {
        m.fault('network', { provider: one.world.id }, 1, error('ECONNREFUSED', 'connect', 1, 6), {
          to_s: m.fromS + 400,
        });
        m.truth(one, 'network', 'network', ['self'], { to_s: m.fromS + 400 });
      }
    },
  ),
  incident(
    'half_rolled_out_config',
    'z_own_4xx',
    'A configuration reaches one worker in four',
    '',
    'A quarter of all calls of one provider is 404 since the change: the base path is wrong.',
    (m) => {
      const t = m.use(STRANGERS.dropbox, { rps: 1 });
      m.bystanders(3);
      m.signal({ kind: 'config_change', t_s: m.fromS - 25, what: 'config' });
      m.fault('self', { provider: 'dropbox' }, 0.25, answer(STRANGERS.dropbox, 404, 'Unknown path'));
      m.truth(t, 'self', 'own_bug');
    },
  ),
  incident(
    'expired_links',
    'z_own_4xx',
    'Own links expired in a queue',
    '',
    'A tenth of the reads of one endpoint is 410 or 403 for links that waited too long; nothing was changed.',
    (m) => {
      const t = m.use('s3', { rps: 5 });
      m.bystanders(2);
      m.fault('self', { provider: 's3', routes: ['GET /{key}'] }, 0.15, {
        status: 403,
        headers: { 'content-type': 'application/xml' },
        body: '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
      });
      m.truth(t, 'self', 'own_bug');
    },
  ),
  incident(
    'burst_of_a_job',
    'z_limit',
    'A nightly job runs into a stated limit',
    '',
    'The own rate grows six times; the limit in the headers is as ever.',
    (m) => {
      const t = m.use(STRANGERS.notion, {
        rps: 1.5,
        limit: { requests: 180, window_s: 60, headers: 'ratelimit' },
      });
      m.bystanders(2);
      m.signal({ kind: 'traffic', from_s: m.fromS, to_s: m.toS, provider: 'notion', x: 6 });
      m.truth(t, 'self', 'rate_limited');
    },
  ),
  incident(
    'limit_cut_without_a_word',
    'z_limit',
    'The limit is a third of what it was',
    '',
    'At a rate as ever most calls are refused, and no header tells of a limit. self acceptable.',
    (m) => {
      const t = m.use(STRANGERS.discord, { rps: 3, limit: { requests: 360, window_s: 60, headers: 'none' } });
      m.bystanders(3);
      m.fault('provider', { provider: 'discord' }, 1, { limit: { requests: 70 } });
      m.truth(t, 'provider', 'rate_limited', ['self']);
    },
  ),
  incident(
    'poison_order',
    'z_poison',
    'One order crashes the provider',
    '',
    'A rare shape of one endpoint always ends as 500, without a change of ours. provider acceptable.',
    (m) => {
      const t = m.use(STRANGERS.cards, { rps: 5, shapes: { plain: 0.96, gift: 0.04 } });
      m.bystanders(2);
      m.fault(
        'self',
        { provider: 'cards', shapes: ['gift'] },
        1,
        answer(STRANGERS.cards, 500, 'Internal error'),
      );
      m.truth(t, 'self', 'own_bug', ['provider']);
    },
  ),
  incident(
    'region_lost',
    'z_outage',
    'A region goes dark',
    '',
    'Eight in ten calls end as 503 or reset, in a busy service.',
    (m) => {
      const t = m.use(STRANGERS.stock, { rps: 80 });
      m.bystanders(3);
      m.fault('provider', { provider: 'stock' }, 0.5, answer(STRANGERS.stock, 503, 'no healthy upstream'));
      m.fault('provider', { provider: 'stock' }, 0.6, error('ECONNRESET', 'headers', 10, 200));
      m.truth(t, 'provider', 'provider_outage');
    },
  ),
  incident(
    'deploy_breaks_rare_call',
    'z_deploy',
    'A deploy breaks a call of a quiet service',
    '',
    'Two calls a minute; one of two shapes is refused since the deploy.',
    (m) => {
      const t = m.use(STRANGERS.kyc, { rps: 0.06, shapes: { a: 1 } });
      m.use(STRANGERS.mailgun, { rps: 0.05 });
      m.deploy(m.fromS);
      m.variant(t, { shapes: { b: 1 } }, m.fromS, 0.6);
      m.fault('self', { provider: 'kyc', shapes: ['b'] }, 1, answer(STRANGERS.kyc, 400, 'Malformed request'));
      m.truth(t, 'self', 'own_bug');
    },
  ),
  incident(
    'pool_fills_after',
    'z_slow',
    'A slow provider fills the own pool',
    '',
    'The provider is slow first; a minute later requests wait for sockets. Own rate and loop as ever.',
    (m) => {
      const t = m.use(STRANGERS.stock, { rps: 15 });
      m.bystanders(3);
      m.signal({ kind: 'pool_pending', from_s: m.fromS + 45, to_s: m.toS, value: 140 });
      m.fault('provider', { provider: 'stock' }, 0.7, { latency_ms: { p50: 2200, p99: 6000 } });
      m.truth(t, 'provider', 'provider_degraded');
    },
  ),
  incident(
    'lone_resets_mid_answer',
    'z_unknowable',
    'The only provider is cut off in the middle',
    '',
    'Kept and new sockets to the only host break off; nobody else is called.',
    (m) => {
      const t = m.use(STRANGERS.telco, { rps: 2 });
      m.fault('network', { provider: 'telco' }, 0.35, error('ECONNRESET', 'headers', 60, 400));
      m.truth(t, 'network', 'network', ['provider', 'network'], { unknowable: true });
    },
  ),
  incident(
    'tokens_refused_for_all',
    'z_auth',
    'A key server forgets its keys',
    '',
    'Tokens of four customers are refused within one second on all endpoints, more slowly than ever.',
    (m) => {
      const t = m.use(STRANGERS.notion, { rps: 3, credentials: 4 });
      m.bystanders(3);
      m.fault('provider', { provider: 'notion' }, 0.9, {
        ...answer(STRANGERS.notion, 401, 'API token is invalid.'),
        latency_ms: { p50: 1400, p99: 3000 },
      });
      m.truth(t, 'provider', 'provider_outage');
    },
  ),
  incident(
    'steady_refusals',
    'quiet',
    'Refusals as ever, and a rotation that goes well',
    '',
    'Every seventh look-up finds nothing, every tenth login is wrong, keys change.',
    (m) => {
      const t = m.use(STRANGERS.parcel, { rps: 4 });
      t.world.endpoints[1]!.base = [
        { p: 0.14, ...answer(STRANGERS.parcel, 404, 'Unknown label'), cause: 'none' },
      ];
      m.use('idp', { rps: 2 });
      m.bystanders(2);
      m.signal({ kind: 'config_change', t_s: m.fromS, what: 'credentials' });
      m.decoys();
    },
  ),
];
