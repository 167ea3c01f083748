import { DURATION_BUCKETS } from '../catalogue/metrics.ts';
import type { Exchange } from '../exchange.ts';
import type { Exemplar, HistogramPoint } from './snapshot.ts';

/** One series of the duration histogram. */
export class HistogramSlot implements HistogramPoint {
  readonly labels: readonly string[];
  readonly counts: Float64Array = new Float64Array(DURATION_BUCKETS.length + 1);
  readonly exemplars: (Exemplar | undefined)[] = [];
  sum = 0;
  count = 0;

  constructor(labels: readonly string[]) {
    this.labels = labels;
  }

  /** Counts one exchange; the last sampled trace of each bucket is kept as its exemplar. */
  observe(exchange: Exchange): void {
    const seconds = exchange.durationMs / 1000;
    // One NaN would poison the sum for good.
    if (!(seconds >= 0 && seconds < Infinity)) return;
    const bucket = bucketOf(seconds);
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    this.sum += seconds;
    this.count++;
    const span = exchange.span;
    if (span?.sampled === true) {
      const timestampMs = exchange.startedAt + exchange.durationMs;
      this.exemplars[bucket] = { traceId: span.traceId, spanId: span.spanId, value: seconds, timestampMs };
    }
  }
}

/** A plain loop: most durations fall into the first buckets. */
function bucketOf(seconds: number): number {
  let bucket = 0;
  while (bucket < DURATION_BUCKETS.length && seconds > (DURATION_BUCKETS[bucket] ?? 0)) bucket++;
  return bucket;
}
