import { answer } from '../catalog.ts';
import type { Scenario } from './scenario.ts';

/** Rate limits and quotas. */
export const LIMIT_SCENARIOS: readonly Scenario[] = [
  {
    name: 'own_burst',
    family: 'rate_limit_429',
    title: 'An own batch job exceeds the limit',
    source: '',
    notes: 'The own rate grew several times; the limit is as ever.',
    build(m) {
      const rps = m.between(0.8, 3);
      const t = m.use(undefined, {
        rps,
        limit: {
          requests: Math.round(rps * 60 * 1.8),
          window_s: 60,
          headers: m.pick(['x-ratelimit', 'ratelimit', 'none'] as const),
          body: { message: 'Too many requests' },
        },
      });
      m.bystanders(3);
      if (m.chance(0.5)) m.deploy(m.fromS - 20);
      m.signal({ kind: 'traffic', from_s: m.fromS, to_s: m.toS, provider: t.world.id, x: m.between(2.5, 6) });
      m.truth(t, 'self', 'rate_limited');
    },
  },
  {
    name: 'limit_lowered',
    family: 'rate_limit_429',
    title: 'The provider lowers the limit',
    source: '',
    notes: 'The own rate is as ever. self acceptable: only the caller can send less.',
    build(m) {
      const rps = m.between(0.8, 3);
      const t = m.use(undefined, {
        rps,
        limit: {
          requests: Math.round(rps * 60 * 2),
          window_s: 60,
          headers: m.pick(['x-ratelimit', 'ratelimit', 'none'] as const),
        },
      });
      m.bystanders(3);
      m.fault('provider', { provider: t.world.id }, 1, {
        limit: { requests: Math.round(rps * 60 * m.between(0.4, 0.7)) },
      });
      m.truth(t, 'provider', 'rate_limited', ['self']);
    },
  },
  {
    name: 'throttled_for_all',
    family: 'rate_limit_429',
    title: '429 for everybody',
    source: 'https://status.cloud.google.com/incidents/',
    notes: 'A share of all calls is throttled at a flat own rate that was never refused before.',
    build(m) {
      const t = m.use(undefined);
      m.bystanders(3);
      m.fault(
        'provider',
        { provider: t.world.id },
        m.between(0.3, 0.9),
        answer(t.catalog, 429, 'Resource exhausted'),
      );
      m.truth(t, 'provider', 'provider_degraded');
    },
  },
  {
    name: 'leaked_key',
    family: 'leaked_key',
    title: 'A leaked key is used by somebody else',
    source: '',
    notes:
      'The limit is used up by requests that are not ours, at a flat own rate. The secret is the own one to keep; from inside a shared address looks alike.',
    build(m) {
      const rps = m.between(0.5, 2);
      const t = m.use(undefined, {
        rps,
        limit: {
          requests: Math.round(rps * 60 * 2.5),
          window_s: 60,
          headers: m.pick(['x-ratelimit', 'ratelimit'] as const),
        },
      });
      m.bystanders(3);
      m.fault('self', { provider: t.world.id }, 1, { limit: { others_rps: rps * m.between(2.5, 6) } });
      m.truth(t, 'self', 'rate_limited', ['network', 'provider']);
    },
  },
  {
    name: 'shared_address',
    family: 'rate_limit_429',
    title: 'Neighbours behind the same address use up the limit',
    source: 'https://www.docker.com/increase-rate-limit/',
    notes: 'The limit is used up by others, at a small flat own rate.',
    build(m) {
      const rps = m.between(0.1, 0.6);
      const t = m.use(undefined, {
        rps,
        limit: {
          requests: Math.round(rps * 600 * 1.6),
          window_s: 600,
          headers: m.pick(['x-ratelimit', 'ratelimit'] as const),
        },
      });
      m.bystanders(3);
      m.fault('network', { provider: t.world.id }, 1, { limit: { others_rps: rps * m.between(2, 5) } });
      m.truth(t, 'network', 'rate_limited', ['network', 'provider', 'self']);
    },
  },
  {
    name: 'overload_by_us',
    family: 'own_overload',
    title: 'An own retry storm overloads the provider',
    source: '',
    notes: 'The own rate grew several times before the provider answered 503. provider acceptable.',
    build(m) {
      const t = m.use(undefined, { rps: m.between(2, 8) });
      m.bystanders(3);
      m.signal({
        kind: 'traffic',
        from_s: m.fromS - 40,
        to_s: m.toS,
        provider: t.world.id,
        x: m.between(3, 6),
      });
      m.fault('self', { provider: t.world.id }, m.between(0.2, 0.6), answer(t.catalog, 503, 'Overloaded'));
      m.truth(t, 'self', 'own_bug', ['provider']);
    },
  },
];
