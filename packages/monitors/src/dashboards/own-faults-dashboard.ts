import { METRIC } from '@faultline/core';
import { RECORD } from '../rules/record-names.ts';
import type { DashboardSpec } from './panel.ts';
import { rateBy, SELECTED, selected } from './selectors.ts';

/** What we do wrong ourselves, by version and endpoint. */
export const OWN_FAULTS: DashboardSpec = {
  uid: 'faultline-own-faults',
  title: 'Faultline / Own faults',
  description: 'Failures by our own fault, by version and endpoint, with deploys marked.',
  providers: 'many',
  rows: [
    {
      title: 'By version',
      panels: [
        {
          title: 'Own faults by version',
          description:
            'Requests that fail by our fault, by the version that sends them. A deploy shows as a mark.',
          kind: 'stacked',
          unit: 'reqps',
          width: 12,
          queries: [
            {
              expr: `sum by (service_version) (${RECORD.versionIncrease5m}{${SELECTED}, blame="self"}) / 300`,
              legend: '{{service_version}}',
            },
          ],
        },
        {
          title: 'Failing share by version and endpoint',
          description: 'Share of each version’s attempts on an endpoint that fail by our fault.',
          kind: 'timeseries',
          unit: 'percentunit',
          width: 12,
          queries: [
            {
              expr: `sum by (service_version, provider, endpoint) (${RECORD.versionFailure5m}{${SELECTED}, blame="self"})`,
              legend: '{{service_version}} {{provider}} {{endpoint}}',
            },
          ],
        },
        {
          title: 'Running versions',
          description: 'Instances of each version of the service.',
          kind: 'timeseries',
          unit: 'short',
          width: 12,
          queries: [
            {
              expr: `count by (service_version) (${selected(METRIC.buildInfo)})`,
              legend: '{{service_version}}',
            },
          ],
        },
        {
          title: 'Own faults by category',
          description: 'What is wrong: the request, the credential, the limit, the configuration.',
          kind: 'stacked',
          unit: 'reqps',
          width: 12,
          queries: [{ expr: rateBy('category', METRIC.requests, 'blame="self"'), legend: '{{category}}' }],
        },
      ],
    },
    {
      title: 'Where',
      panels: [
        {
          title: 'Endpoints that reject us',
          description: 'Where our requests are refused over the last five minutes.',
          kind: 'table',
          unit: 'reqps',
          width: 12,
          queries: [
            {
              expr: `sort_desc(sum by (provider, endpoint, status, category) (rate(${selected(METRIC.requests, 'blame="self"')}[5m])) > 0)`,
              legend: '{{provider}} {{endpoint}} {{status}} {{category}}',
              instant: true,
            },
          ],
        },
        {
          title: 'Instances that fail',
          description: 'Own faults by instance: one of many is a bad instance, all of them a bad version.',
          kind: 'timeseries',
          unit: 'reqps',
          width: 12,
          queries: [{ expr: rateBy('instance', METRIC.requests, 'blame="self"'), legend: '{{instance}}' }],
        },
        {
          title: 'Vitals',
          description: 'Event-loop delay, queued requests, open files, clock skew, by instance.',
          kind: 'timeseries',
          unit: 'short',
          width: 12,
          queries: [
            {
              expr: `max by (instance, vital) (${selected(METRIC.ownHealth)})`,
              legend: '{{instance}} {{vital}}',
            },
          ],
        },
        {
          title: "Faultline's own trouble",
          description:
            'Internal errors that were caught, and labels that were folded because a cap was reached.',
          kind: 'timeseries',
          unit: 'reqps',
          width: 12,
          queries: [
            { expr: rateBy('where', METRIC.internalErrors), legend: 'error in {{where}}' },
            { expr: rateBy('where', METRIC.overflow), legend: 'folded {{where}}' },
          ],
        },
      ],
    },
  ],
};
