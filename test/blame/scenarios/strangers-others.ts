import { answer } from '../catalog.ts';
import { CONNECT_TIMEOUT, error, gatewayPage, type Scenario } from './scenario.ts';
import { incident, STRANGERS, says } from './strangers.ts';

/** Incidents of providers, of the network, of nobody. Written down before the engine met any of them. */
export const OTHER_STRANGERS: readonly Scenario[] = [
  incident(
    'certificate_of_a_part',
    's_tls_peer',
    'A part of a fleet serves an expired certificate',
    'https://www.epicgames.com/site/news/what-happened-on-april-6-2021',
    'A third of the few handshakes fails; a quiet service, one call in twelve seconds.',
    (m) => {
      const t = m.use(STRANGERS.cards, { rps: 0.08, newSockets: 0.9 });
      m.use(STRANGERS.mailgun, { rps: 0.1, newSockets: 0.9 });
      m.use(STRANGERS.paypal, { rps: 0.1, newSockets: 0.9 });
      m.fault(
        'provider',
        { provider: 'cards', sockets: 'new' },
        0.5,
        error('CERT_HAS_EXPIRED', 'tls', 70, 160),
      );
      m.truth(t, 'provider', 'provider_degraded');
    },
  ),
  incident(
    'inspected_categories',
    's_tls_path',
    'A proxy begins to inspect some categories',
    '',
    'Three of five hosts present a chain of an unknown root, no own change. self acceptable: the root is ours to trust.',
    (m) => {
      const hit = [
        m.use(STRANGERS.discord, { newSockets: 0.4 }),
        m.use(STRANGERS.dropbox, { newSockets: 0.4 }),
        m.use(STRANGERS.video, { newSockets: 0.4 }),
      ];
      m.use(STRANGERS.cards, { newSockets: 0.4 });
      m.use(STRANGERS.paypal, { newSockets: 0.4 });
      for (const one of hit) {
        m.fault(
          'network',
          { provider: one.world.id, sockets: 'new' },
          1,
          error('SELF_SIGNED_CERT_IN_CHAIN', 'tls', 40, 120),
        );
        m.truth(one, 'network', 'network', ['self']);
      }
    },
  ),
  incident(
    'graphql_timeout_200',
    's_body_theirs',
    'Errors of the provider inside of a 200',
    'https://github.com/orgs/community/discussions/24631',
    'A quarter of the queries is answered 200 with a message about their side; shapes and keys all pass and fail.',
    (m) => {
      const t = m.use('github', { rps: 3, credentials: 2 });
      m.bystanders(3);
      m.fault(
        'provider',
        { provider: 'github' },
        0.25,
        says(200, {
          data: null,
          errors: [
            {
              message:
                'Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug.',
            },
          ],
        }),
      );
      m.truth(t, 'provider', 'provider_degraded');
    },
  ),
  incident(
    'edge_500_everywhere',
    's_edge',
    'A shared edge breaks for an hour',
    'https://blog.cloudflare.com/18-november-2025-outage/',
    'Two thirds of the calls to three hosts behind it get its page; hosts elsewhere are fine. network acceptable.',
    (m) => {
      const hit = [m.use(STRANGERS.notion), m.use(STRANGERS.discord), m.use(STRANGERS.kyc)];
      m.use(STRANGERS.mailgun);
      m.use(STRANGERS.parcel);
      for (const one of hit) {
        m.fault('provider', { provider: one.world.id }, 0.65, gatewayPage(500, 'cloudflare'));
        m.truth(one, 'provider', 'provider_outage', ['network']);
      }
    },
  ),
  incident(
    'edge_flags_our_address',
    's_edge',
    'A bot rule of an edge blocks our address',
    '',
    'Everything behind one edge answers 403 with its page. self and network acceptable: it is our address.',
    (m) => {
      const hit = [m.use(STRANGERS.notion), m.use(STRANGERS.discord)];
      m.use(STRANGERS.mailgun);
      m.use(STRANGERS.cards);
      for (const one of hit) {
        m.fault('provider', { provider: one.world.id }, 1, {
          ...gatewayPage(403, 'cloudflare'),
          body: '<html><head><title>Attention Required! | Cloudflare</title></head><body>Sorry, you have been blocked</body></html>',
        });
        m.truth(one, 'provider', 'provider_outage', ['self', 'network']);
      }
    },
  ),
  incident(
    'edge_names_lost',
    's_edge',
    'The names of an edge are not resolved',
    'https://www.akamai.com/blog/news/akamai-summarizes-service-disruption-resolved',
    'Hosts of one edge answer SERVFAIL for most look-ups, all others resolve. network acceptable.',
    (m) => {
      const hit = [m.use(STRANGERS.telco, { newSockets: 0.5 }), m.use(STRANGERS.cards, { newSockets: 0.5 })];
      m.use(STRANGERS.mailgun, { newSockets: 0.5 });
      m.use(STRANGERS.notion, { newSockets: 0.5 });
      for (const one of hit) {
        m.fault(
          'provider',
          { provider: one.world.id, sockets: 'new' },
          0.8,
          error('EAI_AGAIN', 'dns', 1500, 5000),
        );
        m.truth(one, 'provider', 'provider_outage', ['network']);
      }
    },
  ),
  incident(
    'one_of_two_resolvers',
    's_dns',
    'One of two own resolvers is dead',
    '',
    'Two in five look-ups time out for every host; most requests use kept sockets.',
    (m) => {
      const all = [
        m.use(STRANGERS.mailgun, { rps: 5, newSockets: 0.1 }),
        m.use(STRANGERS.parcel, { rps: 4, newSockets: 0.12 }),
        m.use(STRANGERS.cards, { rps: 6, newSockets: 0.1 }),
        m.use(STRANGERS.notion, { rps: 2, newSockets: 0.15 }),
      ];
      for (const one of all) {
        m.fault(
          'network',
          { provider: one.world.id, sockets: 'new' },
          0.4,
          error('EAI_AGAIN', 'dns', 5005, 5040),
        );
        m.truth(one, 'network', 'network');
      }
    },
  ),
  incident(
    'signed_zone_broken',
    's_dns',
    'The zone of one provider is signed wrongly',
    'https://slack.engineering/what-happened-during-slacks-dnssec-rollout/',
    'Look-ups of this one name fail, all others resolve. network acceptable: resolvers differ.',
    (m) => {
      const t = m.use('slack', { newSockets: 0.4 });
      m.bystanders(3);
      m.fault('provider', { provider: 'slack', sockets: 'new' }, 0.85, error('ESERVFAIL', 'dns', 30, 300));
      m.truth(t, 'provider', 'provider_outage', ['network']);
    },
  ),
  incident(
    'lone_name',
    's_unknowable',
    'The only name in use is not resolved',
    '',
    'Nobody else is called; resolver or zone, from inside nobody can tell.',
    (m) => {
      const t = m.use(STRANGERS.telco, { rps: 2, newSockets: 0.5 });
      m.fault('network', { provider: 'telco', sockets: 'new' }, 0.7, error('EAI_AGAIN', 'dns', 4000, 5100));
      m.truth(t, 'network', 'network', ['provider', 'network'], { unknowable: true });
    },
  ),
  incident(
    'lone_refused',
    's_unknowable',
    'The only host refuses connections',
    '',
    'Nobody else is called; a firewall between or a dead listener, nobody inside can tell.',
    (m) => {
      const t = m.use(STRANGERS.stock, { rps: 1.5, newSockets: 0.3 });
      m.fault('provider', { provider: 'stock', sockets: 'new' }, 0.9, CONNECT_TIMEOUT);
      m.truth(t, 'provider', 'provider_outage', ['provider', 'network'], { unknowable: true });
    },
  ),
  incident(
    'blocked_by_policy',
    's_proxy',
    'The forward proxy blocks one host',
    '',
    'All calls of one host get the page of the proxy, 403. self acceptable: whose policy it is nobody sees.',
    (m) => {
      const t = m.use(STRANGERS.dropbox, { rps: 1.5 });
      m.bystanders(3);
      m.fault('network', { provider: 'dropbox' }, 1, {
        status: 403,
        headers: { 'content-type': 'text/html', server: 'Zscaler/6.2' },
        body: '<html><head><title>Internet Security by Zscaler</title></head><body>Not allowed to browse this category</body></html>',
      });
      m.truth(t, 'network', 'network', ['self']);
    },
  ),
  incident(
    'big_packets_lost',
    's_path',
    'Packets over a size are lost on the way',
    'https://blog.cloudflare.com/path-mtu-discovery-in-practice/',
    'Calls with a body hang at every provider, calls without are as fast as ever.',
    (m) => {
      const all = [
        m.use(STRANGERS.paypal, { rps: 2 }),
        m.use(STRANGERS.parcel, { rps: 3 }),
        m.use(STRANGERS.mailgun, { rps: 3 }),
      ];
      for (const one of all) {
        m.fault('network', { provider: one.world.id, methods: ['POST'] }, 0.7, {
          latency_ms: { p50: 60000, p99: 90000 },
        });
        m.truth(one, 'network', 'network', ['self']);
      }
    },
  ),
  incident(
    'idle_time_cut',
    's_resets',
    "The provider's balancer closes idle sockets sooner",
    '',
    'Kept sockets to one host are reset for a fifteenth of the calls, new ones work, no own change. self acceptable: the own keep-alive is longer.',
    (m) => {
      const t = m.use(STRANGERS.cards, { rps: 8, newSockets: 0.2 });
      m.bystanders(3);
      m.fault(
        'provider',
        { provider: 'cards', sockets: 'reused' },
        0.1,
        error('ECONNRESET', 'headers', 3, 15),
      );
      m.truth(t, 'provider', 'provider_degraded', ['self', 'network']);
    },
  ),
  incident(
    'failover_to_far_region',
    's_brown_out',
    'Traffic fails over to a far region',
    '',
    'Successes take three times as long on all endpoints, and a tenth runs into the deadline.',
    (m) => {
      const t = m.use(STRANGERS.telco, { rps: 6 });
      m.bystanders(3);
      for (const endpoint of t.world.endpoints) endpoint.timeout_ms = Math.round(endpoint.latency_ms.p50 * 6);
      const { p50 } = t.world.endpoints[0]!.latency_ms;
      m.fault('provider', { provider: 'telco' }, 1, { latency_ms: { p50: p50 * 3, p99: p50 * 10 } });
      m.truth(t, 'provider', 'provider_degraded');
    },
  ),
  incident(
    'tenants_of_a_shard',
    's_account',
    'Two of six accounts live on a broken shard',
    '',
    'Half of the calls with two of the keys end as 500, the four others never fail.',
    (m) => {
      const t = m.use(STRANGERS.paypal, { rps: 6, credentials: 6 });
      m.bystanders(2);
      m.fault(
        'provider',
        { provider: 'paypal', credentials: ['paypal_k2', 'paypal_k5'] },
        0.55,
        answer(STRANGERS.paypal, 500, 'INTERNAL_SERVER_ERROR'),
      );
      m.truth(t, 'provider', 'provider_degraded');
    },
  ),
  incident(
    'planned_window',
    's_maintenance',
    'A planned maintenance window',
    '',
    'Everything answers 503 with the seconds that it takes.',
    (m) => {
      const t = m.use(STRANGERS.cards, { rps: 0.7 });
      m.bystanders(2);
      m.signal({
        kind: 'status_page',
        from_s: m.fromS - 120,
        to_s: m.toS,
        provider: 'cards',
        indicator: 'minor',
      });
      m.fault(
        'provider',
        { provider: 'cards' },
        1,
        says(503, { error: { code: 503, message: 'Scheduled maintenance' } }, { 'retry-after': '900' }),
      );
      m.truth(t, 'provider', 'provider_outage');
    },
  ),
  incident(
    'storm_after_outage',
    's_storm',
    'An outage, and then our own retries',
    'https://www.usenix.org/conference/osdi22/presentation/huang-lexiang',
    'For five minutes the provider fails; our retries then send seven times as much as it takes. provider acceptable in the second part.',
    (m) => {
      const t = m.use(STRANGERS.mailgun, { rps: 2, limit: { requests: 360, window_s: 60, headers: 'none' } });
      m.bystanders(3);
      m.fault(
        'provider',
        { provider: 'mailgun' },
        0.8,
        answer(STRANGERS.mailgun, 503, 'Service Unavailable'),
        { to_s: m.fromS + 300 },
      );
      m.truth(t, 'provider', 'provider_outage', [], { to_s: m.fromS + 300 });
      m.signal({ kind: 'traffic', from_s: m.fromS + 300, to_s: m.toS, provider: 'mailgun', x: 7 });
      m.truth(t, 'self', 'rate_limited', ['provider'], { from_s: m.fromS + 300 });
    },
  ),
  incident(
    'three_in_a_hundred',
    's_partial',
    'Three in a hundred of sixty a second',
    'https://www.githubstatus.com',
    'A thin share of all endpoints ends as 502, on every key.',
    (m) => {
      const t = m.use(STRANGERS.weather, { rps: 60, credentials: 3 });
      m.bystanders(2);
      m.fault('provider', { provider: 'weather' }, 0.04, gatewayPage(502, 'nginx'));
      m.truth(t, 'provider', 'provider_degraded');
    },
  ),
  incident(
    'noisy_background',
    'quiet',
    'Two in a hundred fail everywhere, as ever',
    '',
    'A flat share of 500 and resets at all providers.',
    (m) => {
      for (const row of [STRANGERS.parcel, STRANGERS.mailgun, STRANGERS.notion]) {
        const t = m.use(row, { rps: 3 });
        for (const endpoint of t.world.endpoints) {
          endpoint.base = [
            ...(endpoint.base ?? []),
            { p: 0.015, ...answer(row, 500, 'Internal error'), cause: 'none' },
            { p: 0.005, error: { code: 'ECONNRESET', phase: 'headers' }, cause: 'none' },
          ];
        }
      }
      m.decoys();
    },
  ),
  incident(
    'two_hundred_a_second',
    'quiet',
    'Two hundred calls a second, two deploys',
    '',
    'Nothing is wrong.',
    (m) => {
      m.use(STRANGERS.stock, { rps: 200 });
      m.bystanders(3);
      m.deploy(m.fromS);
      m.deploy(m.fromS + 700);
    },
  ),
];
