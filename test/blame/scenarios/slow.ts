import { answer } from '../catalog.ts';
import type { InUse, WorldMaker } from '../maker.ts';
import type { Scenario } from './scenario.ts';

/** Deadlines of the own process that strike at about twice the usual latency. */
function tighten(of: InUse, m: WorldMaker): void {
  for (const endpoint of of.world.endpoints) {
    endpoint.timeout_ms = Math.max(800, Math.round(endpoint.latency_ms.p99 * m.between(1.2, 2)));
  }
}

/** Everything that ends as a deadline of the own process. */
export const SLOW_SCENARIOS: readonly Scenario[] = [
  {
    name: 'provider_slow',
    family: 'slow',
    title: 'The provider becomes slow',
    source: '',
    notes:
      'Answers take several times as long and the deadline cuts a part; own vitals are well, others are fast.',
    build(m) {
      const t = m.use(undefined);
      tighten(t, m);
      m.bystanders(3);
      const { timeout_ms = 5000 } = t.world.endpoints[0] ?? {};
      m.fault('provider', { provider: t.world.id }, m.pick([1, 0.6, 0.3]), {
        latency_ms: { p50: timeout_ms * m.between(0.7, 1.5), p99: timeout_ms * 3 },
      });
      if (m.chance(0.4))
        m.signal({
          kind: 'pool_pending',
          from_s: m.fromS + 30,
          to_s: m.toS,
          value: Math.round(m.between(20, 120)),
        });
      m.truth(t, 'provider', 'provider_degraded');
    },
  },
  {
    name: 'provider_hangs',
    family: 'slow',
    title: 'The provider accepts and never answers',
    source: '',
    notes: 'A share of calls hangs until the deadline, the rest is as fast as ever.',
    build(m) {
      const t = m.use(undefined);
      m.bystanders(3);
      m.fault('provider', { provider: t.world.id }, m.between(0.15, 0.8), {
        latency_ms: { p50: 60000, p99: 90000 },
      });
      m.truth(t, 'provider', 'provider_degraded');
    },
  },
  {
    name: 'loop_stall',
    family: 'own_stall',
    title: 'A report blocks the event loop',
    source: '',
    notes: 'Deadlines fire on all providers while the loop is late.',
    build(m) {
      const all = [m.use(undefined), ...m.bystanders(3)];
      const delay = Math.round(m.between(1200, 6000));
      m.signal({ kind: 'event_loop_delay', from_s: m.fromS, to_s: m.toS, p99_ms: delay });
      for (const one of all) {
        tighten(one, m);
        m.fault('self', { provider: one.world.id }, m.between(0.2, 0.6), {
          latency_ms: { p50: 9000, p99: 16000 },
        });
        m.truth(one, 'self', 'own_bug');
      }
    },
  },
  {
    name: 'pool_exhausted',
    family: 'own_pool',
    title: 'Own pool of sockets is too small for a surge',
    source: '',
    notes: 'Requests wait in the own queue until the deadline, from the moment the own rate grew.',
    build(m) {
      const t = m.use(undefined, { rps: m.between(3, 12) });
      m.bystanders(3);
      m.signal({
        kind: 'traffic',
        from_s: m.fromS - 20,
        to_s: m.toS,
        provider: t.world.id,
        x: m.between(2, 4),
      });
      m.signal({
        kind: 'pool_pending',
        from_s: m.fromS - 5,
        to_s: m.toS,
        value: Math.round(m.between(80, 500)),
      });
      m.fault('self', { provider: t.world.id }, m.between(0.3, 0.7), {
        latency_ms: { p50: 40000, p99: 60000 },
      });
      m.truth(t, 'self', 'own_bug');
    },
  },
  {
    name: 'deadline_shortened',
    family: 'own_deadline',
    title: 'A deploy shortens the deadline below the usual latency',
    source: '',
    notes: 'The provider answers as fast as ever; the own deadline cuts it since the deploy.',
    build(m) {
      const t = m.use((one) => (one.endpoints[0]?.p50 ?? 0) > 80);
      m.bystanders(3);
      m.deploy(m.fromS);
      const { p50, p99 } = t.world.endpoints[0]!.latency_ms;
      m.variant(t, { timeout_ms: Math.round(p50 * m.between(0.9, 1.3)) }, m.fromS, 1);
      m.fault('self', { provider: t.world.id, routes: [t.routes[0] ?? ''] }, 1, { latency_ms: { p50, p99 } });
      m.truth(t, 'self', 'own_bug');
    },
  },
  {
    name: 'heavy_shape',
    family: 'own_heavy',
    title: 'One own query grew too heavy',
    source: '',
    notes: 'One of two shapes runs into the deadline, the other is as fast as ever. provider acceptable.',
    build(m) {
      const t = m.use(undefined, { rps: m.between(1.5, 6), shapes: { s1: 0.75, s2: 0.25 } });
      m.bystanders(3);
      const { timeout_ms = 5000 } = t.world.endpoints[0] ?? {};
      m.fault('self', { provider: t.world.id, shapes: ['s2'] }, m.between(0.6, 1), {
        latency_ms: { p50: timeout_ms * 1.3, p99: timeout_ms * 2 },
      });
      m.truth(t, 'self', 'own_bug', ['provider']);
    },
  },
  {
    name: 'congested_path',
    family: 'network_slow',
    title: 'Packet loss on the own uplink',
    source: '',
    notes: 'Deadlines strike at all providers together; the loop is on time.',
    build(m) {
      const all = [m.use(undefined), ...m.bystanders(3)];
      const p = m.between(0.2, 0.6);
      for (const one of all) {
        m.fault('network', { provider: one.world.id }, p, { latency_ms: { p50: 30000, p99: 60000 } });
        m.truth(one, 'network', 'network', ['self']);
      }
    },
  },
  {
    name: 'lone_hang',
    family: 'unknowable_slow',
    title: 'The only provider hangs now and then',
    source: '',
    notes:
      'A part of the calls hangs, the rest is as fast as ever, and nobody else is called: path or provider, nobody inside can tell.',
    build(m) {
      const t = m.use(undefined);
      const cause = m.pick(['provider', 'network'] as const);
      m.fault(cause, { provider: t.world.id, sockets: 'new' }, m.between(0.4, 0.9), {
        latency_ms: { p50: 60000, p99: 90000 },
      });
      m.truth(t, cause, cause === 'network' ? 'network' : 'provider_degraded', ['provider', 'network'], {
        unknowable: true,
      });
    },
  },
  {
    name: 'slow_then_errors',
    family: 'slow',
    title: 'Overload: slow, then errors',
    source: 'https://status.twilio.com',
    notes: 'Latency and 5xx together.',
    build(m) {
      const t = m.use(undefined);
      m.bystanders(3);
      const { timeout_ms = 5000 } = t.world.endpoints[0] ?? {};
      m.fault('provider', { provider: t.world.id }, m.between(0.1, 0.3), {
        latency_ms: { p50: timeout_ms * 1.2, p99: timeout_ms * 2 },
      });
      m.fault('provider', { provider: t.world.id }, m.between(0.2, 0.5), {
        ...answer(t.catalog, 503, 'Overloaded'),
        latency_ms: { p50: 1500, p99: 4000 },
      });
      m.truth(t, 'provider', 'provider_degraded');
    },
  },
];
