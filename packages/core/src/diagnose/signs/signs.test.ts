import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../complaint.ts';
import { SIGN_GROUPS } from '../sign.ts';
import type { View } from '../view.ts';
import { PRIOR, WEIGHTS } from '../weights.ts';
import { SIGNS } from './table.ts';

/** A refusal of which nothing is known but itself. */
const LONE: View = {
  label: {
    category: 'authentication',
    blame: 'unknown',
    confidence: 0.5,
    retry: 'after_fix',
    rule: 'status.401',
    hint: '',
  },
  complaint: 'credential',
  family: 'credential',
  durationMs: 1000,
  deadline: false,
  loopLateMs: 0,
  socket: 'reused',
  ageMs: 0,
  failures: 1,
  share: 1,
  everyday: 0.001,
  learnt: 500,
  score: 4,
  endpoint: { failed: 1, ok: 0 },
  everOk: true,
  okEver: 500,
  endpointOkMs: 1000,
  endpointsFailing: 1,
  endpointsFine: 0,
  fineExchanges: 0,
  credential: { failed: 1, ok: 0 },
  credentialOkMs: 2000,
  credentialsKnown: 1,
  credentialsFailing: 1,
  credentialsFine: 0,
  credentialsFineExchanges: 0,
  shape: { failed: 1, ok: 0 },
  shapeIsNew: false,
  shapesFailing: 1,
  shapesFine: 0,
  shapesFineExchanges: 0,
  shapeOkEver: 0,
  newSockets: { failed: 0, ok: 0 },
  reusedSockets: { failed: 0, ok: 0 },
  change: undefined,
  changeMs: Number.POSITIVE_INFINITY,
  okAfterChange: 0,
  changeFit: 0,
  lastChangeMs: Number.POSITIVE_INFINITY,
  failureLatencyRatio: 1,
  slowdown: 1,
  slowdownSpreads: 0,
  deadlineRatio: 10,
  others: 3,
  othersFailing: 0,
  othersFailingOnTheWay: 0,
  othersFine: 1,
  othersFineNewSockets: 1,
  edge: undefined,
  sameEdgeFailing: 0,
  sameEdgeFine: 0,
  othersSlow: 0,
  sameAnswers: 0,
  loopDelayMs: 0,
  poolPending: 0,
  poolLeadMs: Number.NaN,
  openFiles: 0,
  clockSkewMs: 0,
  surge: 1.28,
  limitLowered: false,
  limit: Number.NaN,
  usualLimit: Number.NaN,
  othersShare: 0,
  page: undefined,
};

const DEPLOY = { kind: 'deploy', what: '1.4.3', atMs: 0 } as const;
const SPLIT = { failed: 20, ok: 20 };

/** What makes each sign show itself. */
const SEEN: Readonly<Record<string, Partial<View>>> = {
  label_self: { label: { ...LONE.label, blame: 'self' } },
  label_provider: { label: { ...LONE.label, blame: 'provider' } },
  label_network: { label: { ...LONE.label, blame: 'network' } },
  answer_says_self: { label: { ...LONE.label, blame: 'self', rule: 'stripe.api_key_expired' } },
  plainly_ours: { label: { ...LONE.label, blame: 'self', confidence: 0.9 } },
  proxy_answered: { label: { ...LONE.label, category: 'proxy', blame: 'network' } },
  answer_says_provider: { label: { ...LONE.label, blame: 'provider', rule: 'stripe.api_error' } },
  consistent_and_immediate: { endpoint: { failed: 10, ok: 0 } },
  every_request_to_endpoint: { endpoint: { failed: 10, ok: 0 }, endpointsFine: 3, fineExchanges: 30 },
  intermittent: { endpoint: SPLIT },
  other_endpoints_ok: { endpointsFine: 3, fineExchanges: 30 },
  several_endpoints: { endpointsFailing: 4 },
  endpoint_never_ok: { everOk: false, endpoint: { failed: 5, ok: 0 } },
  success_on_retry: { endpoint: SPLIT, credential: SPLIT, shape: SPLIT },
  everyday_share: { everyday: 0.08, score: 1 },
  only_this_credential_fails: {
    credential: { failed: 9, ok: 0 },
    credentialsFine: 2,
    credentialsFineExchanges: 30,
  },
  credential_fails_sometimes: { credential: SPLIT, credentialsFine: 2, credentialsFineExchanges: 40 },
  all_credentials_fail: { credentialsFailing: 3 },
  same_credential_ok: { credential: SPLIT },
  no_credential_sent: { credential: undefined },
  only_this_shape_fails: { shape: { failed: 9, ok: 0 }, shapesFine: 2, shapesFineExchanges: 30 },
  this_shape_fails_most: { shape: SPLIT, shapesFine: 2, shapesFineExchanges: 30 },
  new_shape_fails: { shapeIsNew: true },
  known_shape_fails: { shapeOkEver: 40 },
  several_shapes_fail: { shapesFailing: 2 },
  after_own_change: { change: DEPLOY, changeMs: 2000, changeFit: 0.9 },
  after_secret_change: {
    change: { kind: 'change', what: 'credentials', atMs: 0 },
    changeMs: 2000,
    changeFit: 0.9,
  },
  no_own_change: {},
  worked_after_own_change: { change: DEPLOY, changeMs: 90_000, okAfterChange: 200 },
  only_new_sockets_fail: { newSockets: { failed: 9, ok: 1 }, reusedSockets: { failed: 0, ok: 40 } },
  nobody_else_opens: {
    newSockets: { failed: 9, ok: 1 },
    reusedSockets: { failed: 0, ok: 40 },
    othersFineNewSockets: 0,
  },
  only_reused_sockets_fail: { reusedSockets: { failed: 9, ok: 20 }, newSockets: { failed: 0, ok: 20 } },
  other_providers_fail_too: { othersFailing: 2 },
  all_providers_fail: { othersFailing: 3, othersFine: 0, othersFineNewSockets: 0 },
  others_fail_on_the_way: { othersFailingOnTheWay: 2 },
  other_providers_ok: { othersFine: 3 },
  nobody_to_compare: {
    others: 0,
    othersFine: 0,
    othersFineNewSockets: 0,
    label: { ...LONE.label, rule: 'transport.ECONNRESET' },
  },
  same_edge_fails: { edge: 'fastly', sameEdgeFailing: 2, othersFailing: 2, othersFine: 2 },
  same_answer_elsewhere: { sameAnswers: 2 },
  nobody_is_trusted: { family: 'tls', label: { ...LONE.label, blame: 'self' }, othersFailing: 3 },
  others_slow_too: { othersSlow: 2 },
  event_loop_late: { loopDelayMs: 900 },
  pool_queue: { poolPending: 90, poolLeadMs: 4000 },
  pool_queue_followed: { poolPending: 90, poolLeadMs: -40_000 },
  open_files: { openFiles: 0.98 },
  clock_skew: { clockSkewMs: 400_000 },
  own_rate_up: { surge: 3 },
  own_rate_flat: { surge: 1, failures: 6 },
  limit_lowered: { limitLowered: true, limit: 50, usualLimit: 150 },
  others_use_the_limit: { othersShare: 0.8, limit: 100 },
  own_use_of_the_limit: { limit: 100, othersShare: 0 },
  slow_successes: { slowdown: 4, slowdownSpreads: 4 },
  refused_slowly: { failureLatencyRatio: 8 },
  refused_quickly: { failureLatencyRatio: 0.2 },
  deadline_too_short: { deadline: true, deadlineRatio: 1.2 },
  reported_by_others: { page: 'major' },
};

/** Signs that a lone failure shows by itself. */
const ALWAYS = new Set(['no_own_change', 'other_providers_ok']);

describe('signs', () => {
  it.each(SIGNS.map((sign) => [sign.code, sign] as const))(
    '%s is seen when it is there, and only then',
    (code, sign) => {
      const seen = { ...LONE, ...SEEN[code] };
      expect(SEEN).toHaveProperty(code);
      expect(sign.strength(seen)).toBeGreaterThan(0.4);
      expect(sign.strength(seen)).toBeLessThanOrEqual(1);
      expect(sign.observed(seen)).not.toMatch(/NaN|undefined|Infinity/);
      if (!ALWAYS.has(code)) expect(sign.strength(LONE)).toBeLessThan(0.25);
    },
  );

  it('carry unique codes, known groups, and weights in at least one family', () => {
    expect(new Set(SIGNS.map(({ code }) => code)).size).toBe(SIGNS.length);
    for (const { code, group } of SIGNS) {
      expect(SIGN_GROUPS).toContain(group);
      expect(Object.keys(WEIGHTS[code] ?? {})).not.toEqual([]);
    }
  });

  it('leave no weight without its sign, and no family without a prior', () => {
    const codes = SIGNS.map(({ code }) => code);
    for (const code of Object.keys(WEIGHTS)) expect(codes).toContain(code);
    expect(Object.keys(PRIOR).sort()).toEqual([...FAMILIES].sort());
  });
});
