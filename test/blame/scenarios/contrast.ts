import { answer } from '../catalog.ts';
import { error, type Scenario } from './scenario.ts';

/** Incidents in which one kind of evidence alone decides: sockets, or how long things take. */
export const CONTRAST_SCENARIOS: readonly Scenario[] = [
  {
    name: 'only_opener_hangs',
    family: 'sockets_alone',
    title: 'The one provider that opens sockets hangs on them',
    source: '',
    notes:
      'New sockets of one provider hang, kept ones work. All others live on kept sockets, so that they do not show whether the path takes new ones.',
    build(m) {
      const t = m.use(undefined, { rps: m.between(2, 8), newSockets: m.between(0.2, 0.5) });
      m.use(undefined, { newSockets: 0 });
      m.use(undefined, { newSockets: 0 });
      const cause = m.pick(['network', 'provider'] as const);
      m.fault(cause, { provider: t.world.id, sockets: 'new' }, m.between(0.5, 1), {
        latency_ms: { p50: 60000, p99: 90000 },
      });
      m.truth(t, cause, cause === 'network' ? 'network' : 'provider_degraded', ['provider', 'network'], {
        unknowable: true,
      });
    },
  },
  {
    name: 'only_opener_reset',
    family: 'sockets_alone',
    title: 'The one provider that opens sockets loses them',
    source: '',
    notes: 'As with hanging ones: resets before the first answer, on new sockets alone.',
    build(m) {
      const t = m.use(undefined, { rps: m.between(2, 8), newSockets: m.between(0.2, 0.5) });
      m.use(undefined, { newSockets: 0 });
      m.use(undefined, { newSockets: 0 });
      const cause = m.pick(['network', 'provider'] as const);
      m.fault(
        cause,
        { provider: t.world.id, sockets: 'new' },
        m.between(0.4, 0.9),
        error('ECONNRESET', 'headers', 40, 300),
      );
      m.truth(t, cause, cause === 'network' ? 'network' : 'provider_degraded', ['provider', 'network'], {
        unknowable: true,
      });
    },
  },
  {
    name: 'deadline_within_the_usual',
    family: 'latency_alone',
    title: 'A flag calls an endpoint with a deadline that it cannot keep',
    source: '',
    notes:
      'No change is told. The calls with the new deadline are cut within the usual time; the others are as fast as ever.',
    build(m) {
      const t = m.use((one) => (one.endpoints[0]?.p50 ?? 0) > 80, { rps: m.between(1, 6) });
      m.bystanders(3);
      const { p50, p99 } = t.world.endpoints[0]!.latency_ms;
      m.variant(t, { timeout_ms: Math.round(p50 * m.between(0.9, 1.3)) }, m.fromS, m.between(0.4, 0.8));
      m.fault(
        'self',
        { provider: t.world.id, routes: [t.routes[0] ?? ''] },
        1,
        { latency_ms: { p50, p99 } },
        { to_s: m.durationS },
      );
      m.truth(t, 'self', 'own_bug', [], { to_s: m.durationS });
    },
  },
  {
    name: 'one_token_refused_slowly',
    family: 'latency_alone',
    title: 'The session store is down, seen with one token',
    source: '',
    notes:
      'The only token is refused on every call, each far slower than a success: it was looked for and not found.',
    build(m) {
      const t = m.use(undefined, { rps: m.between(0.5, 4) });
      m.bystanders(3);
      const { p50 } = t.world.endpoints[0]!.latency_ms;
      m.fault('provider', { provider: t.world.id }, 1, {
        ...answer(t.catalog, 401, 'Invalid token'),
        latency_ms: { p50: Math.min(p50 * m.between(6, 10), 3500), p99: Math.min(p50 * 20, 4800) },
      });
      m.truth(t, 'provider', 'provider_outage', ['self']);
    },
  },
  {
    name: 'one_token_refused_quickly',
    family: 'latency_alone',
    title: 'The only token was revoked',
    source: '',
    notes: 'It is refused on every call at once, before any work is done.',
    build(m) {
      const t = m.use((one) => (one.endpoints[0]?.p50 ?? 0) > 80, { rps: m.between(0.5, 4) });
      m.bystanders(3);
      const { p50 } = t.world.endpoints[0]!.latency_ms;
      m.fault('self', { provider: t.world.id }, 1, {
        ...answer(t.catalog, 401, 'Invalid token'),
        latency_ms: { p50: p50 * m.between(0.1, 0.3), p99: p50 * 0.5 },
      });
      m.truth(t, 'self', 'credentials');
    },
  },
];
