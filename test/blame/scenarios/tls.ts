import { error, type Scenario } from './scenario.ts';

/** Certificates, trust, and the clock they need. */
export const TLS_SCENARIOS: readonly Scenario[] = [
  {
    name: 'certificate_expired',
    family: 'tls_peer',
    title: 'The provider let a certificate expire',
    source: 'https://www.theverge.com/2020/2/3/21120248/microsoft-teams-down-outage-certificate-issue-status',
    notes: 'Handshakes with one host fail, all other hosts are trusted as ever.',
    build(m) {
      const target = m.use(undefined, { newSockets: m.between(0.2, 0.5) });
      m.bystanders(3);
      m.fault(
        'provider',
        { provider: target.world.id, sockets: 'new' },
        m.pick([1, 1, 0.5]),
        error('CERT_HAS_EXPIRED', 'tls', 60, 200),
      );
      m.truth(target, 'provider', 'provider_outage');
    },
  },
  {
    name: 'chain_incomplete',
    family: 'tls_peer',
    title: 'The renewed certificate lacks its intermediate',
    source: '',
    notes: 'One host serves an incomplete chain since its renewal; no own change.',
    build(m) {
      const target = m.use(undefined, { newSockets: 0.3 });
      m.bystanders(3);
      m.fault(
        'provider',
        { provider: target.world.id, sockets: 'new' },
        m.between(0.4, 1),
        error('UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', 60, 200),
      );
      m.truth(target, 'provider', 'provider_outage');
    },
  },
  {
    name: 'own_clock_tls',
    family: 'clock',
    title: 'Own clock jumps back: no certificate is valid yet',
    source: '',
    notes: 'Handshakes with everybody fail, and the Date headers say that the own clock is wrong.',
    build(m) {
      const all = [m.use(undefined, { newSockets: 0.4 }), ...m.bystanders(3)];
      m.signal({
        kind: 'clock_skew',
        from_s: m.fromS - 5,
        to_s: m.toS,
        ms: -Math.round(m.between(5e6, 9e8)),
      });
      for (const one of all) {
        m.fault(
          'self',
          { provider: one.world.id, sockets: 'new' },
          1,
          error('CERT_NOT_YET_VALID', 'tls', 60, 200),
        );
        m.truth(one, 'self', 'own_bug');
      }
    },
  },
  {
    name: 'own_trust_deploy',
    family: 'tls_own',
    title: 'The new image has no CA bundle',
    source: '',
    notes: 'From the own deploy on nobody is trusted.',
    build(m) {
      const all = [m.use(undefined, { newSockets: 0.5 }), ...m.bystanders(3)];
      m.deploy(m.fromS);
      for (const one of all) {
        m.fault(
          'self',
          { provider: one.world.id, sockets: 'new' },
          1,
          error('UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls', 60, 200),
        );
        m.truth(one, 'self', 'own_bug');
      }
    },
  },
  {
    name: 'inspecting_proxy',
    family: 'tls_path',
    title: 'A TLS-inspecting proxy is switched on in the network',
    source: '',
    notes:
      'All hosts present a chain of an unknown root, without an own change. self acceptable: the own trust store has to learn the root.',
    build(m) {
      const all = [m.use(undefined, { newSockets: 0.4 }), ...m.bystanders(3)];
      for (const one of all) {
        m.fault(
          'network',
          { provider: one.world.id, sockets: 'new' },
          1,
          error(m.pick(['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY']), 'tls', 40, 150),
        );
        m.truth(one, 'network', 'network', ['self']);
      }
    },
  },
  {
    name: 'old_root',
    family: 'tls_own',
    title: 'A root expired in the own old trust store',
    source: 'https://letsencrypt.org/docs/dst-root-ca-x3-expiration-september-2021/',
    notes:
      'Several vendors of one authority fail at once, the others do not. provider acceptable: they serve the old chain.',
    build(m) {
      const hit = [
        m.use(undefined, { newSockets: 0.4 }),
        m.use(undefined, { newSockets: 0.4 }),
        m.use(undefined, { newSockets: 0.4 }),
      ];
      m.bystanders(2);
      for (const one of hit) {
        m.fault(
          'self',
          { provider: one.world.id, sockets: 'new' },
          1,
          error('CERT_HAS_EXPIRED', 'tls', 60, 200),
        );
        m.truth(one, 'self', 'own_bug', ['provider']);
      }
    },
  },
];
