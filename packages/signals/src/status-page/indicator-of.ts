import { STATUS_INDICATORS, type StatusIndicator } from '@faultline/core';

/** Reads one shape of document; `undefined` for a document of another shape. */
type Reader = (document: unknown) => StatusIndicator | undefined;

/** From good to bad: an incident is worse than planned work. */
const BY_SEVERITY: readonly StatusIndicator[] = ['none', 'maintenance', 'minor', 'major', 'critical'];

/** Overall codes of status.io (its developer documentation). A security event says nothing of what answers. */
const STATUSIO_CODES: ReadonlyMap<unknown, StatusIndicator> = new Map([
  [100, 'none'],
  [200, 'maintenance'],
  [300, 'minor'],
  [400, 'major'],
  [500, 'critical'],
  [600, 'minor'],
]);
/** Page states and incident impacts of Instatus (https://instatus.com/help/api/public-data). */
const INSTATUS_WORDS: ReadonlyMap<unknown, StatusIndicator> = new Map([
  ['UP', 'none'],
  ['UNDERMAINTENANCE', 'maintenance'],
  ['HASISSUES', 'minor'],
  ['DEGRADEDPERFORMANCE', 'minor'],
  ['MINOROUTAGE', 'minor'],
  ['PARTIALOUTAGE', 'minor'],
  ['MAJOROUTAGE', 'major'],
]);
/** Aggregate states of Better Stack (its documentation, "JSON API status"). */
const BETTERSTACK_STATES: ReadonlyMap<unknown, StatusIndicator> = new Map([
  ['operational', 'none'],
  ['maintenance', 'maintenance'],
  ['degraded', 'minor'],
  ['downtime', 'major'],
]);
/** Types of an incident of Slack (https://docs.slack.dev/reference/slack-status-api). */
const SLACK_TYPES: ReadonlyMap<unknown, StatusIndicator> = new Map([
  ['maintenance', 'maintenance'],
  ['notice', 'minor'],
  ['incident', 'minor'],
  ['outage', 'major'],
]);
/** Colours of the systems of Heroku (its CLI prints them as they come). */
const HEROKU_COLOURS: ReadonlyMap<unknown, StatusIndicator> = new Map([
  ['green', 'none'],
  ['yellow', 'minor'],
  ['red', 'major'],
]);
/** Health of Azure DevOps (its REST reference, "Status - Health"). */
const AZURE_DEVOPS_HEALTH: ReadonlyMap<unknown, StatusIndicator> = new Map([
  ['healthy', 'none'],
  ['advisory', 'minor'],
  ['degraded', 'minor'],
  ['unhealthy', 'major'],
]);

/** One reader for each shape that is known; no document has two of them. */
const READERS: readonly Reader[] = [
  // Atlassian Statuspage and those that answer as it does, such as incident.io: `/api/v2/status.json`, `/summary.json`.
  (document) => {
    const indicator = field(document, 'status', 'indicator');
    return STATUS_INDICATORS.find((known) => known === indicator);
  },
  (document) => {
    const state = INSTATUS_WORDS.get(field(document, 'page', 'status'));
    if (state === undefined) return undefined;
    const impacts = listOf(document, 'activeIncidents').map((each) =>
      INSTATUS_WORDS.get(field(each, 'impact')),
    );
    return worst([state, ...(state === 'minor' ? impacts : [])]);
  },
  (document) => STATUSIO_CODES.get(field(document, 'result', 'status_overall', 'status_code')),
  (document) => BETTERSTACK_STATES.get(field(document, 'data', 'attributes', 'aggregate_state')),
  (document) => {
    const incidents = field(document, 'active_incidents');
    if (!Array.isArray(incidents)) return undefined;
    if (field(document, 'status') === 'ok') return 'none';
    // Something is active, whatever its type.
    return worst(incidents.map((each) => SLACK_TYPES.get(field(each, 'type')) ?? 'minor'));
  },
  (document) =>
    worst(listOf(document, 'status').map((system) => HEROKU_COLOURS.get(field(system, 'status')))),
  (document) => AZURE_DEVOPS_HEALTH.get(field(document, 'status', 'health')),
];

/**
 * What a document of a status page claims: the public JSON of Atlassian Statuspage, incident.io, Instatus, status.io,
 * Better Stack, Slack, Heroku and Azure DevOps, told apart by their shape. Anything else is `unknown`; never throws.
 */
export function indicatorOf(text: string): StatusIndicator {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return 'unknown';
  }
  for (const read of READERS) {
    const indicator = read(document);
    if (indicator !== undefined) return indicator;
  }
  return 'unknown';
}

/** The worst of those that are known; `undefined` when one is not, as then nobody knows. */
function worst(indicators: readonly (StatusIndicator | undefined)[]): StatusIndicator | undefined {
  let place = -1;
  for (const indicator of indicators) {
    if (indicator === undefined) return undefined;
    place = Math.max(place, BY_SEVERITY.indexOf(indicator));
  }
  return BY_SEVERITY[place];
}

function listOf(document: unknown, name: string): readonly unknown[] {
  const list = field(document, name);
  return Array.isArray(list) ? list : [];
}

function field(document: unknown, ...path: readonly string[]): unknown {
  let value = document;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value;
}
