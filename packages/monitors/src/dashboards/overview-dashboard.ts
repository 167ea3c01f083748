import { METRIC } from '@faultline/core';
import type { DashboardSpec } from './panel.ts';
import { durationQuantile, rateBy, selected } from './selectors.ts';

/** Is it me or them? The verdict per provider, blame over time, who fails now. */
export const OVERVIEW: DashboardSpec = {
  uid: 'faultline-overview',
  title: 'Faultline / Overview',
  description: 'Is it me or the API? Verdict per provider, blame over time, who fails now.',
  providers: 'many',
  rows: [
    {
      title: 'Is it me or them?',
      panels: [
        {
          title: 'Failing by our own fault',
          description: 'Share of outbound requests that fail by the fault of this service or its account.',
          kind: 'stat',
          unit: 'percentunit',
          width: 6,
          height: 5,
          queries: [{ expr: shareBlamedOn('self'), legend: 'own fault' }],
        },
        {
          title: "Failing by providers' fault",
          description: 'Share of outbound requests that fail by the fault of the API that was called.',
          kind: 'stat',
          unit: 'percentunit',
          width: 6,
          height: 5,
          queries: [{ expr: shareBlamedOn('provider'), legend: 'provider fault' }],
        },
        {
          title: 'Failing by the network between',
          description:
            'Share of outbound requests that fail on the path: resolver, egress, proxy, trust store.',
          kind: 'stat',
          unit: 'percentunit',
          width: 6,
          height: 5,
          queries: [{ expr: shareBlamedOn('network'), legend: 'network fault' }],
        },
        {
          title: 'Failing for unknown reasons',
          description: 'Share of outbound requests whose failure the evidence cannot attribute.',
          kind: 'stat',
          unit: 'percentunit',
          width: 6,
          height: 5,
          queries: [{ expr: shareBlamedOn('unknown'), legend: 'unknown' }],
        },
        {
          title: 'Verdict per provider',
          description: 'The standing judgement on each provider, by kind. No line means healthy.',
          kind: 'states',
          unit: 'none',
          width: 12,
          queries: [
            {
              expr: `max by (provider, kind) (${selected(METRIC.verdict, 'kind!="healthy"')}) > 0`,
              legend: '{{provider}} {{kind}}',
            },
          ],
        },
        {
          title: 'Blame over time',
          description: 'Failed requests by whose fault they are. Your customers’ faults are shown apart.',
          kind: 'stacked',
          unit: 'reqps',
          width: 12,
          queries: [{ expr: rateBy('blame', METRIC.requests, 'blame!="none"'), legend: '{{blame}}' }],
        },
      ],
    },
    {
      title: 'Who fails now',
      panels: [
        {
          title: 'Failures by provider and blame',
          description: 'Providers with failing requests over the last five minutes; the blame says who acts.',
          kind: 'table',
          unit: 'reqps',
          width: 12,
          queries: [
            {
              expr: `sort_desc(sum by (provider, blame, category) (rate(${selected(METRIC.requests, 'blame!="none"')}[5m])) > 0)`,
              legend: '{{provider}} {{blame}} {{category}}',
              instant: true,
            },
          ],
        },
        {
          title: 'Requests by provider',
          description: 'Outbound requests a second.',
          kind: 'timeseries',
          unit: 'reqps',
          width: 6,
          queries: [{ expr: rateBy('provider', METRIC.requests), legend: '{{provider}}' }],
        },
        {
          title: 'Slowest providers',
          description: '95 % of the answers begin within this time.',
          kind: 'timeseries',
          unit: 's',
          width: 6,
          queries: [{ expr: durationQuantile(0.95, 'provider'), legend: '{{provider}}' }],
        },
        {
          title: 'Open circuits',
          description: 'Circuit breakers that are not closed, by provider and state.',
          kind: 'timeseries',
          unit: 'short',
          width: 12,
          queries: [
            {
              expr: `sum by (provider, state) (${selected(METRIC.circuitOpenKeys)})`,
              legend: '{{provider}} {{state}}',
            },
          ],
        },
        {
          title: 'Vitals of our own processes',
          description:
            'What can make our own trouble look like theirs: event loop, pools, open files, clock.',
          kind: 'timeseries',
          unit: 'short',
          width: 12,
          queries: [{ expr: `max by (vital) (${selected(METRIC.ownHealth)})`, legend: '{{vital}}' }],
        },
      ],
    },
  ],
};

/** Share of all requests; zero when nobody is to blame, so that the panel is never empty. */
function shareBlamedOn(blame: string): string {
  const all = `sum(rate(${selected(METRIC.requests)}[$__rate_interval]))`;
  const blamed = `sum(rate(${selected(METRIC.requests, `blame="${blame}"`)}[$__rate_interval]))`;
  return `(${blamed} / ${all}) or (0 * ${all})`;
}
