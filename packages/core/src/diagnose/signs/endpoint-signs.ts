import { enough, passesAndFails, ramp, type Sign, unexplained } from '../sign.ts';
import type { View } from '../view.ts';

/** How far the failures of this endpoint leave no gap. */
function consistency({ endpoint }: View): number {
  return enough(endpoint.failed - 1, 2) * (1 - ramp(endpoint.ok / (endpoint.ok + endpoint.failed), 0, 0.06));
}

/** What the endpoints of the provider show. */
export const ENDPOINT_SIGNS: readonly Sign[] = [
  {
    code: 'consistent_and_immediate',
    group: 'endpoints',
    strength: (view) => consistency(view) * (view.deadline ? 0 : 1),
    observed: ({ endpoint }) => `${endpoint.failed} in a row`,
  },
  {
    code: 'every_request_to_endpoint',
    group: 'endpoints',
    strength: (view) => consistency(view) * enough(view.fineExchanges, 3),
    observed: ({ endpoint, endpointsFine }) =>
      `${endpoint.failed}/${endpoint.failed}, ${endpointsFine} others fine`,
  },
  {
    code: 'intermittent',
    group: 'endpoints',
    strength: (view) => passesAndFails(view.endpoint) * unexplained(view),
    observed: ({ endpoint }) => `${endpoint.failed}/${endpoint.failed + endpoint.ok}`,
  },
  {
    code: 'other_endpoints_ok',
    group: 'endpoints',
    strength: ({ endpointsFine, fineExchanges }) => (endpointsFine === 0 ? 0 : enough(fineExchanges, 3)),
    observed: ({ endpointsFine, endpointsFailing }) =>
      `${endpointsFine}/${endpointsFine + endpointsFailing - 1}`,
  },
  {
    code: 'several_endpoints',
    group: 'endpoints',
    strength: (view) =>
      ramp(view.endpointsFailing, 1, 3) *
      (view.endpointsFailing / (view.endpointsFailing + view.endpointsFine)) *
      unexplained(view),
    observed: ({ endpointsFailing, endpointsFine }) =>
      `${endpointsFailing}/${endpointsFailing + endpointsFine}`,
  },
  {
    code: 'endpoint_never_ok',
    group: 'endpoints',
    strength: ({ everOk, endpoint }) => (everOk ? 0 : enough(endpoint.failed, 1)),
    observed: ({ endpoint }) => `0/${endpoint.failed}`,
  },
  {
    code: 'success_on_retry',
    group: 'endpoints',
    strength: (view) =>
      passesAndFails(view.endpoint) *
      (view.credential === undefined ? 1 : passesAndFails(view.credential)) *
      (view.shape === undefined ? 1 : passesAndFails(view.shape)) *
      unexplained(view),
    observed: ({ endpoint }) => `${endpoint.ok} since`,
  },
  {
    code: 'everyday_share',
    group: 'endpoints',
    // As many as ever: noise that passes by itself, not an incident.
    strength: ({ everyday, score }) => ramp(everyday, 0.004, 0.03) * (1 - ramp(score, 2, 8)),
    observed: ({ everyday }) => `${(everyday * 100).toFixed(1)}% as ever`,
  },
];
