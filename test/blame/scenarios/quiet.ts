import { answer } from '../catalog.ts';
import type { Scenario } from './scenario.ts';

/** Nothing is wrong, however it looks. */
export const QUIET_SCENARIOS: readonly Scenario[] = [
  {
    name: 'busy',
    family: 'quiet',
    title: 'A busy service, everyday noise',
    source: '',
    notes: 'Nothing happens.',
    build(m) {
      m.bystanders(5);
      m.decoys();
    },
  },
  {
    name: 'deploys',
    family: 'quiet',
    title: 'Deploys, flags and a rotation that go well',
    source: '',
    notes: 'Changes everywhere, nothing breaks.',
    build(m) {
      const t = m.use(undefined, { shapes: { s1: 1 }, credentials: 1 });
      m.bystanders(3);
      m.deploy(m.fromS);
      m.variant(t, { shapes: { s2: 1 } }, m.fromS, 0.5);
      m.signal({ kind: 'config_change', t_s: m.fromS + 200, what: 'credentials' });
      m.deploy(m.fromS + 500);
    },
  },
  {
    name: 'surge',
    family: 'quiet',
    title: 'A surge that everybody takes',
    source: '',
    notes: 'Own traffic grows several times and nothing fails for it.',
    build(m) {
      const t = m.use(undefined);
      m.bystanders(3);
      m.signal({ kind: 'traffic', from_s: m.fromS, to_s: m.toS, provider: t.world.id, x: m.between(3, 6) });
      m.signal({ kind: 'pool_pending', from_s: m.fromS, to_s: m.fromS + 60, value: 40 });
    },
  },
  {
    name: 'noisy_refusals',
    family: 'quiet',
    title: 'A tenth of all look-ups finds nothing',
    source: '',
    notes: 'A flat high share of expected 404, 401 and 409.',
    build(m) {
      const t = m.use(undefined);
      for (const endpoint of t.world.endpoints) {
        endpoint.base = [
          ...(endpoint.base ?? []),
          {
            p: m.between(0.05, 0.2),
            ...answer(t.catalog, m.pick([404, 409, 401, 422]), 'Not this time'),
            cause: 'none',
          },
        ];
      }
      m.bystanders(3);
      m.decoys();
    },
  },
  {
    name: 'blips',
    family: 'quiet',
    title: 'A few failures in a row, twice',
    source: '',
    notes: 'Two blips of two or three seconds that pass by themselves.',
    build(m) {
      const t = m.use(undefined, { rps: m.between(0.5, 2) });
      m.bystanders(2);
      const first = t.world.endpoints[0]!;
      for (const at of [m.fromS, m.fromS + 600]) {
        t.world.endpoints.push({
          ...first,
          rps: 1.2,
          from_s: at,
          to_s: at + m.pick([2, 3]),
          base: [{ p: 1, ...answer(t.catalog, m.pick([500, 503]), 'Try again'), cause: 'none' }],
        });
      }
    },
  },
  {
    name: 'vitals_only',
    family: 'quiet',
    title: 'Own vitals go bad for a while, no call fails',
    source: '',
    notes: 'A stall and a full pool without a failure.',
    build(m) {
      m.bystanders(4);
      m.signal({ kind: 'event_loop_delay', from_s: m.fromS, to_s: m.fromS + 60, p99_ms: 900 });
      m.signal({ kind: 'pool_pending', from_s: m.fromS + 200, to_s: m.fromS + 260, value: 90 });
    },
  },
  {
    name: 'red_page',
    family: 'quiet',
    title: 'A red page of a healthy provider',
    source: '',
    notes: 'The page concerns another region.',
    build(m) {
      const t = m.use(undefined);
      m.bystanders(3);
      m.signal({
        kind: 'status_page',
        from_s: m.fromS,
        to_s: m.toS,
        provider: t.world.id,
        indicator: 'critical',
      });
    },
  },
  {
    name: 'low_traffic',
    family: 'quiet',
    title: 'Hardly any traffic',
    source: '',
    notes: 'A call a minute.',
    build(m) {
      for (let index = 0; index < 4; index++) m.use(undefined, { rps: m.between(0.01, 0.05) });
      m.decoys();
    },
  },
];
