// What a scrape at the cap costs the event loop, and what counting one exchange costs, beside the usual clients on the same series.
import { createMetrics, DURATION_BUCKETS, type Finding, METRIC, type MetricSource } from '@faultline/core';
import { type RegistryLike, registerMetrics, writeExposition } from '@faultline/prometheus';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { AggregationType, MeterProvider } from '@opentelemetry/sdk-metrics';
import * as successor from '@prometheus-io/client';
import * as promClient from 'prom-client';
import { consume, estimateOf, printReport, race, rowOf } from './kit.ts';

const STATUSES = [
  [200, 'ok', 'none'],
  [404, 'not_found', 'self'],
  [429, 'rate_limit', 'self'],
  [503, 'overloaded', 'provider'],
] as const;

/** 500 endpoints of 50 providers, with as many statuses each as the cap of 2,000 series has room for. */
const FINDINGS: readonly Finding[] = STATUSES.flatMap(([status, category, blame], round) =>
  Array.from({ length: 500 }, (_, i) =>
    finding(
      `api-${i % 50}.example.com`,
      `GET /v1/things-${Math.floor(i / 50)}/{id}`,
      i + round,
      status,
      category,
      blame,
    ),
  ),
);

function finding(
  provider: string,
  endpoint: string,
  i: number,
  status: number,
  category: Finding['category'],
  blame: Finding['blame'],
): Finding {
  const span = {
    traceId: i.toString(16).padStart(32, '0'),
    spanId: i.toString(16).padStart(16, '0'),
    sampled: true,
  };
  const exchange = {
    method: 'GET',
    url: 'https://x',
    startedAt: 1_772_445_600_000,
    durationMs: (i * 37) % 12_000,
    span,
  };
  const outcome = 'answered';
  return {
    provider,
    endpoint,
    outcome,
    status,
    category,
    blame,
    exchange,
    confidence: 1,
    retry: 'never',
    rule: '',
    hint: '',
    evidence: [],
  };
}

const metrics = createMetrics();
for (const each of FINDINGS) metrics.sink.finding?.(each);

/** What the peers count: exactly the series that we kept. */
const series = metrics
  .snapshot()
  .filter(({ metric }) => metric === METRIC.requests || metric === METRIC.requestDuration);
const lines = writeExposition(series, 'text').split('\n').length;
const only: MetricSource = { snapshot: () => series };

function labelsOf(names: readonly string[], values: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name, i) => [name, values[i] ?? '']));
}

function clientRegistry(client: typeof promClient): promClient.Registry {
  const registry = new client.Registry();
  const { requests, requestDuration } = METRIC;
  const common = { registers: [registry] };
  const counter = new client.Counter({
    name: requests.prometheus,
    help: 'x',
    labelNames: [...requests.labels],
    ...common,
  });
  const buckets = [...DURATION_BUCKETS];
  const histogram = new client.Histogram({
    name: requestDuration.prometheus,
    help: 'x',
    labelNames: [...requestDuration.labels],
    buckets,
    ...common,
  });
  for (const { metric, kind, points } of series) {
    for (const { labels } of points) {
      if (kind === 'counter') counter.inc(labelsOf(metric.labels, labels));
      else histogram.observe(labelsOf(metric.labels, labels), 0.3);
    }
  }
  return registry;
}

function otel(): { readonly scrape: () => Promise<string>; readonly count: (finding: Finding) => void } {
  const exporter = new PrometheusExporter({ preventServerStart: true });
  const boundaries = [...DURATION_BUCKETS];
  const provider = new MeterProvider({
    readers: [exporter],
    views: [
      {
        instrumentName: '*duration',
        aggregation: { type: AggregationType.EXPLICIT_BUCKET_HISTOGRAM, options: { boundaries } },
      },
    ],
  });
  const meter = provider.getMeter('bench');
  const counter = meter.createCounter(METRIC.requests.otel.name);
  const histogram = meter.createHistogram(METRIC.requestDuration.otel.name, { unit: 's' });
  for (const { metric, kind, points } of series) {
    for (const { labels } of points) {
      if (kind === 'counter') counter.add(1, labelsOf(metric.labels, labels));
      else histogram.record(0.3, labelsOf(metric.labels, labels));
    }
  }
  const serializer = new PrometheusSerializer();
  return {
    scrape: async () => serializer.serialize((await exporter.collect()).resourceMetrics),
    count(each) {
      const { provider, endpoint, outcome, category, blame } = each;
      counter.add(1, { provider, endpoint, outcome, status: String(each.status), category, blame });
      histogram.record(each.exchange.durationMs / 1000, { provider, endpoint });
    },
  };
}

const successorClient = successor as unknown as typeof promClient;
const theirs = {
  promClient: clientRegistry(promClient),
  successor: clientRegistry(successorClient),
  otel: otel(),
};
const bridged = [new promClient.Registry(), new successorClient.Registry()];
for (const registry of bridged) registerMetrics(registry as RegistryLike, only);

async function scrapes() {
  const repeat = (scrape: () => unknown) => async (count: number) => {
    for (let i = 0; i < count; i++) consume(await scrape());
  };
  const samples = await race(
    [
      { name: 'text', run: repeat(() => writeExposition(metrics.snapshot(), 'text')) },
      { name: 'openmetrics', run: repeat(() => writeExposition(metrics.snapshot(), 'openmetrics')) },
      { name: 'in prom-client', run: repeat(() => bridged[0]?.metrics()) },
      { name: 'in @prometheus-io/client', run: repeat(() => bridged[1]?.metrics()) },
      { name: 'prom-client', run: repeat(() => theirs.promClient.metrics()) },
      { name: '@prometheus-io/client', run: repeat(() => theirs.successor.metrics()) },
      { name: 'OTel exporter', run: repeat(theirs.otel.scrape) },
    ],
    { iterations: 1, clock: 'cpu' },
  );
  const peers = Object.fromEntries(
    ['prom-client', '@prometheus-io/client', 'OTel exporter'].map((name) => [
      name,
      ms(estimateOf(samples, name)).median,
    ]),
  );
  const row = (what: string, name: string, atMost?: number) =>
    rowOf(what, ms(estimateOf(samples, name)), peers, 'ms CPU', atMost);
  return [
    row(`our endpoint, text, ${lines} lines`, 'text', 12),
    row('our endpoint, OpenMetrics with exemplars', 'openmetrics', 12),
    row('our metrics in a registry of prom-client', 'in prom-client'),
    row('our metrics in a registry of @prometheus-io/client', 'in @prometheus-io/client'),
  ];
}

function ms({ median, low, high }: { median: number; low: number; high: number }) {
  return { median: median / 1e6, low: low / 1e6, high: high / 1e6 };
}

function clientCount(registry: promClient.Registry): (finding: Finding) => void {
  const counter = registry.getSingleMetric(METRIC.requests.prometheus) as promClient.Counter;
  const histogram = registry.getSingleMetric(METRIC.requestDuration.prometheus) as promClient.Histogram;
  return ({ provider, endpoint, outcome, status, category, blame, exchange }) => {
    counter.inc({ provider, endpoint, outcome, status, category, blame });
    histogram.observe({ provider, endpoint }, exchange.durationMs / 1000);
  };
}

async function counting() {
  const each = (count: (finding: Finding) => void) => (iterations: number) => {
    for (let i = 0; i < iterations; i++) count(FINDINGS[(i * 7) % 1000] as Finding);
  };
  const samples = await race(
    [
      { name: 'ours', run: each((one) => metrics.sink.finding?.(one)) },
      { name: 'prom-client', run: each(clientCount(theirs.promClient)) },
      { name: '@prometheus-io/client', run: each(clientCount(theirs.successor)) },
      { name: 'OTel', run: each(theirs.otel.count) },
    ],
    { iterations: 20_000, clock: 'cpu' },
  );
  const peers = Object.fromEntries(
    ['prom-client', '@prometheus-io/client', 'OTel'].map((name) => [name, estimateOf(samples, name).median]),
  );
  return rowOf('count one exchange with its exemplar', estimateOf(samples, 'ours'), peers, 'ns CPU', 200);
}

printReport('metrics at the cap of 2,000 series', [...(await scrapes()), await counting()]);
