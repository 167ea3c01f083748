import { answer } from '../catalog.ts';
import type { Scenario } from './scenario.ts';

/** Answers that refuse: credentials, permissions, payloads, missing things. */
export const REFUSAL_SCENARIOS: readonly Scenario[] = [
  {
    name: 'key_expired',
    family: 'key_rejected',
    title: 'The only key expired',
    source: '',
    notes: 'From one second on every call is refused quickly, on every endpoint.',
    build(m) {
      const t = m.use(undefined);
      m.bystanders(3);
      m.fault('self', { provider: t.world.id }, 1, {
        ...answer(t.catalog, 401, 'Invalid or expired credentials'),
        latency_ms: { p50: 25, p99: 90 },
      });
      m.truth(t, 'self', 'credentials');
    },
  },
  {
    name: 'rotation_half_done',
    family: 'key_rejected',
    title: 'One worker keeps the old secret after a rotation',
    source: '',
    notes: 'One of several credentials always fails, the others never.',
    build(m) {
      const t = m.use(undefined, { credentials: m.pick([2, 3, 4]), rps: m.between(1, 6) });
      m.bystanders(3);
      if (m.chance(0.5)) m.signal({ kind: 'config_change', t_s: m.fromS - 10, what: 'credentials' });
      m.fault(
        'self',
        { provider: t.world.id, credentials: [`${t.world.id}_k1`] },
        1,
        answer(t.catalog, m.pick([401, 403]), 'Unauthorized'),
      );
      m.truth(t, 'self', 'credentials');
    },
  },
  {
    name: 'credential_sometimes',
    family: 'intermittent_own_4xx',
    title: 'Workers race to refresh one token',
    source: '',
    notes:
      'One credential is refused on a part of its calls, the others never: the own refresh hands out a token that was just replaced.',
    build(m) {
      const t = m.use(undefined, { credentials: 3, rps: m.between(2, 6) });
      m.bystanders(3);
      m.fault('self', { provider: t.world.id, credentials: [`${t.world.id}_k2`] }, m.between(0.3, 0.7), {
        ...answer(t.catalog, 401, 'Token expired'),
        latency_ms: { p50: 30, p99: 90 },
      });
      m.truth(t, 'self', 'credentials');
    },
  },
  {
    name: 'provider_auth_down',
    family: 'intermittent_401',
    title: 'The provider refuses valid tokens now and then',
    source: 'https://github.blog/news-insights/company-news/github-availability-report/',
    notes: 'Each of several credentials passes and fails within seconds.',
    build(m) {
      const t = m.use(undefined, { credentials: m.pick([1, 2, 3]) });
      m.bystanders(3);
      m.fault('provider', { provider: t.world.id }, m.between(0.08, 0.6), {
        ...answer(t.catalog, m.pick([401, 401, 403]), 'Unauthorized'),
        ...(m.chance(0.5) ? { latency_ms: { p50: 800, p99: 2400 } } : {}),
      });
      m.truth(t, 'provider', 'provider_degraded');
    },
  },
  {
    name: 'provider_refuses_all',
    family: 'key_rejected',
    title: 'Every customer is refused',
    source: 'https://downdetector.com',
    notes:
      'Several credentials, issued independently, are refused in the same second on every endpoint, no own change.',
    build(m) {
      const t = m.use(undefined, { credentials: m.pick([2, 3, 4]), rps: m.between(1, 6) });
      m.bystanders(3);
      m.fault('provider', { provider: t.world.id }, 1, answer(t.catalog, m.pick([401, 403]), 'Not allowed'));
      m.truth(t, 'provider', 'provider_outage');
    },
  },
  {
    name: 'permission_lost',
    family: 'endpoint_403',
    title: 'A scope was dropped from the own app',
    source: '',
    notes:
      'One endpoint is always refused from an own change of secrets on, the others work with the same key.',
    build(m) {
      const t = m.use((one) => one.endpoints.length > 1);
      m.bystanders(3);
      m.signal({ kind: 'config_change', t_s: m.fromS - 15, what: 'credentials' });
      m.fault('self', { provider: t.world.id, routes: [t.routes[t.routes.length - 1] ?? ''] }, 1, {
        ...answer(t.catalog, 403, 'Insufficient scope'),
        latency_ms: { p50: 40, p99: 140 },
      });
      m.truth(t, 'self', 'credentials');
    },
  },
  {
    name: 'permission_lost_silently',
    family: 'endpoint_403',
    title: 'An administrator took a permission away',
    source: '',
    notes:
      'One endpoint always refused with one key, others fine, no signal. The account of the service is its own.',
    build(m) {
      const t = m.use((one) => one.endpoints.length > 1);
      m.bystanders(3);
      m.fault('self', { provider: t.world.id, routes: [t.routes[0] ?? ''] }, 1, {
        ...answer(t.catalog, 403, 'Insufficient permissions'),
        latency_ms: { p50: 40, p99: 140 },
      });
      m.truth(t, 'self', 'credentials');
    },
  },
  {
    name: 'half_allow_listed',
    family: 'intermittent_own_4xx',
    title: 'One of two new egress addresses is not allow-listed',
    source: '',
    notes: 'A share of all calls to one provider is refused from the own change on, with every key.',
    build(m) {
      const t = m.use(undefined, { credentials: m.pick([1, 2]) });
      m.bystanders(3);
      m.signal({ kind: 'config_change', t_s: Math.round(m.fromS - m.between(0, 14)), what: 'egress' });
      m.fault('self', { provider: t.world.id }, m.between(0.3, 0.7), answer(t.catalog, 403, 'Forbidden'));
      m.truth(t, 'self', 'credentials');
    },
  },
  {
    name: 'deploy_bad_body',
    family: 'bad_request_4xx',
    title: 'A deploy sends a malformed body',
    source: '',
    notes: 'The new shape is refused always or in part, from the deploy on.',
    build(m) {
      const t = m.use((one) => one.endpoints[0]?.route.startsWith('POST') === true, { shapes: { s1: 1 } });
      m.bystanders(3);
      m.deploy(m.fromS);
      m.variant(t, { shapes: { s2: 1 } }, m.fromS, m.pick([1, 1, 0.4]));
      m.fault(
        'self',
        { provider: t.world.id, shapes: ['s2'] },
        m.pick([1, 0.5]),
        answer(t.catalog, m.pick([400, 422]), 'Invalid value'),
      );
      m.truth(t, 'self', 'own_bug');
    },
  },
  {
    name: 'deploy_bad_values',
    family: 'intermittent_own_4xx',
    title: 'A deploy gets some values wrong',
    source: '',
    notes:
      'The structure of the payload is as ever; a part of the calls of one route is refused from the deploy (or flag) on.',
    build(m) {
      const t = m.use(undefined, { shapes: m.chance(0.5) ? { s1: 0.6, s2: 0.4 } : { s1: 1 } });
      m.bystanders(3);
      if (m.chance(0.6)) m.deploy(m.fromS);
      else m.signal({ kind: 'config_change', t_s: Math.round(m.fromS - m.between(0, 10)), what: 'flag' });
      m.fault(
        'self',
        { provider: t.world.id, routes: [t.routes[0] ?? ''] },
        m.between(0.15, 0.6),
        answer(t.catalog, m.pick([400, 422, 404, 409]), 'Invalid value'),
      );
      m.truth(t, 'self', 'own_bug');
    },
  },
  {
    name: 'bad_upstream_data',
    family: 'intermittent_own_4xx',
    title: 'One kind of own record is malformed',
    source: '',
    notes: 'One of several shapes fails on a part of its calls, without any change; the other shapes never.',
    build(m) {
      const t = m.use((one) => one.endpoints[0]?.route.startsWith('POST') === true, {
        rps: m.between(2, 8),
        shapes: { s1: 0.5, s2: 0.3, s3: 0.2 },
      });
      m.bystanders(3);
      m.fault(
        'self',
        { provider: t.world.id, shapes: [m.pick(['s2', 's3'])] },
        m.between(0.4, 1),
        answer(t.catalog, m.pick([400, 422]), 'Invalid value'),
      );
      m.truth(t, 'self', 'own_bug');
    },
  },
  {
    name: 'new_path_never_worked',
    family: 'never_worked',
    title: 'A new feature calls a path that does not exist',
    source: '',
    notes: 'An endpoint that never answered well, since a deploy.',
    build(m) {
      const t = m.use(undefined);
      m.bystanders(3);
      m.deploy(m.fromS);
      t.world.endpoints.push({
        method: 'GET',
        route: '/v9/reports/{id}',
        rps: m.between(0.1, 1),
        latency_ms: { p50: 60, p99: 200 },
        timeout_ms: 5000,
        from_s: m.fromS,
        to_s: m.durationS,
      });
      m.fault(
        'self',
        { provider: t.world.id, routes: ['GET /v9/reports/{id}'] },
        1,
        answer(t.catalog, m.pick([404, 405, 400, 403]), 'No such route'),
      );
      m.truth(t, 'self', 'own_bug');
    },
  },
  {
    name: 'validation_tightened',
    family: 'bad_request_4xx',
    title: 'An optional field became mandatory',
    source: 'https://azure.status.microsoft/status/history/',
    notes: 'The same payloads pass and fail, more and more; no own change. All shapes.',
    build(m) {
      const t = m.use((one) => one.endpoints[0]?.route.startsWith('POST') === true, {
        shapes: { s1: 0.6, s2: 0.4 },
      });
      m.bystanders(3);
      m.fault(
        'provider',
        { provider: t.world.id, routes: [t.routes[0] ?? ''] },
        m.between(0.2, 0.7),
        answer(t.catalog, 400, 'Missing field'),
      );
      m.truth(t, 'provider', 'provider_degraded');
    },
  },
  {
    name: 'routes_lost',
    family: 'provider_404',
    title: "The provider's router answers 404 for everything",
    source: 'https://status.cloud.google.com/incidents/6PM5mNd43NbMqjCZ5REh',
    notes:
      'Every endpoint of one provider answers 404 at once, also what worked a moment ago; no own change.',
    build(m) {
      const t = m.use((one) => one.endpoints.length > 2, { rps: m.between(1, 8) });
      m.bystanders(3);
      m.fault('provider', { provider: t.world.id }, m.between(0.4, 1), answer(t.catalog, 404, 'Not Found'));
      m.truth(t, 'provider', 'provider_outage');
    },
  },
  {
    name: 'stale_ids',
    family: 'intermittent_own_4xx',
    title: 'A deploy reads ids from a stale cache',
    source: '',
    notes: 'Look-ups find nothing on a part of the calls of one route from the deploy on.',
    build(m) {
      const t = m.use((one) => one.endpoints.some((endpoint) => endpoint.route.startsWith('GET')));
      m.bystanders(3);
      m.deploy(m.fromS - m.between(0, 5));
      const route = t.routes.find((one) => one.startsWith('GET')) ?? '';
      m.fault(
        'self',
        { provider: t.world.id, routes: [route] },
        m.between(0.3, 0.8),
        answer(t.catalog, 404, 'Not Found'),
      );
      m.truth(t, 'self', 'own_bug');
    },
  },
  {
    name: 'own_clock_signature',
    family: 'clock',
    title: 'Signed requests are refused: own clock drifted',
    source: '',
    notes: 'Providers that check signatures or token times refuse; the Date headers show the skew.',
    build(m) {
      const t = [m.use('s3'), ...(m.chance(0.5) ? [m.use('idp')] : [])];
      m.bystanders(3);
      m.signal({
        kind: 'clock_skew',
        from_s: m.fromS - 30,
        to_s: m.toS,
        ms: Math.round(m.between(3e5, 2e6)) * m.pick([1, -1]),
      });
      for (const one of t) {
        m.fault(
          'self',
          { provider: one.world.id },
          m.pick([1, 0.6]),
          answer(
            one.catalog,
            one.world.id === 's3' ? 403 : 401,
            'The difference between the request time and the current time is too large',
          ),
        );
        m.truth(one, 'self', 'credentials');
      }
    },
  },
];
