import { METRICS, type MetricDefinition } from '@faultline/core';
import { expect, it } from 'vitest';

/** Units that Prometheus spells out, of those that our metrics have. Source: prometheus/otlptranslator, `unit_namer.go`. */
const UNITS: Readonly<Record<string, string>> = { s: 'seconds' };

/**
 * The name that Prometheus gives to an OTel metric that it receives over OTLP with its default translation,
 * `UnderscoreEscapingWithSuffixes`. Source: prometheus/otlptranslator, `metric_namer.go`.
 */
function translated({ otel: { name, unit }, kind }: MetricDefinition): string {
  const tokens = name.split(/[^a-zA-Z0-9:]+/).filter((token) => token !== '');
  const spelled = unit.startsWith('{') ? '' : (UNITS[unit] ?? '');
  if (spelled !== '' && !tokens.includes(spelled)) tokens.push(spelled);
  if (kind === 'counter') tokens.push('total');
  if (kind === 'gauge' && unit === '1') tokens.push('ratio');
  return tokens.join('_');
}

it.each(METRICS.map((metric) => [metric.otel.name, metric] as const))(
  '%s has the same name over OTLP as on /metrics, so that one set of rules serves both',
  (_name, metric) => {
    expect(translated(metric)).toBe(metric.prometheus);
  },
);
