import { CIRCUIT_STATES, createMetrics, type Finding, METRIC } from '@faultline/core';
import { RECORD } from '@faultline/monitors';
import { writeExposition } from '@faultline/prometheus';
import { encodedLabels, type WrittenSeries } from './remote-write.ts';

/** How often each kind of answer is seen between two scrapes at every endpoint: an everyday mix. */
const ANSWERS = [
  { count: 40, status: 200, category: 'ok', blame: 'none' },
  { count: 1, status: 503, category: 'overloaded', blame: 'provider' },
  { count: 1, status: 404, category: 'not_found', blame: 'self' },
  { count: 1, status: 429, category: 'rate_limit', blame: 'self' },
] as const;

/** The most hosts without a name of their own that metrics keep; the other providers have names. */
const HOSTS = 40;
const PROVIDERS = 50;
const ENDPOINTS = 500;

/** What one instance at every cap has on its `/metrics`, and what is recorded of it. */
export interface CapSeries {
  /** Counters and gauges. */
  readonly numbers: readonly WrittenSeries[];
  readonly histograms: readonly WrittenSeries[];
}

interface Line {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The lines of `/metrics` of a process at the caps: 50 providers, 500 endpoints, 2,000 series of counters and histograms. */
const LINES: readonly Line[] = [
  ...writeExposition(metricsAtCap().snapshot(), 'text').matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm),
].map(([, name = '', labels = '', value]) => ({
  name,
  labels: Object.fromEntries(
    [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', text = '']) => [label, text]),
  ),
  value: Number(value),
}));

/** Series of one of many instances of a job. */
export function capSeriesOf(job: string, instance: string): CapSeries {
  const written = LINES.map((line) => ({
    line,
    series: {
      labels: encodedLabels({ __name__: line.name, job, instance, ...line.labels }),
      // What one process counted between two scrapes, it counts again and again.
      valueAt: isGauge(line) ? () => line.value : (step: number) => step * line.value,
    },
  }));
  const isHistogram = ({ line }: { line: Line }) => line.name.startsWith(METRIC.requestDuration.prometheus);
  return {
    numbers: written.filter((each) => !isHistogram(each)).map(({ series }) => series),
    histograms: written.filter(isHistogram).map(({ series }) => series),
  };
}

/** Recordings whose past the rules read, one value an endpoint: as if the rules had been at work all the time. */
export function recordedSeriesOf(job: string): readonly WrittenSeries[] {
  const places = new Map(
    LINES.filter(({ name }) => name === METRIC.requests.prometheus).map(({ labels }) => [
      `${labels.provider} ${labels.endpoint}`,
      { job, provider: labels.provider ?? '', endpoint: labels.endpoint ?? '' },
    ]),
  );
  return [...places.values()].flatMap((place) => [
    constant({ ...place, __name__: RECORD.endpointP95 }, 0.3),
    constant({ ...place, __name__: RECORD.versionWorked, service_version: '1.0.0' }, 1),
  ]);
}

function constant(labels: Readonly<Record<string, string>>, value: number): WrittenSeries {
  return { labels: encodedLabels(labels), valueAt: () => value };
}

function isGauge({ name }: Line): boolean {
  return Object.values(METRIC).some((metric) => metric.prometheus === name && metric.kind === 'gauge');
}

function metricsAtCap(): ReturnType<typeof createMetrics> {
  const metrics = createMetrics();
  for (const { count, ...answer } of ANSWERS) {
    for (let endpoint = 0; endpoint < ENDPOINTS; endpoint++) {
      const provider = providerOf(endpoint % PROVIDERS);
      const finding = findingOf(provider, `GET /v1/things-${Math.floor(endpoint / PROVIDERS)}/{id}`, answer);
      for (let i = 0; i < count; i++) metrics.sink.finding?.(finding);
    }
  }
  const providers = Array.from({ length: PROVIDERS }, (_, i) => providerOf(i));
  metrics.addGauge(METRIC.buildInfo, () => [{ labels: ['1.0.0', '1.0.0'], value: 1 }]);
  metrics.addGauge(METRIC.circuitState, () =>
    providers.flatMap((provider) =>
      CIRCUIT_STATES.map((state) => ({ labels: [provider, state], value: state === 'closed' ? 1 : 0 })),
    ),
  );
  metrics.addGauge(METRIC.rateLimitRemaining, () =>
    providers.map((provider) => ({ labels: [provider], value: 0.8 })),
  );
  metrics.addGauge(METRIC.verdict, () =>
    providers.map((provider) => ({ labels: [provider, 'healthy', 'none'], value: 1 })),
  );
  return metrics;
}

function providerOf(index: number): string {
  return index < HOSTS ? `api-${index}.example.com` : `provider-${index}`;
}

function findingOf(
  provider: string,
  endpoint: string,
  answer: Pick<Finding, 'status' | 'category' | 'blame'>,
): Finding {
  return {
    provider,
    endpoint,
    ...answer,
    outcome: 'answered',
    exchange: { method: 'GET', url: 'https://x', startedAt: 0, durationMs: 80 },
    confidence: 1,
    retry: 'never',
    rule: '',
    hint: '',
    evidence: [],
  };
}
