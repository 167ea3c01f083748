import { METRIC } from '@faultline/core';
import type { DashboardSpec } from './panel.ts';
import { durationQuantile, rateBy, selected } from './selectors.ts';

/** Everything about one provider: endpoints, categories, latency, circuit, limits, status. */
export const PROVIDER: DashboardSpec = {
  uid: 'faultline-provider',
  title: 'Faultline / Provider',
  description: 'One provider: endpoints, categories, latency, circuit, limits, status page, traces.',
  providers: 'one',
  rows: [
    {
      title: 'Verdict',
      panels: [
        {
          title: 'Standing verdict',
          description: 'What Faultline holds against this provider, over time. No line means healthy.',
          kind: 'states',
          unit: 'none',
          width: 12,
          queries: [
            {
              expr: `max by (kind, owner) (${selected(METRIC.verdict, 'kind!="healthy"')}) > 0`,
              legend: '{{kind}} ({{owner}})',
            },
          ],
        },
        {
          title: 'Confidence of the verdict',
          description: 'From 0 to 1; below 0.8 look for yourself.',
          kind: 'timeseries',
          unit: 'percentunit',
          width: 6,
          queries: [
            {
              expr: `max by (kind) (${selected(METRIC.verdictConfidence, 'kind!="healthy"')})`,
              legend: '{{kind}}',
            },
          ],
        },
        {
          title: 'Their own status page',
          description: 'What the provider itself claims. It lags behind by 10 to 40 minutes.',
          kind: 'states',
          unit: 'none',
          width: 6,
          queries: [
            {
              expr: `max by (indicator) (${selected(METRIC.providerStatus)}) > 0`,
              legend: '{{indicator}}',
            },
          ],
        },
      ],
    },
    {
      title: 'Requests',
      panels: [
        {
          title: 'Failures by category',
          description: 'What was seen, whoever is to blame.',
          kind: 'stacked',
          unit: 'reqps',
          width: 12,
          queries: [{ expr: rateBy('category', METRIC.requests, 'blame!="none"'), legend: '{{category}}' }],
        },
        {
          title: 'Failures by blame',
          description: 'Who has to act.',
          kind: 'stacked',
          unit: 'reqps',
          width: 12,
          queries: [{ expr: rateBy('blame', METRIC.requests, 'blame!="none"'), legend: '{{blame}}' }],
        },
        {
          title: 'Failing endpoints',
          description: 'Endpoints with failures over the last five minutes.',
          kind: 'table',
          unit: 'reqps',
          width: 12,
          queries: [
            {
              expr: `sort_desc(sum by (endpoint, status, category, blame) (rate(${selected(METRIC.requests, 'blame!="none"')}[5m])) > 0)`,
              legend: '{{endpoint}} {{status}} {{category}} {{blame}}',
              instant: true,
            },
          ],
        },
        {
          title: 'Bodies that broke off',
          description: 'Answers that had begun well and failed before their end.',
          kind: 'timeseries',
          unit: 'reqps',
          width: 12,
          queries: [
            { expr: rateBy('category, blame', METRIC.bodyFailures), legend: '{{category}} {{blame}}' },
          ],
        },
      ],
    },
    {
      title: 'Latency',
      panels: [
        {
          title: 'Time to headers',
          description: 'Half, 95 % and 99 % of the answers begin within this time. Dots are traces.',
          kind: 'timeseries',
          unit: 's',
          width: 12,
          exemplars: true,
          queries: [
            { expr: durationQuantile(0.5, 'provider'), legend: 'p50' },
            { expr: durationQuantile(0.95, 'provider'), legend: 'p95' },
            { expr: durationQuantile(0.99, 'provider'), legend: 'p99' },
          ],
        },
        {
          title: 'Slowest endpoints',
          description: '95 % of the answers of each endpoint begin within this time.',
          kind: 'timeseries',
          unit: 's',
          width: 12,
          queries: [{ expr: durationQuantile(0.95, 'endpoint'), legend: '{{endpoint}}' }],
        },
      ],
    },
    {
      title: 'Circuit and limits',
      panels: [
        {
          title: 'Circuit',
          description: "State of the origin's breaker over time.",
          kind: 'states',
          unit: 'none',
          width: 8,
          queries: [{ expr: `max by (state) (${selected(METRIC.circuitState)}) > 0`, legend: '{{state}}' }],
        },
        {
          title: 'Rejections and transitions',
          description:
            'Requests that a breaker rejected (or would have, in shadow mode), and its state changes.',
          kind: 'timeseries',
          unit: 'reqps',
          width: 8,
          queries: [
            {
              expr: rateBy('enforced', METRIC.circuitRejections),
              legend: 'rejected, enforced={{enforced}}',
            },
            { expr: rateBy('to', METRIC.circuitTransitions), legend: 'to {{to}}' },
          ],
        },
        {
          title: 'Rate limit left',
          description: 'What is left of the lowest limit, over instances and credentials.',
          kind: 'timeseries',
          unit: 'percentunit',
          width: 4,
          queries: [{ expr: `min by (job) (${selected(METRIC.rateLimitRemaining)})`, legend: '{{job}}' }],
        },
        {
          title: 'Blocked for',
          description: 'Seconds until the provider said that it will answer again.',
          kind: 'timeseries',
          unit: 's',
          width: 4,
          queries: [{ expr: `max by (job) (${selected(METRIC.blocked)})`, legend: '{{job}}' }],
        },
      ],
    },
  ],
};
