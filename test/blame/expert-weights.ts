/**
 * What an experienced person believes before any fitting, in log-odds for self, provider, network, unknown. The fit moves
 * these no further than the tuning worlds insist, so that a world unlike them meets common sense and not a curve.
 */
export type ExpertTable = Readonly<
  Record<string, Readonly<Record<string, readonly [number, number, number, number]>>>
>;

/** Before any sign: per family of complaints. */
export const EXPERT_PRIOR: Readonly<Record<string, readonly [number, number, number, number]>> = {
  path: [-0.8, 0.3, 0.6, 0.6],
  tls: [0, 0.5, -0.3, 0.2],
  broken: [-0.6, 0.9, 0.2, 0],
  slow: [-0.2, 0.9, -0.4, -0.2],
  server: [-1, 2, -1.5, -1.2],
  throttled: [0.8, 0.3, -1.5, -0.8],
  credential: [0.7, 0.2, -2.5, -0.3],
  missing: [0.8, 0.2, -2.5, -0.3],
  request: [0.9, 0.1, -2.5, -0.3],
};

/** Per sign and family; what is said of a request holds for what is missing too, unless that is named. */
const BELIEFS: ExpertTable = {
  label_self: all([1.2, 0, 0, 0]),
  label_provider: all([0, 1.2, 0, 0]),
  label_network: all([0, 0, 1.2, 0]),
  answer_says_self: {
    ...all([2, -0.5, 0, -0.5], ['throttled', 'request']),
    credential: [1, -0.3, 0, -0.3],
    server: [4.5, -0.5, 0, -0.5],
  },
  answer_says_provider: all([-0.5, 1.5, 0, -0.5], ['server', 'throttled', 'credential', 'request']),
  plainly_ours: {
    path: [4, -1, -0.5, -1],
    tls: [3.5, -1, -1, -0.5],
    broken: [2, -0.5, 0, 0],
    request: [2, -0.7, 0, 0],
    server: [1.5, 0, 0, 0],
  },
  proxy_answered: { path: [0.8, -3, 2, -1] },

  consistent_and_immediate: { credential: [0.5, 0, 0, 0], request: [1, 0, 0, 0], server: [0, 0, 0, 0] },
  every_request_to_endpoint: {
    credential: [1.2, 0, -0.5, 0],
    request: [0.5, 0, -0.5, 0],
    slow: [0.5, 0.3, -0.5, 0],
  },
  intermittent: {
    credential: [-0.8, 1.6, 0, 0],
    request: [-0.4, 1, 0, 0.2],
    missing: [-0.6, 1.3, 0, 0.2],
    throttled: [0, 0, 0, 0],
    server: [-0.5, 0.5, 0, 0],
  },
  other_endpoints_ok: {
    credential: [0.3, 0, -0.7, 0],
    request: [0.3, 0, -0.7, 0],
    server: [0.3, 0, -0.7, 0],
    throttled: [-0.7, 0.7, 0, 0],
    slow: [0.3, 0.3, -1, 0],
  },
  several_endpoints: {
    credential: [0, 0.3, 0.3, 0],
    request: [-1.2, 1.2, 0.3, 0],
    server: [-1, 0.7, 0, 0],
    slow: [-0.3, 0.4, 0, 0],
  },
  endpoint_never_ok: {
    credential: [1.5, -1, 0, 0],
    request: [2.5, -1, 0, 0],
    server: [0.8, 0, 0, 0],
    path: [1.5, -0.5, 0.3, 0],
    tls: [1.2, -0.5, 0, 0],
  },
  success_on_retry: { credential: [-0.5, 0.6, 0, 0], request: [-0.3, 0.4, 0, 0], server: [-0.3, 0.3, 0, 0] },
  everyday_share: all([0, 0, 0, 0.3], ['request', 'credential', 'server', 'broken']),

  only_this_credential_fails: { credential: [4.5, -1.5, -1, -0.5], throttled: [2, -0.5, 0, 0] },
  credential_fails_sometimes: { credential: [4, -1, 0, 0.3] },
  all_credentials_fail: { credential: [-1.2, 2, 0.5, 0], throttled: [-0.3, 0.7, 0.3, 0] },
  same_credential_ok: { credential: [-1, 1.2, 0, 0] },
  no_credential_sent: { credential: [3, -1, 0, 0] },

  only_this_shape_fails: {
    request: [3.5, -1, -0.5, -0.3],
    server: [4, 0, -0.5, -0.3],
    slow: [3.5, -0.3, -0.5, -0.3],
    credential: [1.5, 0, 0, 0],
  },
  this_shape_fails_most: {
    request: [2.2, -0.5, -0.5, 0],
    server: [3, 0, -0.5, 0],
    slow: [3, -0.3, -0.5, 0],
    credential: [1, 0, 0, 0],
  },
  new_shape_fails: {
    request: [3, -1, 0, -0.5],
    server: [2.2, -0.3, 0, 0],
    slow: [2, -0.3, 0, 0],
    credential: [1, 0, 0, 0],
  },
  known_shape_fails: { request: [-0.5, 0.9, 0, 0], server: [-0.3, 0.2, 0, 0] },
  several_shapes_fail: { request: [-0.8, 1.2, 0, 0], server: [-0.5, 0.3, 0, 0] },

  after_own_change: {
    request: [5.5, -0.7, 0, -1],
    credential: [5.5, -0.7, 0, -1],
    server: [3.5, -0.3, 0, -0.5],
    throttled: [3, 0, 0, 0],
    slow: [4.5, -0.3, 0, 0],
    path: [5.5, -0.7, 0, -0.7],
    tls: [5.5, -1, 0, -0.7],
    broken: [5, -0.5, 0, 0],
  },
  after_secret_change: { credential: [1.5, -0.5, 0, 0] },
  no_own_change: {
    request: [-0.3, 0.5, 0, 0.2],
    missing: [-0.4, 0.6, 0, 0.1],
    credential: [-0.2, 0.4, 0, 0.2],
    tls: [-0.5, 0.4, 0.2, 0],
    path: [-0.3, 0, 0, 0],
  },
  worked_after_own_change: {
    request: [-0.7, 0.7, 0, 0],
    credential: [-0.5, 0.5, 0, 0],
    server: [-0.3, 0.3, 0, 0],
  },

  only_new_sockets_fail: { broken: [0, 0, 0.5, 0], server: [0, 0, 0.2, 0], slow: [0, 0, 0.2, 0] },
  nobody_else_opens: { broken: [-0.3, -1.5, 0.3, 1.5], slow: [-0.3, -1.5, 0.3, 1.5] },
  only_reused_sockets_fail: { broken: [0.8, 0, 0.6, 0] },

  other_providers_fail_too: {
    path: [0.3, -1.5, 3, -0.5],
    tls: [2, -1.5, 0.7, -0.3],
    broken: [0.3, -1, 2.5, -0.3],
    slow: [0.5, -1, 2, 0],
    server: [0, -0.3, 1.2, 0],
    credential: [1, -0.7, 1, 0.3],
    request: [0.7, -0.3, 0.5, 0.3],
    throttled: [0.5, 0, 0.7, 0],
  },
  all_providers_fail: {
    path: [0.3, -1.5, 1.5, 0],
    tls: [0, -1, 1, 0],
    broken: [0.3, -1, 1.5, 0],
    slow: [0.7, -1, 1, 0],
    server: [0, -1, 2, 0],
    credential: [1, -1.5, 1.5, 0],
    request: [0.7, -1, 1, 0],
  },
  others_fail_on_the_way: {
    server: [0, -0.5, 2.2, 0],
    broken: [0, -0.3, 1, 0],
    slow: [0, -0.3, 1, 0],
    tls: [0, -0.3, 0.7, 0],
  },
  other_providers_ok: {
    path: [-0.7, 2.2, -2, -0.6],
    tls: [-0.5, 1.5, -1, -0.3],
    broken: [-0.5, 1.2, -1, -0.3],
    slow: [-0.5, 1, -1.2, -0.3],
    server: [0, 0.2, -0.7, 0],
  },
  nobody_to_compare: {
    path: [-0.3, -0.5, -0.3, 2],
    tls: [0, 0, 0, 1],
    broken: [-0.4, -0.4, 0, 1.8],
    slow: [0, 0, 0, 0.7],
  },
  same_edge_fails: {
    path: [-0.5, 2.5, -1.5, 0],
    server: [-0.5, 2, -0.7, 0],
    broken: [-0.5, 2, -0.7, 0],
    slow: [-0.5, 1.5, -0.7, 0],
    tls: [-0.5, 1.5, 0, 0],
    credential: [-0.5, 1.5, 0, 0],
    request: [-0.5, 1.5, 0, 0],
  },
  same_answer_elsewhere: {
    server: [0, -1.5, 3, 0],
    credential: [0.5, -1.5, 2.5, 0],
    request: [0.5, -1, 2, 0],
  },
  nobody_is_trusted: { tls: [0, -0.5, 2.5, 0] },
  others_slow_too: { path: [0.3, -0.3, 0.7, 0], broken: [0, -0.3, 1, 0], server: [0, -0.2, 0.7, 0] },

  event_loop_late: {
    slow: [6, -1.5, -1.5, -1],
    path: [4, -1, -1, -1],
    tls: [2.5, -0.5, 0, 0],
    broken: [2.5, -0.5, 0, 0],
  },
  pool_queue: {
    slow: [2.5, -0.5, 0, 0],
    path: [2.5, -0.5, 0.3, 0],
    broken: [1, 0, 0, 0],
    server: [0, 0, 0, 0],
  },
  pool_queue_followed: { slow: [-0.5, 0.5, 0, 0], path: [0, 0, 0, 0] },
  open_files: {
    path: [6, -1.5, -1, -1],
    tls: [4, -1, -0.5, 0],
    broken: [3, -0.5, -0.5, 0],
    slow: [3, -0.5, -0.5, 0],
    request: [2, 0, 0, 0],
  },
  clock_skew: { credential: [5, -1.5, 0, -1], tls: [6, -1.5, -0.5, -1], request: [2.5, -0.5, 0, 0] },

  own_rate_up: {
    throttled: [4, -1, -0.5, -0.5],
    slow: [1, 0, 0, 0],
    path: [1.5, 0, 0, 0],
    server: [1, 0, 0, 0],
    broken: [0.7, 0, 0, 0],
  },
  own_rate_flat: { throttled: [-1, 1.2, 0.3, 0.2] },
  limit_lowered: { throttled: [-1, 4, -0.5, -0.5] },
  others_use_the_limit: { throttled: [0.7, 0, 2, 0.3] },
  own_use_of_the_limit: { throttled: [1.5, -0.5, -0.5, 0] },

  slow_successes: {
    slow: [-0.5, 1.5, 0.2, 0],
    server: [-0.2, 0.5, 0, 0],
    credential: [-0.5, 0.8, 0, 0],
    request: [-0.3, 0.3, 0, 0],
    broken: [0, 0.5, 0.2, 0],
    throttled: [0, 0.5, 0, 0],
  },
  refused_slowly: { credential: [-0.7, 1.8, 0, 0], request: [-0.3, 0.7, 0, 0], throttled: [-0.2, 0.5, 0, 0] },
  refused_quickly: { credential: [0.7, -0.3, 0, 0], request: [0.3, -0.2, 0, 0] },
  deadline_too_short: { slow: [2.5, -0.5, -0.5, 0] },

  reported_by_others: {
    ...all([0, 0.7, 0, 0]),
    throttled: [0, 0.4, 0, 0],
  },
};

/** What is believed of every sign, per family. */
export const EXPERT_WEIGHTS: ExpertTable = Object.fromEntries(
  Object.entries(BELIEFS).map(([code, { request, ...others }]) => [
    code,
    request === undefined ? others : { missing: request, ...others, request },
  ]),
);

function all(
  weights: readonly [number, number, number, number],
  families: readonly string[] = Object.keys(EXPERT_PRIOR),
): Record<string, readonly [number, number, number, number]> {
  return Object.fromEntries(families.map((family) => [family, weights]));
}
