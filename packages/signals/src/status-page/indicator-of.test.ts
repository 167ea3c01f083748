import { STATUS_INDICATORS } from '@faultline/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indicatorOf } from './indicator-of.ts';

const PAGE = { id: 'y2j98763l56x', name: 'Example', url: 'https://status.example.com' };
const statuspage = (indicator: string): unknown => ({
  page: PAGE,
  status: { indicator, description: 'Partial System Outage' },
  components: [{ id: 'b13y', name: 'API', status: 'partial_outage' }],
});
const instatus = (status: string, ...impacts: string[]): unknown => ({
  page: { name: 'Example', url: 'https://status.example.com', status },
  activeIncidents: impacts.map((impact) => ({ name: 'An issue', status: 'INVESTIGATING', impact })),
  activeMaintenances: [{ name: 'Database', status: 'NOTSTARTEDYET', duration: '60' }],
});
const statusio = (status_code: number): unknown => ({
  result: {
    status_overall: { updated: '2016-01-29T22:57:03.079Z', status: 'Words', status_code },
    status: [{ id: '56a8', name: 'Website', status: 'Operational', status_code: 100, containers: [] }],
    incidents: [],
  },
});
const betterstack = (aggregate_state: string): unknown => ({
  data: { id: '165', type: 'status_page', attributes: { company_name: 'Example', aggregate_state } },
  included: [],
});
const slack = (status: string, ...types: string[]): unknown => ({
  status,
  date_created: '2019-04-09T07:35:46-07:00',
  active_incidents: types.map((type) => ({ id: '546', title: 'An issue', type, status: 'active' })),
});
const heroku = (...colours: string[]): unknown => ({
  status: colours.map((status, i) => ({ system: ['Apps', 'Data', 'Tools'][i], status })),
  incidents: [],
  scheduled: [],
});
const azureDevOps = (health: string): unknown => ({
  lastUpdated: '2024-05-01T00:00:00Z',
  services: [{ id: 'Boards', geographies: [{ id: 'US', health: 'healthy' }] }],
  status: { health, message: 'Words' },
});

describe('indicatorOf', () => {
  it.each([
    ['Statuspage: none', statuspage('none'), 'none'],
    ['Statuspage: minor', statuspage('minor'), 'minor'],
    ['Statuspage: major', statuspage('major'), 'major'],
    ['Statuspage: critical', statuspage('critical'), 'critical'],
    ['Statuspage: maintenance', statuspage('maintenance'), 'maintenance'],
    ['Statuspage: a word it does not have', statuspage('fine'), 'unknown'],
    ['Instatus: up', instatus('UP'), 'none'],
    ['Instatus: maintenance', instatus('UNDERMAINTENANCE'), 'maintenance'],
    ['Instatus: issues, none of them listed', instatus('HASISSUES'), 'minor'],
    ['Instatus: the worst of its issues', instatus('HASISSUES', 'MINOROUTAGE', 'MAJOROUTAGE'), 'major'],
    ['Instatus: an issue of unknown impact', instatus('HASISSUES', 'APOCALYPSE'), 'unknown'],
    ['status.io: operational', statusio(100), 'none'],
    ['status.io: planned maintenance', statusio(200), 'maintenance'],
    ['status.io: degraded', statusio(300), 'minor'],
    ['status.io: partial disruption', statusio(400), 'major'],
    ['status.io: disruption', statusio(500), 'critical'],
    ['status.io: a code it does not have', statusio(150), 'unknown'],
    ['Better Stack: operational', betterstack('operational'), 'none'],
    ['Better Stack: degraded', betterstack('degraded'), 'minor'],
    ['Better Stack: downtime', betterstack('downtime'), 'major'],
    ['Better Stack: maintenance', betterstack('maintenance'), 'maintenance'],
    ['Slack: ok', slack('ok'), 'none'],
    ['Slack: an incident', slack('active', 'incident'), 'minor'],
    ['Slack: an outage beside a notice', slack('active', 'notice', 'outage'), 'major'],
    ['Slack: maintenance', slack('active', 'maintenance'), 'maintenance'],
    ['Slack: active, and nothing listed', slack('active'), 'unknown'],
    ['Heroku: all green', heroku('green', 'green', 'green'), 'none'],
    ['Heroku: one yellow', heroku('green', 'yellow', 'green'), 'minor'],
    ['Heroku: one red', heroku('yellow', 'red', 'green'), 'major'],
    ['Heroku: a colour it does not have', heroku('green', 'mauve'), 'unknown'],
    ['Azure DevOps: healthy', azureDevOps('healthy'), 'none'],
    ['Azure DevOps: degraded', azureDevOps('degraded'), 'minor'],
    ['Azure DevOps: unhealthy', azureDevOps('unhealthy'), 'major'],
    ['a document of nobody', { ok: true }, 'unknown'],
    ['an empty list, which may list anything', [], 'unknown'],
    ['null', null, 'unknown'],
  ])('reads %s', (_, document, indicator) => {
    expect(indicatorOf(JSON.stringify(document))).toBe(indicator);
  });

  it.each([
    ['a page for people', '<!doctype html><title>All Systems Operational</title>'],
    ['a cut document', '{"status":{"indicator":"none"'],
    ['nothing', ''],
    ['an inherited name', '{"status":{"__proto__":{"indicator":"none"}}}'],
  ])('takes %s for unknown, never for up', (_, text) => {
    expect(indicatorOf(text)).toBe('unknown');
  });

  it('gives one of the indicators for any document', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(STATUS_INDICATORS).toContain(indicatorOf(text));
      }),
    );
  });
});
