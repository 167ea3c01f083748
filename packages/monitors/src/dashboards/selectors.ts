import { METRIC, type MetricDefinition } from '@faultline/core';

/** What the dashboard's variables select. */
export const SELECTED = 'job=~"$job", provider=~"$provider"';

/** A metric of the catalogue under the dashboard's selection, and more matchers if given. */
export function selected(metric: MetricDefinition, matchers?: string): string {
  const labels = metric.labels.includes('provider') ? SELECTED : 'job=~"$job"';
  return `${metric.prometheus}{${labels}${matchers === undefined ? '' : `, ${matchers}`}}`;
}

/** Rate of a counter over the dashboard's interval, summed by labels. */
export function rateBy(labels: string, metric: MetricDefinition, matchers?: string): string {
  return `sum by (${labels}) (rate(${selected(metric, matchers)}[$__rate_interval]))`;
}

/** Quantile of the time to headers. */
export function durationQuantile(quantile: number, labels: string): string {
  const bucket = `${METRIC.requestDuration.prometheus}_bucket{${SELECTED}}`;
  return `histogram_quantile(${quantile}, sum by (${labels}, le) (rate(${bucket}[$__rate_interval])))`;
}
