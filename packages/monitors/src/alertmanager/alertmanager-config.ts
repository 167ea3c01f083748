/** One route of Alertmanager, as its configuration file spells it. */
export interface Route {
  readonly receiver: string;
  readonly matchers?: readonly string[];
  readonly group_by?: readonly string[];
  readonly group_wait?: string;
  readonly group_interval?: string;
  readonly repeat_interval?: string;
  readonly routes?: readonly Route[];
}

/** An inhibition: while the source fires, the target notifies nobody. */
export interface InhibitRule {
  readonly source_matchers: readonly string[];
  readonly target_matchers: readonly string[];
  readonly equal: readonly string[];
}

/** An Alertmanager configuration. */
export interface AlertmanagerConfig {
  readonly global: { readonly resolve_timeout: string };
  readonly route: Route;
  readonly inhibit_rules: readonly InhibitRule[];
  readonly receivers: readonly {
    readonly name: string;
    readonly webhook_configs?: readonly { readonly url: string; readonly send_resolved: boolean }[];
  }[];
}

/** Who is told what. Each receiver is one group of people. */
export const RECEIVERS = {
  /** Pages those who own the calling service. */
  ownersPage: 'owners-page',
  /** Opens a ticket for those who own the calling service. */
  ownersTicket: 'owners-ticket',
  /** Pages those who run network, DNS and proxies. */
  platformPage: 'platform-page',
  /** Starts the provider-incident procedure: fallback, status page, support case. */
  providerIncident: 'provider-incident',
  /** Informs those who look after the relation with a provider. */
  providerWatch: 'provider-watch',
  /** Nobody. */
  nobody: 'null',
} as const;

/** What the Alertmanager configuration is generated for. */
export interface AlertmanagerOptions {
  /** Base URL of a webhook receiver; each receiver posts to `<url>/<receiver>`. */
  readonly webhookUrl: string;
  /** How long to collect alerts of one group before the first notification. @defaultValue `30s` */
  readonly groupWait?: string;
  /** @defaultValue `5m` */
  readonly groupInterval?: string;
}

/** Routes by blame (who must act), and inhibitions (an outage silences its consequences). */
export function alertmanagerConfig(options: AlertmanagerOptions): AlertmanagerConfig {
  return {
    global: { resolve_timeout: '5m' },
    route: {
      receiver: RECEIVERS.ownersTicket,
      group_by: ['blame', 'provider', 'job'],
      group_wait: options.groupWait ?? '30s',
      group_interval: options.groupInterval ?? '5m',
      repeat_interval: '4h',
      routes: [
        { receiver: RECEIVERS.nobody, matchers: ['severity = "info"'] },
        {
          receiver: RECEIVERS.ownersPage,
          matchers: ['blame = "self"', 'severity = "critical"'],
          group_by: ['alertname', 'provider', 'job'],
        },
        { receiver: RECEIVERS.platformPage, matchers: ['blame = "network"'], group_by: ['job'] },
        {
          // One notification for all services that one provider's outage hits.
          receiver: RECEIVERS.providerIncident,
          matchers: ['blame = "provider"', 'severity = "critical"'],
          group_by: ['provider'],
          repeat_interval: '12h',
        },
        { receiver: RECEIVERS.providerWatch, matchers: ['blame = "provider"'], group_by: ['provider'] },
      ],
    },
    inhibit_rules: INHIBITIONS.map(inhibitRule),
    receivers: Object.values(RECEIVERS).map((name) =>
      name === RECEIVERS.nobody
        ? { name }
        : { name, webhook_configs: [{ url: `${options.webhookUrl}/${name}`, send_resolved: true }] },
    ),
  };
}

interface Inhibition {
  readonly causes: readonly string[];
  readonly consequences: readonly string[];
  readonly equal: readonly string[];
  readonly reason: string;
}

/** What silences what, and why. */
export const INHIBITIONS: readonly Inhibition[] = [
  {
    causes: ['NetworkEgressDown'],
    consequences: [
      'ProviderOutage',
      'ProviderOutageLowTraffic',
      'ProviderEndpointFailing',
      'ProviderDegraded',
      'ProviderErrorBudgetBurn',
      'ProviderCircuitOpen',
      'OwnInstanceFault',
      'BlameUnknownHigh',
    ],
    equal: ['job'],
    reason: 'While nothing leaves the network, no provider can be judged.',
  },
  {
    causes: ['ProviderOutage'],
    consequences: [
      'OwnRequestBug',
      'ProviderEndpointGone',
      'ProviderEndpointFailing',
      'ProviderDegraded',
      'ProviderErrorBudgetBurn',
      'ProviderRateLimited',
      'ProviderCredentialsRejected',
      'ProviderCircuitOpen',
      'ProviderStatusBad',
      'TrafficStopped',
      'BlameUnknownHigh',
    ],
    equal: ['job', 'provider'],
    reason: 'Half-dead APIs answer nonsense: everything else seen at that provider is a consequence.',
  },
  {
    causes: ['ProviderCredentialsRejected', 'ProviderQuotaExhausted'],
    consequences: [
      'OwnRequestBug',
      'ProviderRateLimited',
      'ProviderQuotaNearLimit',
      'ProviderCircuitOpen',
      'TrafficStopped',
    ],
    equal: ['job', 'provider'],
    reason: 'A clear own cause hides what follows from it.',
  },
  {
    causes: ['ProviderRateLimited'],
    consequences: ['ProviderQuotaNearLimit'],
    equal: ['job', 'provider'],
    reason: 'A limit that refuses requests is past being near.',
  },
  {
    causes: ['OwnInstanceFault'],
    consequences: [
      'ProviderEndpointFailing',
      'ProviderDegraded',
      'ProviderErrorBudgetBurn',
      'ProviderCircuitOpen',
    ],
    equal: ['job', 'provider'],
    reason: 'One bad instance is not their fault.',
  },
  {
    causes: ['ProviderEndpointGone'],
    consequences: ['ProviderEndpointFailing', 'ProviderDegraded', 'ProviderErrorBudgetBurn'],
    equal: ['job', 'provider'],
    reason: 'A removed endpoint names the cause.',
  },
  {
    causes: ['ProviderEndpointFailing'],
    consequences: ['ProviderDegraded', 'ProviderErrorBudgetBurn'],
    equal: ['job', 'provider'],
    reason: 'The failing endpoint is what degrades the provider.',
  },
  {
    causes: ['ProviderDegraded'],
    consequences: ['ProviderErrorBudgetBurn'],
    equal: ['job', 'provider'],
    reason: 'The burn is the same failures over a longer window.',
  },
  {
    causes: ['MetricsAbsent'],
    consequences: ['Provider.+', 'Own.+', 'NetworkEgressDown', 'TrafficStopped', 'BlameUnknownHigh'],
    equal: ['job'],
    reason: 'Without data nothing said about the job holds.',
  },
];

function inhibitRule({ causes, consequences, equal }: Inhibition): InhibitRule {
  return {
    source_matchers: [`alertname =~ "${causes.join('|')}"`],
    target_matchers: [`alertname =~ "${consequences.join('|')}"`],
    equal,
  };
}
