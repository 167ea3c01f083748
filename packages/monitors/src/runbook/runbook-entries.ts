/** What a person does when an alert fires. */
export interface RunbookEntry {
  /** What it means, in one or two sentences. */
  readonly meaning: string;
  /** Who acts. */
  readonly owner: string;
  /** First steps, in order. */
  readonly steps: readonly string[];
  /** When it is wrong, and what makes it so. */
  readonly falseAlarm: string;
}

/** The runbook by alert name. */
export const RUNBOOK: Readonly<Record<string, RunbookEntry>> = {
  ProviderOutage: {
    meaning:
      'More than half of the attempts that can tell fail by the provider’s fault, on several endpoints and instances, while your other providers answer.',
    owner: 'Whoever runs the provider-incident procedure. Your code has nothing to fix.',
    steps: [
      'Switch to the fallback (second provider, queue, degraded mode), or let the circuit breaker enforce.',
      'Open the Provider dashboard: which endpoints, which categories, since when; follow an exemplar to a trace.',
      'Open a case with their support; `faultline.request_id` on the spans is their own id of the request.',
      'Tell your users with the page’s wording, not with a status code.',
    ],
    falseAlarm:
      'A network fault that hits one provider only (a firewall rule, a routing change) looks the same. Try the host from elsewhere.',
  },
  ProviderOutageLowTraffic: {
    meaning: 'At little traffic, no attempt on the provider has succeeded for half an hour.',
    owner: 'Whoever looks after this provider, as a ticket.',
    steps: [
      'Check their status page, and try the call by hand.',
      'If it is down, treat it as ProviderOutage before traffic comes back.',
    ],
    falseAlarm: 'A nightly job whose few calls always fail the same way: look at the category.',
  },
  ProviderEndpointFailing: {
    meaning: 'One endpoint of the provider fails by their fault, the others are fine.',
    owner: 'Whoever looks after this provider, as a ticket.',
    steps: [
      'Work around the endpoint (cache, other endpoint, retry later).',
      'Open a case that names the endpoint and a few request ids.',
    ],
    falseAlarm:
      'An endpoint that only one feature of yours uses may fail on your payload: compare shapes in the evidence.',
  },
  ProviderDegraded: {
    meaning:
      'The provider fails now and then (`mode="errors"`), or answers much more slowly than before (`mode="latency"`).',
    owner: 'Whoever looks after this provider, as a ticket.',
    steps: [
      'Check that retries with backoff cover the failures, and that timeouts and pools bear the slowness.',
      'Watch whether it grows into ProviderOutage.',
    ],
    falseAlarm: 'A change of your own traffic (larger payloads, another region) raises latency too.',
  },
  ProviderErrorBudgetBurn: {
    meaning:
      'The provider’s failures spend the availability budget of the month too fast (multi-window burn rate).',
    owner: 'Whoever owns the relation with the provider, as a ticket.',
    steps: [
      'Look at the Provider dashboard over 30 days.',
      'Talk to the provider, or plan for a second one.',
    ],
    falseAlarm: 'An objective that the provider never promised: set your own with `--objective`.',
  },
  ProviderEndpointGone: {
    meaning:
      'An endpoint answers 404 or 410 to a version of yours that used it with success within the last day.',
    owner: 'Those who own the calling service; the change is the provider’s, the fix is yours.',
    steps: [
      'Look into the provider’s changelog for a removed version or path.',
      'Migrate, or ask them to bring it back.',
    ],
    falseAlarm: 'A bulk deletion of resources that your service goes on asking for.',
  },
  ProviderStatusBad: {
    meaning:
      'The provider’s own status page reports a major or critical incident. Never notifies. Status pages are asked only with the option `statusPages: true` (`FAULTLINE_STATUS_PAGES=true`): without it this alert has no data and cannot fire.',
    owner: 'Nobody by itself.',
    steps: ['Read it beside the other alerts.'],
    falseAlarm: 'Pages lag behind by 10 to 40 minutes and may concern a part that you do not use.',
  },
  OwnRequestBug: {
    meaning:
      'The provider rejects your requests on one endpoint. With `onset="deploy"` this version never worked there while another did; with `onset="same_version"` it worked earlier.',
    owner: 'Those who own the calling service.',
    steps: [
      'With `onset="deploy"`: roll back.',
      'With `onset="same_version"`: look at data, configuration, or a contract that the provider changed.',
      'The Own faults dashboard shows version, endpoint and category; a trace shows hint and rule.',
    ],
    falseAlarm: 'A provider that changes its contract at the very moment of your deploy.',
  },
  ProviderCredentialsRejected: {
    meaning:
      'A large share of the attempts is refused with 401 or 403: a key expired, was revoked, or lost a scope.',
    owner: 'Those who own the calling service.',
    steps: [
      'Rotate or re-scope the key.',
      'If several services with different keys see it at once, suspect the provider.',
    ],
    falseAlarm:
      'The provider’s authentication is down: then diagnosis moves the blame, and ProviderOutage takes over.',
  },
  ProviderRateLimited: {
    meaning: 'The provider refuses more than 5 % of the attempts because of a rate limit.',
    owner: 'Those who own the calling service.',
    steps: [
      'Lower concurrency, honour Retry-After, batch.',
      'Ask for a higher limit if the traffic is legitimate.',
    ],
    falseAlarm: 'The provider lowered the limit: the evidence says `limit_lowered`.',
  },
  ProviderQuotaNearLimit: {
    meaning: 'For ten minutes less than a tenth of a limit has been left.',
    owner: 'Those who own the calling service.',
    steps: ['Slow down, or ask for a higher limit before requests are refused.'],
    falseAlarm: 'Limits with very short windows are near their end by design.',
  },
  ProviderQuotaExhausted: {
    meaning: 'Most attempts are refused for quota, billing or plan: waiting does not heal it.',
    owner: 'Those who own the account.',
    steps: ['Top up, upgrade or raise the quota.'],
    falseAlarm: 'A provider that calls its rate limit a quota: look at the hint.',
  },
  NetworkEgressDown: {
    meaning: 'At least two providers, and four in five of those in use, give no HTTP answer at once.',
    owner: 'Those who run network, DNS and proxies.',
    steps: [
      'Check resolver, egress, proxy and firewall from an affected instance.',
      'Compare instances in other networks.',
    ],
    falseAlarm: 'Providers that share one edge network: the evidence names it.',
  },
  OwnInstanceFault: {
    meaning: 'Only few instances fail on a provider that works for the others.',
    owner: 'Those who own the calling service.',
    steps: ['Replace the instance.', 'Keep one for inspection: open files, event-loop delay, clock.'],
    falseAlarm: 'A shard of the provider that only these instances talk to.',
  },
  ProviderCircuitOpen: {
    meaning: 'The circuit breaker of the provider’s origin is open. Never notifies.',
    owner: 'Nobody by itself: its cause is another alert.',
    steps: ['Look for the alert that explains it.'],
    falseAlarm: 'Without another alert, the sensitivity is too high for this traffic.',
  },
  BlameUnknownHigh: {
    meaning: 'Faultline cannot attribute most of the failures of a provider.',
    owner: 'Those who own the calling service.',
    steps: [
      'Look at categories and traces.',
      'Add a rule for the provider if its answers tell more than their status.',
    ],
    falseAlarm: 'Lone failures at low traffic are honestly unknown.',
  },
  MetricsAbsent: {
    meaning: 'A job that reported half an hour ago does not report any more; no other alert can fire for it.',
    owner: 'Those who own the calling service.',
    steps: [
      'Check the scrape target or the OTLP exporter.',
      'Check that the service still starts Faultline.',
    ],
    falseAlarm: 'A job that was removed on purpose: it goes silent after 30 minutes.',
  },
  TrafficStopped: {
    meaning:
      'A job that made over 100 attempts an hour has made none for 30 minutes, with the circuit closed.',
    owner: 'Those who own the calling service.',
    steps: ['Look for a stuck worker, an empty queue, a flag.'],
    falseAlarm: 'Batch jobs with long pauses.',
  },
};
