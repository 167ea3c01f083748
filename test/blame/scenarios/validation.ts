import { answer } from '../catalog.ts';
import { CONNECT_TIMEOUT, error, gatewayPage, type Scenario } from './scenario.ts';

/** Families that weights are never set or fitted on: what is measured here is what strangers may expect. */
export const VALIDATION_SCENARIOS: readonly Scenario[] = [
  {
    name: 'wrong_name_on_certificate',
    family: 'v_tls_peer',
    title: 'A part of the fleet serves the wrong certificate',
    source: '',
    notes: 'Handshakes with one host fail now and then for a name that does not match.',
    build(m) {
      const t = m.use(undefined, { newSockets: 0.4 });
      m.bystanders(3);
      m.fault(
        'provider',
        { provider: t.world.id, sockets: 'new' },
        m.between(0.2, 0.6),
        error('ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 50, 150),
      );
      m.truth(t, 'provider', 'provider_degraded');
    },
  },
  {
    name: 'own_client_certificate',
    family: 'v_tls_own',
    title: 'The new client certificate is not accepted',
    source: '',
    notes: 'From an own change of secrets on the peer breaks off every handshake; others are fine.',
    build(m) {
      const t = m.use(undefined, { newSockets: 0.4 });
      m.bystanders(3);
      m.signal({ kind: 'config_change', t_s: m.fromS - 3, what: 'credentials' });
      m.fault(
        'self',
        { provider: t.world.id, sockets: 'new' },
        1,
        error('ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'tls', 60, 200),
      );
      m.truth(t, 'self', 'credentials');
    },
  },
  {
    name: 'ipv6_route_lost',
    family: 'v_egress',
    title: 'The own network loses a route',
    source: '',
    notes: 'Connections to everybody fail at once with no route, for half of the attempts.',
    build(m) {
      const all = [m.use(undefined, { newSockets: 0.5 }), ...m.bystanders(4)];
      for (const one of all) {
        m.fault(
          'network',
          { provider: one.world.id, sockets: 'new' },
          0.5,
          error('EHOSTUNREACH', 'connect', 900, 3100),
        );
        m.truth(one, 'network', 'network');
      }
    },
  },
  {
    name: 'firewall_one_host',
    family: 'v_own_egress',
    title: 'Own firewall rule blocks one vendor',
    source: '',
    notes: 'From an own change on, new connections to one host hang. network acceptable.',
    build(m) {
      const t = m.use(undefined, { newSockets: 0.4 });
      m.bystanders(3);
      m.signal({ kind: 'config_change', t_s: m.fromS - 2, what: 'firewall' });
      m.fault('self', { provider: t.world.id, sockets: 'new' }, 1, CONNECT_TIMEOUT);
      m.truth(t, 'self', 'own_bug', ['network']);
    },
  },
  {
    name: 'keepalive_mismatch',
    family: 'v_resets',
    title: 'A deploy keeps idle sockets longer than the provider does',
    source: '',
    notes: 'Only reused sockets to one provider are reset, since the deploy.',
    build(m) {
      const t = m.use(undefined, { rps: m.between(1, 5), newSockets: 0.25 });
      m.bystanders(3);
      m.deploy(m.fromS);
      m.fault(
        'self',
        { provider: t.world.id, sockets: 'reused' },
        m.between(0.15, 0.4),
        error('ECONNRESET', 'headers', 4, 30),
      );
      m.truth(t, 'self', 'own_bug');
    },
  },
  {
    name: 'jwt_clock',
    family: 'v_clock',
    title: 'Tokens from the future',
    source: '',
    notes: 'A provider that checks token times refuses a part of the calls; the own clock runs ahead.',
    build(m) {
      const t = m.use('feed');
      m.bystanders(3);
      m.signal({ kind: 'clock_skew', from_s: m.fromS, to_s: m.toS, ms: 180_000 });
      m.fault('self', { provider: 'feed' }, 0.8, answer(t.catalog, 401, 'Token used too early'));
      m.truth(t, 'self', 'credentials');
    },
  },
  {
    name: 'files_as_timeouts',
    family: 'v_open_files',
    title: 'Out of files, seen as resets and timeouts',
    source: '',
    notes: 'New sockets fail in several ways at everybody while the table of files is full.',
    build(m) {
      const all = [m.use(undefined, { newSockets: 0.5 }), ...m.bystanders(2)];
      m.signal({ kind: 'open_files_ratio', from_s: m.fromS - 10, to_s: m.toS, value: 0.985 });
      for (const one of all) {
        m.fault('self', { provider: one.world.id, sockets: 'new' }, 0.3, CONNECT_TIMEOUT);
        m.fault('self', { provider: one.world.id, sockets: 'new' }, 0.4, error('ECONNRESET', 'tls', 5, 40));
        m.truth(one, 'self', 'own_bug');
      }
    },
  },
  {
    name: 'cdn_403',
    family: 'v_shared_edge',
    title: 'A bot rule of a shared edge blocks everybody behind it',
    source: '',
    notes: 'Vendors behind one edge answer 403 with the page of the edge, no own change. network acceptable.',
    build(m) {
      const hit = [m.use((one) => one.edge === 'fastly'), m.use((one) => one.edge === 'fastly')];
      m.bystanders(3, (one) => one.edge === undefined);
      for (const one of hit) {
        m.fault('provider', { provider: one.world.id }, 0.7, gatewayPage(403, 'fastly'));
        m.truth(one, 'provider', 'provider_degraded', ['network']);
      }
    },
  },
  {
    name: 'iam_partly',
    family: 'v_own_4xx',
    title: 'A narrower role denies some resources',
    source: '',
    notes: 'A part of the calls of two endpoints is refused from the own change of the role on.',
    build(m) {
      const t = m.use('s3', { rps: m.between(2, 6) });
      m.bystanders(3);
      m.signal({ kind: 'config_change', t_s: m.fromS - 8, what: 'iam' });
      m.fault(
        'self',
        { provider: 's3', methods: ['GET', 'PUT'] },
        0.4,
        answer(t.catalog, 403, 'Access Denied'),
      );
      m.truth(t, 'self', 'credentials');
    },
  },
  {
    name: 'canary',
    family: 'v_own_4xx',
    title: 'A canary of the new version sends a wrong header',
    source: '',
    notes: 'A tenth of the calls of all endpoints is refused from the deploy on.',
    build(m) {
      const t = m.use(undefined, { rps: m.between(2, 8) });
      m.bystanders(3);
      m.deploy(m.fromS);
      m.fault('self', { provider: t.world.id }, 0.12, answer(t.catalog, 400, 'Unsupported version header'));
      m.truth(t, 'self', 'own_bug');
    },
  },
  {
    name: 'removed_endpoint',
    family: 'v_provider_4xx',
    title: 'The provider removes an endpoint',
    source: '',
    notes:
      'One endpoint that worked for long answers 404 or 410 on every call, no own change. self acceptable: the sunset was announced.',
    build(m) {
      const t = m.use((one) => one.endpoints.length > 2);
      m.bystanders(3);
      m.fault(
        'provider',
        { provider: t.world.id, routes: [t.routes[1] ?? ''] },
        1,
        answer(t.catalog, m.pick([404, 410]), 'No longer available'),
      );
      m.truth(t, 'provider', 'provider_degraded', ['self']);
    },
  },
  {
    name: 'replica_lag',
    family: 'v_provider_4xx',
    title: 'Replicas lag: what was just created is not found',
    source: '',
    notes: 'Several read endpoints answer 404 for a third of the calls, with all credentials, no own change.',
    build(m) {
      const t = m.use('ledger', { rps: 5, credentials: 2 });
      m.bystanders(3);
      m.fault(
        'provider',
        { provider: 'ledger', methods: ['GET'] },
        0.35,
        answer(t.catalog, 404, 'Not Found'),
      );
      m.truth(t, 'provider', 'provider_degraded');
    },
  },
  {
    name: 'lone_resets',
    family: 'v_unknowable',
    title: 'The only provider breaks off connections',
    source: '',
    notes: 'One provider, resets on new sockets before an answer, nobody to compare with.',
    build(m) {
      const t = m.use(undefined, { newSockets: 0.5 });
      m.fault('network', { provider: t.world.id, sockets: 'new' }, 0.6, error('ECONNRESET', 'tls', 40, 200));
      m.truth(t, 'network', 'network', ['provider', 'network'], { unknowable: true });
    },
  },
  {
    name: 'stall_single',
    family: 'v_own_stall',
    title: 'Garbage collection stalls a service with two providers',
    source: '',
    notes: 'Deadlines strike while the loop is a second late.',
    build(m) {
      const all = [m.use('risk', { rps: 4 }), m.use('search', { rps: 3 })];
      m.signal({ kind: 'event_loop_delay', from_s: m.fromS, to_s: m.fromS + 240, p99_ms: 1100 });
      for (const one of all) {
        m.fault(
          'self',
          { provider: one.world.id },
          0.3,
          { latency_ms: { p50: 4000, p99: 9000 } },
          { to_s: m.fromS + 240 },
        );
        m.truth(one, 'self', 'own_bug', [], { to_s: m.fromS + 240 });
      }
    },
  },
  {
    name: 'slow_with_mild_loop',
    family: 'v_slow',
    title: 'A slow provider, and a loop that is only a little late',
    source: '',
    notes: 'The loop is late by a twentieth of the deadline; it is the provider that is slow.',
    build(m) {
      const t = m.use('crm', { rps: 3 });
      m.bystanders(3);
      m.signal({ kind: 'event_loop_delay', from_s: m.fromS + 20, to_s: m.toS, p99_ms: 180 });
      m.fault('provider', { provider: 'crm' }, 0.7, { latency_ms: { p50: 7500, p99: 12000 } });
      m.truth(t, 'provider', 'provider_degraded');
    },
  },
  {
    name: 'daily_quota',
    family: 'v_quota',
    title: 'The monthly quota is used up',
    source: '',
    notes: 'Every call says that the quota of the own plan is used up, at a flat rate.',
    build(m) {
      const t = m.use('openai');
      m.bystanders(3);
      m.fault('self', { provider: 'openai' }, 1, {
        status: 429,
        headers: { 'content-type': 'application/json' },
        body: {
          error: {
            message: 'You exceeded your current quota, please check your plan and billing details.',
            type: 'insufficient_quota',
            param: null,
            code: 'insufficient_quota',
          },
        },
      });
      m.truth(t, 'self', 'quota_exhausted');
    },
  },
  {
    name: 'burst_tight',
    family: 'v_limit',
    title: 'An own cron job bursts over a limit without headers',
    source: '',
    notes: 'Short bursts of own traffic are throttled, the rest is fine.',
    build(m) {
      const t = m.use('tax', { rps: 1, limit: { requests: 20, window_s: 10, headers: 'none' } });
      m.bystanders(3);
      for (let at = m.fromS; at < m.toS - 60; at += 300)
        m.signal({ kind: 'traffic', from_s: at, to_s: at + 60, provider: 'tax', x: 8 });
      m.truth(t, 'self', 'rate_limited');
    },
  },
  {
    name: 'low_traffic_outage',
    family: 'v_low_traffic',
    title: 'A quiet service meets an outage',
    source: '',
    notes: 'Two calls a minute, all fail.',
    build(m) {
      const t = m.use(undefined, { rps: 0.05 });
      m.use(undefined, { rps: 0.05 });
      m.use(undefined, { rps: 0.03 });
      m.fault('provider', { provider: t.world.id }, 0.9, answer(t.catalog, 503, 'Service unavailable'));
      m.truth(t, 'provider', 'provider_outage');
    },
  },
  {
    name: 'body_cut',
    family: 'v_broken',
    title: 'Answers break off in the middle',
    source: '',
    notes: 'Bodies of one provider end early.',
    build(m) {
      const t = m.use('media', { rps: 4 });
      m.bystanders(3);
      m.fault(
        'provider',
        { provider: 'media' },
        0.3,
        error('UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'body', 300, 2000),
      );
      m.truth(t, 'provider', 'provider_degraded');
    },
  },
  {
    name: 'proxy_407',
    family: 'v_proxy',
    title: 'The forward proxy wants a password',
    source: '',
    notes: 'Every provider answers 407 with the same page since the proxy was replaced. self acceptable.',
    build(m) {
      const all = [m.use(undefined), ...m.bystanders(3)];
      for (const one of all) {
        m.fault('network', { provider: one.world.id }, 1, gatewayPage(407, 'squid/6.1'));
        m.truth(one, 'network', 'network', ['self']);
      }
    },
  },
  {
    name: 'v_quiet',
    family: 'quiet',
    title: 'A service with everything and nothing wrong',
    source: '',
    notes: 'Deploy, surge, red page, noise.',
    build(m) {
      const t = m.use(undefined, { rps: 6 });
      m.bystanders(4);
      m.deploy(m.fromS);
      m.signal({ kind: 'traffic', from_s: m.fromS + 60, to_s: m.fromS + 400, provider: t.world.id, x: 3 });
      m.decoys();
    },
  },
];
