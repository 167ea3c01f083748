import { createMetrics, type Finding, METRICS, type MetricSource } from '@faultline/core';
import * as successor from '@prometheus-io/client';
import * as promClient from 'prom-client';
import { describe, expect, it } from 'vitest';
import { CONTENT_TYPE, writeExposition } from './exposition.ts';
import { registerMetrics } from './registry.ts';

const FINDING: Finding = {
  provider: 'stripe',
  endpoint: 'GET /v1/"charges"',
  outcome: 'answered',
  status: 503,
  category: 'overloaded',
  blame: 'provider',
  confidence: 1,
  retry: 'backoff',
  rule: 'status.503',
  hint: '',
  evidence: [],
  exchange: {
    method: 'GET',
    url: 'https://api.stripe.com/v1/charges',
    startedAt: 1_700_000_000_000,
    durationMs: 40,
    span: { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7', sampled: true },
  },
};

function someMetrics(): MetricSource {
  const metrics = createMetrics();
  metrics.sink.finding?.(FINDING);
  metrics.sink.finding?.({ ...FINDING, status: 200, category: 'ok', blame: 'none' });
  metrics.sink.amended?.(FINDING, FINDING);
  return metrics;
}

/** Sample lines, without comments and in any order. */
function samples(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(sortLabels)
    .sort();
}

/** Registries write `le` first, we write it last. */
function sortLabels(line: string): string {
  const [, name, labels, value] = /^([^{]+)\{(.*?)\} (.*)$/.exec(line) ?? [];
  return name === undefined
    ? line
    : `${name}{${labels
        ?.split(/,(?=\w+=")/)
        .sort()
        .join(',')}} ${value}`;
}

describe.each([
  ['prom-client', promClient.Registry],
  ['@prometheus-io/client', successor.Registry as unknown as typeof promClient.Registry],
] as const)('a registry of %s', (_name, Registry) => {
  const text = () => new Registry();
  const openMetrics = () => {
    const registry = new Registry();
    registry.setContentType(CONTENT_TYPE.openmetrics as never);
    return registry;
  };

  it('shows the same samples as our own endpoint in the text format', async () => {
    const registry = text();
    const source = someMetrics();
    registerMetrics(registry, source);
    expect(samples(await registry.metrics())).toEqual(samples(writeExposition(source.snapshot(), 'text')));
  });

  it('shows the same samples in OpenMetrics, exemplars with trace ids included', async () => {
    const registry = openMetrics();
    const source = someMetrics();
    registerMetrics(registry, source);
    const written = await registry.metrics();
    expect(samples(written)).toEqual(samples(writeExposition(source.snapshot(), 'openmetrics')));
    expect(written).toContain(
      '# {trace_id="4bf92f3577b34da6a3ce929d0e0e4736",span_id="00f067aa0ba902b7"} 0.04 ',
    );
    expect(written).toContain('# TYPE faultline_requests counter\n');
  });

  it('is read at each scrape', async () => {
    const registry = text();
    const metrics = createMetrics();
    registerMetrics(registry, metrics);
    expect(await registry.metrics()).not.toContain('stripe');
    metrics.sink.finding?.(FINDING);
    expect(await registry.metrics()).toContain('status="503",category="overloaded",blame="provider"} 1\n');
    metrics.sink.finding?.(FINDING);
    expect(await registry.metrics()).toContain('status="503",category="overloaded",blame="provider"} 2\n');
  });

  it('reads one snapshot for all metrics of a scrape', async () => {
    const registry = text();
    const source = someMetrics();
    let reads = 0;
    registerMetrics(registry, {
      snapshot() {
        reads++;
        return source.snapshot();
      },
    });
    await Promise.resolve();
    reads = 0;
    await registry.metrics();
    expect(reads).toBe(1);
  });

  it('keeps `_total` in the text format after an OpenMetrics scrape', async () => {
    const registry = openMetrics();
    registerMetrics(registry, someMetrics());
    await registry.metrics();
    registry.setContentType(CONTENT_TYPE.text as never);
    expect(await registry.metrics()).toContain('\nfaultline_requests_total{');
  });

  it("adds the registry's default labels", async () => {
    const registry = text();
    registry.setDefaultLabels({ region: 'eu' });
    registerMetrics(registry, someMetrics());
    expect(await registry.metrics()).toMatch(/faultline_requests_total\{[^}]*region="eu"/);
  });

  it('joins with the metrics of the application', async () => {
    const ours = text();
    registerMetrics(ours, someMetrics());
    const theirs = text();
    new promClient.Counter({ name: 'orders_total', help: 'Orders', registers: [theirs] }).inc(5);
    const merged = (Registry as typeof promClient.Registry).merge([ours, theirs]);
    const written = await merged.metrics();
    expect(written).toContain('orders_total 5');
    expect(written).toContain('faultline_requests_total{');
  });

  it("hands every label to a cluster's primary, and a way to join each metric", async () => {
    const registry = text();
    registerMetrics(registry, someMetrics());
    const json = await registry.getMetricsAsJSON();
    expect(json.map(({ name }) => name)).toEqual(METRICS.map(({ prometheus }) => prometheus));
    expect(json.every(({ aggregator }) => ['sum', 'max', 'min'].includes(aggregator))).toBe(true);
    const histogram = json.find(({ name }) => name === 'faultline_request_duration_seconds') as unknown as {
      readonly values: readonly { readonly labels: object }[];
    };
    expect(histogram.values[0]?.labels).toEqual({
      provider: 'stripe',
      endpoint: FINDING.endpoint,
      le: 0.005,
    });
  });

  it('survives resetMetrics() without going back to 0', async () => {
    const registry = text();
    registerMetrics(registry, someMetrics());
    registry.resetMetrics();
    expect(await registry.metrics()).toContain('category="overloaded",blame="provider"} 1\n');
  });

  it('is left as it was', async () => {
    const registry = text();
    const unregister = registerMetrics(registry, someMetrics());
    unregister();
    expect(registry.getMetricsAsArray()).toEqual([]);
    registerMetrics(registry, someMetrics());
    expect(await registry.metrics()).toContain('faultline_requests_total{');
  });

  it('says which metric is already there', () => {
    const registry = text();
    registerMetrics(registry, someMetrics());
    expect(() => registerMetrics(registry, someMetrics())).toThrow(
      'the registry already holds faultline_requests_total: give each registry to Faultline only once',
    );
  });
});
