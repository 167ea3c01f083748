import { METRIC, type MetricSnapshot } from '@faultline/core';
import { describe, expect, it } from 'vitest';
import { writeExposition } from './exposition.ts';

const REQUESTS: MetricSnapshot = {
  kind: 'counter',
  metric: METRIC.requests,
  points: [{ labels: ['stripe', 'GET /v1/charges', 'answered', '503', 'overloaded', 'provider'], value: 3 }],
};

const DURATIONS: MetricSnapshot = {
  kind: 'histogram',
  metric: METRIC.requestDuration,
  bounds: [0.1, 1],
  points: [
    {
      labels: ['stripe', 'GET /v1/charges'],
      counts: [2, 1, 4],
      sum: 12.5,
      count: 7,
      exemplars: [
        undefined,
        {
          traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
          spanId: '00f067aa0ba902b7',
          value: 0.4,
          timestampMs: 1_700_000_000_250,
        },
      ],
    },
  ],
};

const LABELS = 'provider="stripe",endpoint="GET /v1/charges"';

describe('the text format', () => {
  it('names counters in full, and makes buckets cumulative', () => {
    expect(writeExposition([REQUESTS, DURATIONS], 'text')).toBe(
      [
        `# HELP faultline_requests_total ${METRIC.requests.description}`,
        '# TYPE faultline_requests_total counter',
        `faultline_requests_total{${LABELS},outcome="answered",status="503",category="overloaded",blame="provider"} 3`,
        `# HELP faultline_request_duration_seconds ${METRIC.requestDuration.description}`,
        '# TYPE faultline_request_duration_seconds histogram',
        `faultline_request_duration_seconds_bucket{${LABELS},le="0.1"} 2`,
        `faultline_request_duration_seconds_bucket{${LABELS},le="1"} 3`,
        `faultline_request_duration_seconds_bucket{${LABELS},le="+Inf"} 7`,
        `faultline_request_duration_seconds_sum{${LABELS}} 12.5`,
        `faultline_request_duration_seconds_count{${LABELS}} 7`,
        '',
      ].join('\n'),
    );
  });

  it('leaves out metrics without a series', () => {
    expect(writeExposition([{ kind: 'gauge', metric: METRIC.blocked, points: [] }], 'text')).toBe('');
  });

  it.each([
    ['a "quote"', 'a \\"quote\\"'],
    ['back\\slash', 'back\\\\slash'],
    ['line\nbreak', 'line\\nbreak'],
  ])('escapes the label value %j', (raw, escaped) => {
    const text = writeExposition(
      [{ kind: 'gauge', metric: METRIC.blocked, points: [{ labels: [raw], value: 1 }] }],
      'text',
    );
    expect(text).toContain(`faultline_blocked_seconds{provider="${escaped}"} 1\n`);
  });

  it.each([
    [Infinity, '+Inf'],
    [-Infinity, '-Inf'],
    [Number.NaN, 'NaN'],
    [1e21, '1e+21'],
    [0.1 + 0.2, '0.30000000000000004'],
  ])('writes the value %s as Prometheus parses it', (value, text) => {
    const snapshot = { kind: 'gauge', metric: METRIC.blocked, points: [{ labels: ['x'], value }] } as const;
    expect(writeExposition([snapshot], 'text')).toContain(`{provider="x"} ${text}\n`);
  });
});

describe('OpenMetrics', () => {
  it('names the family of a counter without its suffix, and ends with EOF', () => {
    const text = writeExposition([REQUESTS], 'openmetrics');
    expect(text).toContain('# TYPE faultline_requests counter\nfaultline_requests_total{');
    expect(text.endsWith('\n# EOF\n')).toBe(true);
  });

  it('carries the trace of a bucket as its exemplar', () => {
    expect(writeExposition([DURATIONS], 'openmetrics')).toContain(
      `le="1"} 3 # {trace_id="4bf92f3577b34da6a3ce929d0e0e4736",span_id="00f067aa0ba902b7"} 0.4 1700000000.25\n`,
    );
  });

  it('drops an exemplar over 128 characters, which would fail the whole scrape', () => {
    const exemplar = { traceId: 't'.repeat(100), spanId: 's'.repeat(14), value: 1, timestampMs: 0 };
    const [point] = DURATIONS.points;
    const long = { ...DURATIONS, points: [{ ...point, exemplars: [exemplar] }] } as MetricSnapshot;
    expect(writeExposition([long], 'openmetrics')).not.toContain('trace_id');
  });

  it('is never the text format with exemplars: old scrapers would fail on them', () => {
    expect(writeExposition([DURATIONS], 'text')).not.toContain('trace_id');
  });
});
