import type { ProviderRow } from '../provider.ts';

/** Monitoring and logs. */
// biome-ignore format: one provider is one line
export const OBSERVABILITY: readonly ProviderRow[] = [
  ['datadog', 'Datadog', 'api.datadoghq.com *.datadoghq.com *.datadoghq.eu *.ddog-gov.com', 'statuspage https://status.datadoghq.com'],
  ['newrelic', 'New Relic', 'api.newrelic.com *.newrelic.com', 'statuspage https://status.newrelic.com'],
  ['sentry', 'Sentry', 'sentry.io *.sentry.io *.ingest.sentry.io', 'statuspage https://status.sentry.io'],
  ['rollbar', 'Rollbar', 'api.rollbar.com', 'incidentio https://status.rollbar.com'],
  ['bugsnag', 'Bugsnag', 'notify.bugsnag.com api.bugsnag.com', 'statuspage https://status.bugsnag.com'],
  ['honeycomb', 'Honeycomb', 'api.honeycomb.io api.eu1.honeycomb.io', 'unconfirmed https://status.honeycomb.io'],
  ['grafana-cloud', 'Grafana Cloud', '*.grafana.net grafana.com', 'unconfirmed https://status.grafana.com'],
  ['logzio', 'Logz.io', 'api.logz.io listener.logz.io', 'statuspage https://status.logz.io'],
  ['loggly', 'Loggly', 'logs-01.loggly.com', 'statuspage https://status.loggly.com'],
  ['papertrail', 'Papertrail', 'papertrailapp.com logs.papertrailapp.com', 'statuspage https://www.papertrailstatus.com'],
  ['sumologic', 'Sumo Logic', 'api.sumologic.com *.sumologic.com', 'statusio https://status.sumologic.com https://api.status.io/1.0/status/5ea1c7ba3f2f1604b93ca38e'],
  ['dynatrace', 'Dynatrace', '*.live.dynatrace.com api.dynatrace.com', 'page https://dynatrace.status.io'],
  ['pagerduty', 'PagerDuty', 'api.pagerduty.com events.pagerduty.com api.eu.pagerduty.com events.eu.pagerduty.com', 'page https://status.pagerduty.com'],
  ['incident-io', 'incident.io', 'api.incident.io', 'unconfirmed https://status.incident.io'],
  ['betterstack', 'Better Stack', 'uptime.betterstack.com in.logs.betterstack.com', 'page https://status.betterstack.com'],
  ['pingdom', 'Pingdom', 'api.pingdom.com', 'json https://status.pingdom.com https://api.sorryapp.com/v1/pages/2273/components'],
  ['checkly', 'Checkly', 'api.checklyhq.com', 'statuspage https://is.checkly.online'],
];
