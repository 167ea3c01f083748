import { CONNECT_TIMEOUT, error, type Scenario } from './scenario.ts';

/** Trouble on the way: names, routes, sockets, files. */
export const PATH_SCENARIOS: readonly Scenario[] = [
  {
    name: 'resolver_down',
    family: 'dns',
    title: 'Own resolver stops answering',
    source: 'https://blog.cloudflare.com/1-1-1-1-lookup-failures-on-october-4th-2023/',
    notes: 'Every host fails to resolve on new sockets; reused sockets work.',
    build(m) {
      const all = [m.use(undefined, { newSockets: m.between(0.3, 0.8) }), ...m.bystanders(m.pick([2, 3, 4]))];
      const p = m.between(0.15, 1);
      for (const one of all) {
        m.fault(
          'network',
          { provider: one.world.id, sockets: 'new' },
          p,
          error('EAI_AGAIN', 'dns', 4000, 10000),
        );
        m.truth(one, 'network', 'network');
      }
    },
  },
  {
    name: 'provider_zone_lost',
    family: 'dns',
    title: "The provider's zone is gone",
    source: 'https://engineering.fb.com/2021/10/05/networking-traffic/outage-details/',
    notes: 'One name fails to resolve, all others resolve.',
    build(m) {
      const target = m.use(undefined, { newSockets: m.between(0.2, 0.6) });
      m.bystanders(3);
      m.fault(
        'provider',
        { provider: target.world.id },
        m.between(0.5, 1),
        error(m.pick(['ENOTFOUND', 'EAI_AGAIN']), 'dns', 20, 900),
      );
      m.truth(target, 'provider', 'provider_outage');
    },
  },
  {
    name: 'own_host_typo',
    family: 'dns',
    title: 'Deploy configures a host name that does not exist',
    source: '',
    notes: 'From the deploy on every look-up of one name fails at once; nothing else changed.',
    build(m) {
      const target = m.use(undefined, { newSockets: 0.4 });
      m.bystanders(3);
      m.deploy(m.fromS);
      m.fault('self', { provider: target.world.id }, 1, error('ENOTFOUND', 'dns', 12, 60));
      m.truth(target, 'self', 'own_bug');
    },
  },
  {
    name: 'lone_connect_trouble',
    family: 'unknowable_path',
    title: 'The only provider cannot be reached',
    source: '',
    notes:
      'One provider, nobody to compare with: the route, the egress or the provider, nobody inside can tell.',
    build(m) {
      const target = m.use(undefined, { newSockets: m.between(0.2, 0.6) });
      const cause = m.pick(['provider', 'network'] as const);
      m.fault(
        cause,
        { provider: target.world.id, sockets: 'new' },
        m.between(0.4, 1),
        m.pick([
          CONNECT_TIMEOUT,
          error('ETIMEDOUT', 'connect', 8000, 12000),
          error('EHOSTUNREACH', 'connect', 3000, 3200),
          error('EAI_AGAIN', 'dns', 5000, 9000),
        ]),
      );
      m.truth(target, cause, cause === 'network' ? 'network' : 'provider_outage', ['provider', 'network'], {
        unknowable: true,
      });
    },
  },
  {
    name: 'egress_down',
    family: 'egress',
    title: 'The egress gateway drops new connections',
    source: '',
    notes: 'Every provider fails to connect together, no own change.',
    build(m) {
      const all = [m.use(undefined, { newSockets: m.between(0.3, 0.8) }), ...m.bystanders(m.pick([2, 3, 4]))];
      const p = m.between(0.2, 1);
      const effect = m.pick([
        CONNECT_TIMEOUT,
        error('ETIMEDOUT', 'connect', 6000, 12000),
        error('ENETUNREACH', 'connect', 3, 20),
        error('ECONNREFUSED', 'connect', 4, 20),
      ]);
      for (const one of all) {
        m.fault('network', { provider: one.world.id, sockets: 'new' }, p, effect);
        m.truth(one, 'network', 'network');
      }
    },
  },
  {
    name: 'own_egress_policy',
    family: 'egress',
    title: 'Own network policy forgets the outside',
    source: '',
    notes:
      'From an own configuration change on, every new connection is refused. network acceptable: the cluster drops it.',
    build(m) {
      const all = [m.use(undefined, { newSockets: m.between(0.3, 0.7) }), ...m.bystanders(3)];
      m.signal({ kind: 'config_change', t_s: m.fromS, what: m.pick(['egress', 'network-policy', 'proxy']) });
      const effect = m.pick([
        CONNECT_TIMEOUT,
        error('ECONNREFUSED', 'connect', 3, 12),
        error('ETIMEDOUT', 'connect', 9000, 12000),
      ]);
      for (const one of all) {
        m.fault('self', { provider: one.world.id, sockets: 'new' }, 1, effect);
        m.truth(one, 'self', 'own_bug', ['network']);
      }
    },
  },
  {
    name: 'transit_partial',
    family: 'egress',
    title: 'A transit carrier loses routes to some vendors',
    source: 'https://blog.cloudflare.com/analysis-of-todays-centurylink-level-3-outage/',
    notes: 'Two or three unrelated vendors on different networks cannot be reached, the rest can.',
    build(m) {
      const hit = [
        m.use((one) => one.edge === undefined),
        m.use((one) => one.edge !== undefined),
        ...(m.chance(0.5) ? [m.use((one) => one.edge === undefined)] : []),
      ];
      m.bystanders(2, (one) => one.edge === undefined);
      for (const one of hit) {
        m.fault('network', { provider: one.world.id }, m.between(0.3, 0.8), CONNECT_TIMEOUT);
        m.truth(one, 'network', 'network', ['provider']);
      }
    },
  },
  {
    name: 'provider_refuses',
    family: 'connect',
    title: "The provider's load balancer refuses connections",
    source: 'https://status.cloud.google.com/incident/compute/17007',
    notes: 'Only this host cannot be connected to.',
    build(m) {
      const target = m.use(undefined, { newSockets: m.between(0.15, 0.5) });
      m.bystanders(3);
      m.fault(
        'provider',
        { provider: target.world.id },
        m.between(0.2, 1),
        m.pick([
          error('ECONNREFUSED', 'connect', 25, 90),
          CONNECT_TIMEOUT,
          error('ETIMEDOUT', 'connect', 9000, 14000),
        ]),
      );
      m.truth(target, 'provider', 'provider_outage');
    },
  },
  {
    name: 'edge_unreachable',
    family: 'shared_edge',
    title: 'A shared edge loses locations',
    source: 'https://blog.cloudflare.com/cloudflare-outage-on-june-21-2022/',
    notes:
      'Vendors behind one edge fail to connect, others are fine. network acceptable: from the caller it is routing.',
    build(m) {
      const edge = m.pick(['cloudflare', 'fastly']);
      const hit = [m.use((one) => one.edge === edge), m.use((one) => one.edge === edge)];
      m.bystanders(3, (one) => one.edge !== edge);
      for (const one of hit) {
        m.fault(
          'provider',
          { provider: one.world.id },
          m.between(0.3, 0.9),
          m.pick([CONNECT_TIMEOUT, error('ECONNRESET', 'headers', 80, 500)]),
        );
        m.truth(one, 'provider', 'provider_outage', ['network']);
      }
    },
  },
  {
    name: 'snat_exhausted',
    family: 'connect',
    title: 'Own NAT ports run out towards the busiest host',
    source: 'https://learn.microsoft.com/azure/load-balancer/load-balancer-outbound-connections',
    notes: 'Only new sockets to one host, after the own rate grew, with a queue for sockets.',
    build(m) {
      const target = m.use(undefined, { rps: m.between(8, 25), newSockets: m.between(0.3, 0.6) });
      m.bystanders(3);
      m.signal({
        kind: 'traffic',
        from_s: m.fromS - 45,
        to_s: m.toS,
        provider: target.world.id,
        x: m.between(1.8, 3),
      });
      m.signal({ kind: 'pool_pending', from_s: m.fromS, to_s: m.toS, value: Math.round(m.between(40, 300)) });
      m.fault(
        'self',
        { provider: target.world.id, sockets: 'new' },
        m.between(0.3, 0.7),
        m.pick([CONNECT_TIMEOUT, error('EADDRNOTAVAIL', 'connect', 2, 9)]),
      );
      m.truth(target, 'self', 'network', ['network']);
    },
  },
  {
    name: 'open_files',
    family: 'open_files',
    title: 'The process runs out of file descriptors',
    source: '',
    notes: 'Sockets cannot be opened to anybody; the table of open files is full.',
    build(m) {
      const all = [m.use(undefined, { newSockets: m.between(0.3, 0.7) }), ...m.bystanders(3)];
      m.signal({ kind: 'open_files_ratio', from_s: m.fromS - 20, to_s: m.toS, value: m.between(0.97, 1) });
      const effect = m.pick([
        error('EMFILE', 'connect', 2, 8),
        error('ENOTFOUND', 'dns', 3, 12),
        error('EAI_AGAIN', 'dns', 3, 30),
      ]);
      for (const one of all) {
        m.fault('self', { provider: one.world.id, sockets: 'new' }, m.between(0.4, 0.95), effect);
        m.truth(one, 'self', 'own_bug');
      }
    },
  },
  {
    name: 'resets_by_provider',
    family: 'resets',
    title: "The provider's fleet restarts under load",
    source: '',
    notes: 'Connections to one provider are reset in the middle of requests.',
    build(m) {
      const target = m.use(undefined);
      m.bystanders(3);
      m.fault(
        'provider',
        { provider: target.world.id },
        m.between(0.08, 0.6),
        m.pick([
          error('ECONNRESET', 'headers', 70, 800),
          error('UND_ERR_SOCKET', 'headers', 70, 800),
          error('ECONNRESET', 'body', 200, 2000),
        ]),
      );
      m.truth(target, 'provider', 'provider_degraded');
    },
  },
  {
    name: 'nat_idle_cut',
    family: 'resets',
    title: 'A firewall cuts idle connections of everybody',
    source: '',
    notes: 'Reused sockets to every provider are reset; new ones work.',
    build(m) {
      const all = [m.use(undefined), ...m.bystanders(3)];
      const p = m.between(0.1, 0.4);
      for (const one of all) {
        m.fault(
          'network',
          { provider: one.world.id, sockets: 'reused' },
          p,
          error('ECONNRESET', 'headers', 5, 40),
        );
        m.truth(one, 'network', 'network', ['self']);
      }
    },
  },
];
