import { METRIC_CAPS } from './caps.ts';

/**
 * How far a label set has been folded: `exact` as seen, `provider` keeps only the provider, `other` keeps only the closed
 * sets. `last` is the one series of its metric that is always granted.
 */
export type Fold = 'exact' | 'provider' | 'other' | 'last';

/** Each fold may fill the budget up to here, so that a folded label set still finds room when exact ones no longer do. */
const LIMIT: Readonly<Record<Fold, number>> = {
  exact: METRIC_CAPS.series * 0.9,
  provider: METRIC_CAPS.series * 0.97,
  other: METRIC_CAPS.series - 10, // the `last` series of each counter and histogram
  last: METRIC_CAPS.series,
};

/** Counts the series in use over all counters and histograms. Series are never given back: a counter that vanishes loses counts. */
export class SeriesBudget {
  #used = 0;

  /** Takes one series; `false` when label sets folded so far have used theirs up. */
  take(fold: Fold): boolean {
    if (this.#used >= LIMIT[fold]) return false;
    this.#used++;
    return true;
  }
}
