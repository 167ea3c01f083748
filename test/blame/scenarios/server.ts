import { answer } from '../catalog.ts';
import { gatewayPage, type Scenario } from './scenario.ts';

/** Answers that say that something broke on the other side, and whose fault that is. */
export const SERVER_SCENARIOS: readonly Scenario[] = [
  {
    name: 'outage',
    family: 'outage_5xx',
    title: 'The provider is down',
    source: 'https://aws.amazon.com/message/41926/',
    notes: 'All endpoints, all credentials.',
    build(m) {
      const t = m.use(undefined);
      m.bystanders(3);
      m.fault(
        'provider',
        { provider: t.world.id },
        m.between(0.5, 1),
        answer(t.catalog, m.pick([500, 502, 503, 504]), 'Service unavailable'),
      );
      m.truth(t, 'provider', 'provider_outage');
    },
  },
  {
    name: 'partial',
    family: 'partial_5xx',
    title: 'A bad backend behind the load balancer',
    source: '',
    notes: 'A steady share of calls fails, on every endpoint.',
    build(m) {
      const t = m.use(undefined);
      m.bystanders(3);
      m.fault(
        'provider',
        { provider: t.world.id },
        m.between(0.06, 0.3),
        answer(t.catalog, m.pick([500, 502, 503]), 'Internal error'),
      );
      m.truth(t, 'provider', 'provider_degraded');
    },
  },
  {
    name: 'one_endpoint',
    family: 'partial_5xx',
    title: 'One endpoint of the provider is broken',
    source: '',
    notes: 'One route fails for all payloads, the others work; no own change.',
    build(m) {
      const t = m.use((one) => one.endpoints.length > 1, { shapes: { s1: 0.5, s2: 0.5 } });
      m.bystanders(3);
      m.fault(
        'provider',
        { provider: t.world.id, routes: [t.routes[0] ?? ''] },
        m.between(0.4, 1),
        answer(t.catalog, 500, 'Internal error'),
      );
      m.truth(t, 'provider', 'provider_degraded');
    },
  },
  {
    name: 'outage_after_deploy',
    family: 'after_deploy_5xx',
    title: 'An outage begins minutes after an own deploy',
    source: '',
    notes: 'Calls that did not change worked after the deploy and fail now.',
    build(m) {
      const t = m.use(undefined, { rps: m.between(1, 6) });
      m.bystanders(3);
      m.deploy(m.fromS - m.between(40, 150));
      m.fault(
        'provider',
        { provider: t.world.id },
        m.between(0.3, 1),
        answer(t.catalog, m.pick([500, 503]), 'Service unavailable'),
      );
      m.truth(t, 'provider', 'provider_outage');
    },
  },
  {
    name: 'poison_deploy',
    family: 'poison_request',
    title: "The new version's payload crashes the provider",
    source: '',
    notes:
      'One new shape always gives a 500; the others on the same route work. provider acceptable: it should have said 400.',
    build(m) {
      const t = m.use((one) => one.endpoints[0]?.route.startsWith('POST') === true, {
        rps: m.between(1, 6),
        shapes: { s1: 1 },
      });
      m.bystanders(3);
      m.deploy(m.fromS);
      m.variant(t, { shapes: { s9: 1 } }, m.fromS, m.between(0.2, 0.6));
      m.fault(
        'self',
        { provider: t.world.id, shapes: ['s9'] },
        1,
        answer(t.catalog, 500, 'Unexpected error'),
      );
      m.truth(t, 'self', 'own_bug', ['provider']);
    },
  },
  {
    name: 'poison_data',
    family: 'poison_request',
    title: 'A rare record of our own crashes the provider',
    source: '',
    notes: 'One shape of several always fails, no deploy. provider acceptable.',
    build(m) {
      const t = m.use((one) => one.endpoints[0]?.route.startsWith('POST') === true, {
        rps: m.between(2, 6),
        shapes: { s1: 0.7, s2: 0.2, s3: 0.1 },
      });
      m.bystanders(3);
      m.fault(
        'self',
        { provider: t.world.id, shapes: ['s2'] },
        m.between(0.8, 1),
        answer(t.catalog, 500, 'Unexpected error'),
      );
      m.truth(t, 'self', 'own_bug', ['provider']);
    },
  },
  {
    name: 'bad_shard',
    family: 'shard_5xx',
    title: 'One tenant lives on a broken shard',
    source: '',
    notes:
      'One of several credentials gets 5xx on everything, the others are fine: the answers are server errors.',
    build(m) {
      const t = m.use(undefined, { credentials: 3, rps: m.between(1.5, 6) });
      m.bystanders(3);
      m.fault('provider', { provider: t.world.id }, 0.34, answer(t.catalog, 503, 'Service unavailable'), {
        every: 'credential',
      });
      m.truth(t, 'provider', 'provider_degraded');
    },
  },
  {
    name: 'edge_5xx',
    family: 'shared_edge',
    title: 'A shared edge answers errors for everybody behind it',
    source: 'https://www.fastly.com/blog/summary-of-june-8-outage',
    notes:
      'Vendors behind one edge fail together with the page of the edge, others are fine. network acceptable.',
    build(m) {
      const edge = m.pick(['cloudflare', 'fastly']);
      const hit = [
        m.use((one) => one.edge === edge),
        m.use((one) => one.edge === edge),
        ...(m.chance(0.5) ? [m.use((one) => one.edge === edge)] : []),
      ];
      m.bystanders(2, (one) => one.edge !== edge);
      const page = gatewayPage(m.pick([500, 503, 502]), edge);
      const p = m.between(0.3, 0.95);
      for (const one of hit) {
        m.fault('provider', { provider: one.world.id }, p, page);
        m.truth(one, 'provider', 'provider_outage', ['network']);
      }
    },
  },
  {
    name: 'own_gateway',
    family: 'own_gateway',
    title: 'The egress gateway answers 502 for everybody',
    source: '',
    notes:
      "Every provider answers with the same page that none of them writes. self acceptable: the gateway is the own company's.",
    build(m) {
      const all = [m.use(undefined), ...m.bystanders(3)];
      const page = gatewayPage(m.pick([502, 503, 504]), m.pick(['envoy', 'squid/5.7', 'nginx']));
      const p = m.between(0.2, 1);
      for (const one of all) {
        m.fault('network', { provider: one.world.id }, p, page);
        m.truth(one, 'network', 'network', ['self']);
      }
    },
  },
  {
    name: 'cloud_region',
    family: 'outage_5xx',
    title: 'A cloud region takes two vendors with it',
    source: 'https://aws.amazon.com/message/12721/',
    notes: 'Two vendors fail together, each in its own format; others work.',
    build(m) {
      const hit = [m.use((one) => one.edge === undefined), m.use((one) => one.edge === undefined)];
      m.bystanders(3);
      for (const one of hit) {
        m.fault(
          'provider',
          { provider: one.world.id },
          m.between(0.4, 0.95),
          answer(one.catalog, m.pick([500, 503]), 'Service unavailable'),
        );
        m.truth(one, 'provider', 'provider_outage', ['network']);
      }
    },
  },
];
