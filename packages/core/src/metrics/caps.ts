/** The label value that stands for everything beyond a cap. */
export const OTHER = '_other';

/** Bounds of what metrics keep, whatever the traffic: memory, and the bill of whoever stores the series. */
export const METRIC_CAPS = {
  /** Distinct providers; the rest folds into `_other`. */
  providers: 50,
  /**
   * Distinct providers that are known by their host alone (`api.example.com`, `10.0.0.7:8080`): a service that calls
   * thousands of hosts, as for webhooks, keeps room for the providers that have a name.
   */
  hosts: 40,
  /** Distinct endpoints of one provider; the rest folds into its `_other`. */
  endpointsPerProvider: 100,
  /** Distinct endpoints over all providers. */
  endpoints: 500,
  /** Label sets over all counters and histograms. Gauges are bounded by the providers and their closed sets. */
  series: 2000,
  /** Characters of a provider or an endpoint; longer ones fold, since a cut could make two of them equal. */
  labelLength: 200,
  /** Points that one gauge may give at a read. */
  gaugePoints: 500,
} as const;
