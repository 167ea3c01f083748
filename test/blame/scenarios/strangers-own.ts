import { answer } from '../catalog.ts';
import { error, type Scenario } from './scenario.ts';
import { incident, STRANGERS, says } from './strangers.ts';

/** Incidents of our own making. Written down before the engine met any of them. */
export const OWN_STRANGERS: readonly Scenario[] = [
  incident(
    'client_certificate_expired',
    's_tls_own',
    'The own client certificate expired',
    '',
    'Every handshake with the one host that asks for it ends with its alert. Nothing of ours was changed that day.',
    (m) => {
      const t = m.use(STRANGERS.cards, { newSockets: 0.5 });
      m.bystanders(2);
      m.fault(
        'self',
        { provider: 'cards', sockets: 'new' },
        1,
        error('ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED', 'tls', 70, 160),
      );
      m.truth(t, 'self', 'credentials');
    },
  ),
  incident(
    'old_protocol',
    's_tls_own',
    'The own client speaks a protocol that was switched off',
    'https://github.blog/2018-02-23-weak-cryptographic-standards-removed/',
    'One host refuses the version at every handshake from its announced date on. provider acceptable: they switched it off.',
    (m) => {
      const t = m.use(STRANGERS.paypal, { newSockets: 0.4 });
      m.bystanders(3);
      m.fault(
        'self',
        { provider: 'paypal', sockets: 'new' },
        1,
        error('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls', 50, 120),
      );
      m.truth(t, 'self', 'own_bug', ['provider']);
    },
  ),
  incident(
    'private_root_lost',
    's_tls_own',
    'A deploy loses the root of the private authority',
    '',
    'Only the internal host, whose certificate it signed, is not trusted since the deploy.',
    (m) => {
      const t = m.use(STRANGERS.stock, { rps: 12, newSockets: 0.2 });
      m.bystanders(2);
      m.deploy(m.fromS - 4);
      m.fault(
        'self',
        { provider: 'stock', sockets: 'new' },
        1,
        error('UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls', 8, 30),
      );
      m.truth(t, 'self', 'own_bug');
    },
  ),
  incident(
    'graphql_field',
    's_body_own',
    'A deploy asks for a field that does not exist',
    'https://shopify.dev/docs/api/usage/response-codes',
    'The answer is 200 with errors, for every request of the new shape.',
    (m) => {
      const t = m.use(STRANGERS.kyc, { rps: 3, shapes: { q1: 1 } });
      m.bystanders(3);
      m.deploy(m.fromS);
      m.variant(t, { shapes: { q2: 1 } }, m.fromS, 0.4);
      m.fault(
        'self',
        { provider: 'kyc', shapes: ['q2'] },
        1,
        says(200, {
          data: null,
          errors: [
            {
              message: "Field 'riskLevel' doesn't exist on type 'Check'",
              extensions: { code: 'undefinedField' },
            },
          ],
        }),
      );
      m.truth(t, 'self', 'own_bug');
    },
  ),
  incident(
    'graphql_throttled',
    's_body_own',
    'An own job is throttled inside of a 200',
    'https://shopify.dev/docs/api/usage/rate-limits',
    'The own rate grew four times; the errors in the body say THROTTLED.',
    (m) => {
      const t = m.use('shopify', { rps: 2 });
      m.bystanders(3);
      m.signal({ kind: 'traffic', from_s: m.fromS - 15, to_s: m.toS, provider: 'shopify', x: 4 });
      m.fault(
        'self',
        { provider: 'shopify' },
        0.6,
        says(200, { errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }] }),
      );
      m.truth(t, 'self', 'rate_limited');
    },
  ),
  incident(
    'descriptors_leak',
    's_open_files',
    'A leak of descriptors grows for minutes',
    '',
    'The share of open files climbs; two of five providers open sockets often and fail, the others live on kept ones.',
    (m) => {
      const hit = [
        m.use(STRANGERS.mailgun, { newSockets: 0.5 }),
        m.use(STRANGERS.weather, { newSockets: 0.6 }),
      ];
      m.use(STRANGERS.stock, { newSockets: 0.01 });
      m.use(STRANGERS.parcel, { newSockets: 0.01 });
      m.signal({ kind: 'open_files_ratio', from_s: m.fromS - 300, to_s: m.fromS - 60, value: 0.75 });
      m.signal({ kind: 'open_files_ratio', from_s: m.fromS - 60, to_s: m.toS, value: 0.99 });
      for (const one of hit) {
        m.fault('self', { provider: one.world.id, sockets: 'new' }, 0.8, error('EMFILE', 'connect', 1, 4));
        m.truth(one, 'self', 'own_bug');
      }
    },
  ),
  incident(
    'ports_used_up',
    's_ports',
    'Local ports towards one address run out',
    '',
    'EADDRNOTAVAIL on new sockets to the busiest host, after the own traffic grew by half. network acceptable.',
    (m) => {
      const t = m.use(STRANGERS.weather, { rps: 40, newSockets: 0.5 });
      m.bystanders(2);
      m.signal({ kind: 'traffic', from_s: m.fromS - 90, to_s: m.toS, provider: 'weather', x: 1.6 });
      m.fault('self', { provider: 'weather', sockets: 'new' }, 0.3, error('EADDRNOTAVAIL', 'connect', 1, 3));
      m.truth(t, 'self', 'network', ['network']);
    },
  ),
  incident(
    'grant_from_the_future',
    's_clock',
    'The own clock runs ahead, no grant is valid',
    'https://developers.google.com/identity/protocols/oauth2/service-account',
    'Every token request is refused; the Date headers say that the own clock is seven minutes off.',
    (m) => {
      const t = m.use(STRANGERS.google, { rps: 0.3 });
      m.bystanders(2);
      m.signal({ kind: 'clock_skew', from_s: m.fromS - 30, to_s: m.toS, ms: 420_000 });
      m.fault(
        'self',
        { provider: 'google' },
        1,
        answer(
          STRANGERS.google,
          400,
          'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.',
        ),
      );
      m.truth(t, 'self', 'credentials');
    },
  ),
  incident(
    'dead_host_after_config',
    's_dns_own',
    'A new base URL that nobody resolves',
    '',
    'From the change on a new host is called, which does not exist.',
    (m) => {
      const t = m.use(STRANGERS.video, { rps: 1, newSockets: 0.9 });
      m.bystanders(3);
      m.signal({ kind: 'config_change', t_s: m.fromS - 1, what: 'base-url' });
      for (const endpoint of t.world.endpoints)
        Object.assign(endpoint, { from_s: m.fromS, to_s: m.durationS });
      m.fault('self', { provider: 'video' }, 1, error('ENOTFOUND', 'dns', 12, 60), { to_s: m.durationS });
      m.truth(t, 'self', 'own_bug', [], { to_s: m.durationS });
    },
  ),
  incident(
    'proxy_password_rotated',
    's_proxy',
    'The password of the forward proxy was rotated',
    '',
    'From the own change on the proxy answers 407 for everybody. network acceptable.',
    (m) => {
      const all = [m.use(STRANGERS.parcel), m.use(STRANGERS.telco), m.use(STRANGERS.mailgun)];
      m.signal({ kind: 'config_change', t_s: m.fromS - 20, what: 'proxy-credentials' });
      for (const one of all) {
        m.fault('self', { provider: one.world.id }, 1, {
          status: 407,
          headers: { 'content-type': 'text/html', server: 'squid/5.7' },
          body: '<html><h1>Cache Access Denied</h1></html>',
        });
        m.truth(one, 'self', 'credentials', ['network']);
      }
    },
  ),
  incident(
    'flag_for_a_few',
    's_own_4xx',
    'A feature flag for a twentieth of the traffic',
    '',
    'From the change of the flag on a few calls of one endpoint are refused, of the same shape, with all keys.',
    (m) => {
      const t = m.use(STRANGERS.parcel, { rps: 9, credentials: 2 });
      m.bystanders(3);
      m.signal({ kind: 'config_change', t_s: m.fromS - 12, what: 'flags' });
      m.fault(
        'self',
        { provider: 'parcel', routes: ['POST /labels'] },
        0.2,
        answer(STRANGERS.parcel, 400, 'weight must be greater than 0'),
      );
      m.truth(t, 'self', 'own_bug');
    },
  ),
  incident(
    'imported_addresses',
    's_own_4xx',
    'Imported data that the provider refuses',
    '',
    'A third of the calls of one endpoint carry addresses of a bad import, each with the field named in the answer. No change of ours is known.',
    (m) => {
      const t = m.use(STRANGERS.parcel, { rps: 4 });
      m.bystanders(3);
      m.fault(
        'self',
        { provider: 'parcel', routes: ['POST /labels'] },
        0.35,
        says(422, {
          error: {
            code: 'validation_error',
            message: 'postal_code is invalid for country DE',
            fields: ['postal_code'],
          },
        }),
      );
      m.truth(t, 'self', 'own_bug');
    },
  ),
  incident(
    'same_key_other_parameters',
    's_own_4xx',
    'Idempotency keys are used twice',
    'https://docs.stripe.com/error-low-level#idempotency',
    'A fifth of the payments reuse the key of another one. No change of ours is known.',
    (m) => {
      const t = m.use('stripe', { rps: 3 });
      m.bystanders(2);
      m.fault(
        'self',
        { provider: 'stripe', methods: ['POST'] },
        0.25,
        says(400, {
          error: {
            type: 'idempotency_error',
            message:
              'Keys for idempotent requests can only be used with the same parameters they were first used with.',
          },
        }),
      );
      m.truth(t, 'self', 'own_bug');
    },
  ),
  incident(
    'one_account_disconnected',
    's_own_key',
    'A customer disconnects the app',
    '',
    'One of five tokens is refused from one second on, on every call; the four others work.',
    (m) => {
      const t = m.use(STRANGERS.dropbox, { rps: 2.5, credentials: 5 });
      m.bystanders(2);
      m.fault(
        'self',
        { provider: 'dropbox', credentials: ['dropbox_k4'] },
        1,
        answer(STRANGERS.dropbox, 401, 'invalid_access_token/'),
      );
      m.truth(t, 'self', 'credentials');
    },
  ),
  incident(
    'subscription_lapsed',
    's_billing',
    'The invoice was not paid',
    '',
    'Every call says 402 and that the subscription is past due.',
    (m) => {
      const t = m.use(STRANGERS.kyc, { rps: 0.8 });
      m.bystanders(3);
      m.fault(
        'self',
        { provider: 'kyc' },
        1,
        answer(STRANGERS.kyc, 402, 'Your subscription is past due. Please update your billing details.'),
      );
      m.truth(t, 'self', 'quota_exhausted');
    },
  ),
  incident(
    'overlap_of_keys_ends',
    's_own_key',
    'The overlap of two keys ends before all use the new one',
    '',
    'Ten minutes after the rotation the old key dies; half of the calls still use it.',
    (m) => {
      const t = m.use(STRANGERS.mailgun, { rps: 1.5, credentials: 2 });
      m.bystanders(2);
      m.signal({ kind: 'config_change', t_s: m.fromS - 600 > 0 ? m.fromS - 600 : 5, what: 'api-key' });
      m.fault(
        'self',
        { provider: 'mailgun', credentials: ['mailgun_k1'] },
        1,
        answer(STRANGERS.mailgun, 401, 'Forbidden'),
      );
      m.truth(t, 'self', 'credentials');
    },
  ),
  incident(
    'end_of_the_month',
    's_quota',
    'The quota of the month is used up',
    '',
    'Every call says so, with the seconds to the next month, at a rate as ever.',
    (m) => {
      const t = m.use(STRANGERS.weather, { rps: 1.2 });
      m.bystanders(2);
      m.fault(
        'self',
        { provider: 'weather' },
        1,
        says(
          429,
          { error: { code: 429, message: 'Monthly request quota exceeded for your plan' } },
          { 'retry-after': '86400' },
        ),
      );
      m.truth(t, 'self', 'quota_exhausted');
    },
  ),
  incident(
    'documents_grew',
    's_poison',
    'Own documents grew over the size that is taken',
    '',
    'A twelfth of the calls of one endpoint is answered 413; no change of ours is known.',
    (m) => {
      const t = m.use(STRANGERS.dropbox, { rps: 6 });
      m.bystanders(3);
      m.fault(
        'self',
        { provider: 'dropbox', routes: ['POST /2/files/list_folder'] },
        0.12,
        answer(STRANGERS.dropbox, 413, 'Payload too large'),
      );
      m.truth(t, 'self', 'own_bug');
    },
  ),
  incident(
    'wrong_path_at_low_traffic',
    's_deploy',
    'A deploy calls a path that does not exist',
    '',
    'One call in fifty seconds, 404 each time since the deploy; the other endpoints of the provider work.',
    (m) => {
      const t = m.use(STRANGERS.parcel, { rps: 0.25 });
      m.bystanders(2);
      m.deploy(m.fromS);
      t.world.endpoints.push({
        method: 'GET',
        route: '/label/{id}/pdf',
        rps: 0.02,
        latency_ms: { p50: 60, p99: 200 },
        timeout_ms: 6000,
        from_s: m.fromS,
        to_s: m.durationS,
      });
      m.fault(
        'self',
        { provider: 'parcel', routes: ['GET /label/{id}/pdf'] },
        1,
        answer(STRANGERS.parcel, 404, 'No route'),
        { to_s: m.durationS },
      );
      m.truth(t, 'self', 'own_bug', [], { to_s: m.durationS });
    },
  ),
  incident(
    'collector_pauses',
    's_stall',
    'The collector pauses half a second at a time',
    '',
    'Deadlines of 1.5 s strike for a twentieth of the calls at all providers while the loop is 700 ms late.',
    (m) => {
      const all = [
        m.use(STRANGERS.stock, { rps: 20 }),
        m.use(STRANGERS.weather, { rps: 4 }),
        m.use(STRANGERS.telco, { rps: 2 }),
      ];
      m.signal({ kind: 'event_loop_delay', from_s: m.fromS, to_s: m.toS, p99_ms: 700 });
      for (const one of all) {
        for (const endpoint of one.world.endpoints) endpoint.timeout_ms = 1500;
        m.fault('self', { provider: one.world.id }, 0.06, { latency_ms: { p50: 2600, p99: 5000 } });
        m.truth(one, 'self', 'own_bug');
      }
    },
  ),
];
