import { describe, expect, it } from 'vitest';
import { METRIC, METRICS, type MetricId } from '../catalogue/metrics.ts';
import type { Finding } from '../finding.ts';
import type { Verdict } from '../verdict.ts';
import { METRIC_CAPS, OTHER } from './caps.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { HistogramPoint, NumberPoint } from './snapshot.ts';
import { publishVerdicts } from './verdict-gauges.ts';

type Changes = Omit<Partial<Finding>, 'exchange'> & { readonly exchange?: Partial<Finding['exchange']> };

function finding({ exchange, ...changes }: Changes = {}): Finding {
  return {
    provider: 'stripe',
    endpoint: 'GET /v1/charges',
    outcome: 'answered',
    status: 200,
    category: 'ok',
    blame: 'none',
    confidence: 1,
    retry: 'never',
    rule: 'status.200',
    hint: '',
    evidence: [],
    ...changes,
    exchange: {
      method: 'GET',
      url: 'https://api.stripe.com/v1/charges',
      startedAt: 1_000,
      durationMs: 42,
      ...exchange,
    },
  };
}

function numbers(metrics: Metrics, id: MetricId): Record<string, number> {
  const snapshot = metrics.snapshot().find(({ metric }) => metric === METRIC[id]);
  const points = (snapshot?.points ?? []) as readonly NumberPoint[];
  return Object.fromEntries(points.map(({ labels, value }) => [labels.join(' | '), value]));
}

function histograms(metrics: Metrics): readonly HistogramPoint[] {
  const snapshot = metrics.snapshot().find(({ kind }) => kind === 'histogram');
  return snapshot?.kind === 'histogram' ? snapshot.points : [];
}

const count = (points: Record<string, number>): number =>
  Object.values(points).reduce((sum, value) => sum + value, 0);

describe('metrics', () => {
  it('gives every metric of the catalogue, in its order, before anything happened', () => {
    expect(
      createMetrics()
        .snapshot()
        .map(({ metric }) => metric),
    ).toEqual(METRICS);
  });

  it('counts findings by what was seen and who has to act', () => {
    const metrics = createMetrics();
    metrics.sink.finding?.(finding());
    metrics.sink.finding?.(finding());
    metrics.sink.finding?.(finding({ status: 503, category: 'overloaded', blame: 'provider' }));
    metrics.sink.finding?.(finding({ outcome: 'no_answer', status: 0, category: 'dns', blame: 'network' }));
    expect(numbers(metrics, 'requests')).toEqual({
      'stripe | GET /v1/charges | answered | 200 | ok | none': 2,
      'stripe | GET /v1/charges | answered | 503 | overloaded | provider': 1,
      'stripe | GET /v1/charges | no_answer | 0 | dns | network': 1,
    });
  });

  it('measures to the headers: an exchange without an answer has no duration', () => {
    const metrics = createMetrics();
    metrics.sink.finding?.(finding({ exchange: { durationMs: 42 } }));
    metrics.sink.finding?.(finding({ exchange: { durationMs: 50 } }));
    metrics.sink.finding?.(finding({ exchange: { durationMs: 60_000 } }));
    for (const outcome of ['no_answer', 'cancelled', 'rejected'] as const) {
      metrics.sink.finding?.(finding({ outcome, exchange: { durationMs: 1 } }));
    }
    const [point] = histograms(metrics);
    expect(point?.labels).toEqual(['stripe', 'GET /v1/charges']);
    // 42 and 50 ms lie in (0.025, 0.05]; a minute lies beyond 10 s.
    expect(Array.from(point?.counts ?? [])).toEqual([0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(point?.count).toBe(3);
    expect(point?.sum).toBeCloseTo(60.092, 9);
  });

  it.each([Number.NaN, -1, Infinity])('does not let a duration of %s spoil the sum', (durationMs) => {
    const metrics = createMetrics();
    metrics.sink.finding?.(finding({ exchange: { durationMs } }));
    metrics.sink.finding?.(finding({ exchange: { durationMs: 1000 } }));
    expect(histograms(metrics)[0]).toMatchObject({ sum: 1, count: 1 });
  });

  it('keeps the last sampled trace of each bucket, and no other', () => {
    const metrics = createMetrics();
    const spans = [
      { traceId: 'a', spanId: '1', sampled: true },
      { traceId: 'b', spanId: '2', sampled: true },
      { traceId: 'c', spanId: '3', sampled: false },
    ];
    for (const span of spans) metrics.sink.finding?.(finding({ exchange: { span, durationMs: 40 } }));
    metrics.sink.finding?.(finding({ exchange: { durationMs: 40 } }));
    const exemplars = histograms(metrics)[0]?.exemplars.filter((exemplar) => exemplar !== undefined);
    expect(exemplars).toEqual([{ traceId: 'b', spanId: '2', value: 0.04, timestampMs: 1_040 }]);
  });

  it('counts a later body failure beside the request, never as a second one', () => {
    const metrics = createMetrics();
    const before = finding();
    metrics.sink.finding?.(before);
    metrics.sink.amended?.(finding({ category: 'connection', blame: 'provider' }), before);
    expect(count(numbers(metrics, 'requests'))).toBe(1);
    expect(numbers(metrics, 'bodyFailures')).toEqual({ 'stripe | connection | provider': 1 });
  });

  it('counts circuits, rejections and internal errors', () => {
    const metrics = createMetrics();
    const change = {
      provider: 'stripe',
      scope: 'origin',
      key: 'https://api.stripe.com',
      reason: '',
      enforced: false,
    } as const;
    metrics.sink.circuit?.({ ...change, from: 'closed', to: 'open' });
    metrics.sink.rejection?.('stripe', false);
    metrics.sink.rejection?.('stripe', true);
    metrics.sink.rejection?.('stripe', true);
    metrics.sink.internalError?.('tap.record', new Error('x'));
    expect(numbers(metrics, 'circuitTransitions')).toEqual({ 'stripe | closed | open': 1 });
    expect(numbers(metrics, 'circuitRejections')).toEqual({ 'stripe | false': 1, 'stripe | true': 2 });
    expect(numbers(metrics, 'internalErrors')).toEqual({ 'tap.record': 1 });
  });
});

describe('verdicts', () => {
  const verdict = { provider: 'stripe', evidence: [], sinceMs: 0 };
  const healthy: Verdict = { ...verdict, kind: 'healthy', owner: 'none', confidence: 0.9 };
  const outage: Verdict = { ...verdict, kind: 'provider_outage', owner: 'provider', confidence: 0.97 };

  it('show the standing one as 1, and those before as 0', () => {
    const metrics = createMetrics();
    let standing = healthy;
    publishVerdicts(metrics, { verdicts: () => [standing] }, () => 0);
    expect(numbers(metrics, 'verdict')).toEqual({ 'stripe | healthy | none': 1 });
    standing = outage;
    expect(numbers(metrics, 'verdict')).toEqual({
      'stripe | healthy | none': 0,
      'stripe | provider_outage | provider': 1,
    });
    expect(numbers(metrics, 'verdictConfidence')).toEqual({ 'stripe | provider_outage | provider': 0.97 });
    standing = healthy;
    expect(numbers(metrics, 'verdict')).toEqual({
      'stripe | healthy | none': 1,
      'stripe | provider_outage | provider': 0,
    });
  });

  it('are asked for with the clock of the scrape', () => {
    const metrics = createMetrics();
    const asked: number[] = [];
    const verdicts = (nowMs: number) => {
      asked.push(nowMs);
      return [];
    };
    publishVerdicts(metrics, { verdicts }, () => 42);
    metrics.snapshot();
    expect(asked).toEqual([42, 42]);
  });

  it('of providers beyond the cap are dropped, and counted', () => {
    const metrics = createMetrics();
    const many = Array.from({ length: METRIC_CAPS.providers + 5 }, (_, i) => ({
      ...healthy,
      provider: `host-${i}`,
    }));
    publishVerdicts(metrics, { verdicts: () => many }, () => 0);
    expect(Object.keys(numbers(metrics, 'verdict'))).toHaveLength(METRIC_CAPS.providers);
    expect(numbers(metrics, 'overflow').gauge).toBeGreaterThan(0);
  });
});

describe('gauges of others', () => {
  it('are read when somebody looks, until they are taken away', () => {
    const metrics = createMetrics();
    let value = 0.5;
    const remove = metrics.addGauge(METRIC.rateLimitRemaining, () => [{ labels: ['stripe'], value }]);
    expect(numbers(metrics, 'rateLimitRemaining')).toEqual({ stripe: 0.5 });
    value = 0.1;
    expect(numbers(metrics, 'rateLimitRemaining')).toEqual({ stripe: 0.1 });
    remove();
    expect(numbers(metrics, 'rateLimitRemaining')).toEqual({});
  });

  it('lose their own points alone when they throw, which each look counts', () => {
    const metrics = createMetrics();
    metrics.addGauge(METRIC.blocked, () => {
      throw new Error('broken');
    });
    metrics.addGauge(METRIC.blocked, () => [{ labels: ['stripe'], value: 30 }]);
    expect(numbers(metrics, 'blocked')).toEqual({ stripe: 30 });
    expect(numbers(metrics, 'internalErrors')).toEqual({ 'gauge.faultline_blocked_seconds': 2 });
  });

  it('are cut off when endless', () => {
    const metrics = createMetrics();
    metrics.addGauge(METRIC.ownHealth, function* () {
      for (let i = 0; ; i++) yield { labels: [`vital ${i}`], value: i };
    });
    expect(Object.keys(numbers(metrics, 'ownHealth'))).toHaveLength(METRIC_CAPS.gaugePoints);
  });
});

describe('caps', () => {
  it('fold the 51st provider into _other, and count it', () => {
    const metrics = createMetrics();
    for (let i = 0; i < 60; i++) metrics.sink.finding?.(finding({ provider: `host-${i}` }));
    const requests = numbers(metrics, 'requests');
    expect(Object.keys(requests)).toHaveLength(METRIC_CAPS.providers + 1);
    expect(requests[`${OTHER} | ${OTHER} | answered | 200 | ok | none`]).toBe(10);
    expect(numbers(metrics, 'overflow')).toEqual({ provider: 10 });
  });

  it('keep room for providers with a name when there are thousands of hosts', () => {
    const metrics = createMetrics();
    for (let i = 0; i < 5_000; i++) metrics.sink.finding?.(finding({ provider: `hook-${i}.example` }));
    metrics.sink.finding?.(finding({ provider: 'stripe' }));
    const requests = numbers(metrics, 'requests');
    expect(Object.keys(requests)).toHaveLength(METRIC_CAPS.hosts + 2);
    expect(requests['stripe | GET /v1/charges | answered | 200 | ok | none']).toBe(1);
    expect(requests[`${OTHER} | ${OTHER} | answered | 200 | ok | none`]).toBe(5_000 - METRIC_CAPS.hosts);
  });

  it('fold the 101st endpoint of a provider into its own _other', () => {
    const metrics = createMetrics();
    for (let i = 0; i < 103; i++) metrics.sink.finding?.(finding({ endpoint: `GET /${i}` }));
    const requests = numbers(metrics, 'requests');
    expect(Object.keys(requests)).toHaveLength(METRIC_CAPS.endpointsPerProvider + 1);
    expect(requests[`stripe | ${OTHER} | answered | 200 | ok | none`]).toBe(3);
    expect(numbers(metrics, 'overflow')).toEqual({ endpoint: 3 });
  });

  it('allow 500 endpoints over all providers', () => {
    const metrics = createMetrics();
    for (let i = 0; i < 1000; i++) {
      metrics.sink.finding?.(finding({ provider: `host-${i % 20}`, endpoint: `GET /${Math.floor(i / 20)}` }));
    }
    const endpoints = histograms(metrics).filter(({ labels }) => labels[1] !== OTHER);
    expect(endpoints).toHaveLength(METRIC_CAPS.endpoints);
    expect(count(numbers(metrics, 'requests'))).toBe(1000);
  });

  it('fold a label that is too long to keep', () => {
    const metrics = createMetrics();
    metrics.sink.finding?.(finding({ endpoint: `GET /${'x'.repeat(METRIC_CAPS.labelLength)}` }));
    metrics.sink.finding?.(finding({ provider: `${'x'.repeat(METRIC_CAPS.labelLength)}.example` }));
    expect(Object.keys(numbers(metrics, 'requests'))).toEqual([
      `stripe | ${OTHER} | answered | 200 | ok | none`,
      `${OTHER} | ${OTHER} | answered | 200 | ok | none`,
    ]);
  });

  it('give every status outside 100–599 one label', () => {
    const metrics = createMetrics();
    for (const status of [-1, 99, 600, 999, 200.5, Number.NaN]) {
      metrics.sink.finding?.(finding({ status, category: 'unknown', blame: 'unknown' }));
    }
    expect(numbers(metrics, 'requests')).toEqual({
      [`stripe | GET /v1/charges | answered | ${OTHER} | unknown | unknown`]: 6,
    });
  });

  it('count a value outside the closed sets, from a rule of a user, as unknown', () => {
    const metrics = createMetrics();
    metrics.sink.finding?.(finding({ category: 'surprise' as never, blame: 'the moon' as never }));
    expect(numbers(metrics, 'requests')).toEqual({
      'stripe | GET /v1/charges | answered | 200 | unknown | unknown': 1,
    });
  });

  it('hold against hosts, endpoints and statuses that never repeat, and lose no count', () => {
    const metrics = createMetrics();
    const total = 200_000;
    for (let i = 0; i < total; i++) {
      metrics.sink.finding?.(
        finding({
          provider: `host-${i % 10_000}`,
          endpoint: `GET /${i % 997}`,
          status: 100 + (i % 500),
          category: i % 3 === 0 ? 'provider_error' : 'validation',
          blame: i % 2 === 0 ? 'provider' : 'self',
        }),
      );
      metrics.sink.amended?.(finding({ provider: `host-${i}` }), finding());
      metrics.sink.internalError?.(`place ${i}`, undefined);
    }
    const counted = metrics.snapshot().filter(({ kind }) => kind !== 'gauge');
    const series = counted.reduce((sum, { points }) => sum + points.length, 0);
    expect(series).toBeLessThanOrEqual(METRIC_CAPS.series);
    expect(series).toBeGreaterThan(METRIC_CAPS.series * 0.9);
    expect(count(numbers(metrics, 'requests'))).toBe(total);
    expect(count(numbers(metrics, 'bodyFailures'))).toBe(total);
    expect(count(numbers(metrics, 'internalErrors'))).toBe(total);
    // The closed sets survive the fold: what was seen and who has to act stay right.
    const folded = Object.keys(numbers(metrics, 'requests')).filter((labels) => labels.startsWith(OTHER));
    expect(folded.some((labels) => labels.endsWith('provider_error | provider'))).toBe(true);
  });

  it('never give two series the same labels', () => {
    const metrics = createMetrics();
    for (let i = 0; i < 50_000; i++) {
      const at = { provider: `host-${i % 70}`, endpoint: `GET /${i % 331}`, status: 100 + (i % 500) };
      metrics.sink.finding?.(finding(at));
    }
    for (const { points } of metrics.snapshot()) {
      const keys = points.map(({ labels }) => labels.join('\u0000'));
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('keep the values of the series that exist when new ones fold', () => {
    const metrics = createMetrics();
    metrics.sink.finding?.(finding({ provider: 'first' }));
    for (let i = 0; i < 5_000; i++) metrics.sink.finding?.(finding({ provider: `host-${i}` }));
    metrics.sink.finding?.(finding({ provider: 'first' }));
    expect(numbers(metrics, 'requests')['first | GET /v1/charges | answered | 200 | ok | none']).toBe(2);
  });
});
