import { CIRCUIT_STATES, METRIC, STATUS_INDICATORS } from '@faultline/core';
import { STEP_SECONDS, seriesOf } from './promtool-test.ts';
import type { Story } from './scenario.ts';
import { type Flow, type Phase, type Result, SEEN } from './traffic.ts';

const MINUTES = 360;
const OUTAGE = { from: 90, to: 120 };
const DEPLOY = { from: 200, to: 230 };
const DEGRADED = { from: 300, to: 360 };
const TARGET = 'job="checkout", instance="a"';

/** Six hours of a checkout service: an outage, an own bad deploy with its rollback, and a provider that is failing now. */
export const HISTORY: Story = {
  minutes: MINUTES,
  running: [
    { version: '1.4.2', from: 0, to: DEPLOY.from },
    { version: '1.4.3', from: DEPLOY.from, to: DEPLOY.to },
    { version: '1.4.2', from: DEPLOY.to, to: MINUTES + 1 },
  ],
  flows: [
    flow('stripe', 'POST /v1/charges', 60, [
      [OUTAGE, SEEN.overloaded, 0.95],
      [DEPLOY, SEEN.unprocessable, 1],
    ]),
    flow('stripe', 'GET /v1/balance', 20, [[OUTAGE, SEEN.overloaded, 0.9]]),
    flow('openai', 'POST /v1/responses', 30, [
      [DEGRADED, SEEN.theirTimeout, 0.2],
      [{ from: 340, to: 360 }, SEEN.rateLimited, 0.1],
    ]),
    flow('github', 'GET /repos/{owner}/{repo}', 30, [
      [{ from: 0, to: 360 }, SEEN.expectedNotFound, 0.1],
      [{ from: 350, to: 360 }, SEEN.unauthorized, 0.3],
    ]),
    flow('carrier', 'POST /labels', 10, [[{ from: 345, to: 360 }, SEEN.unexplained, 0.2]]),
  ],
  gauges: [
    ...CIRCUIT_STATES.map((state) =>
      gauge(
        METRIC.circuitState.prometheus,
        `provider="stripe", state="${state}"`,
        state === 'open'
          ? [[OUTAGE, 1]]
          : state === 'closed'
            ? [
                [{ from: 0, to: 90 }, 1],
                [{ from: 120, to: 361 }, 1],
              ]
            : [],
      ),
    ),
    gauge(METRIC.circuitOpenKeys.prometheus, 'provider="stripe", state="open"', [[OUTAGE, 3]]),
    gauge(METRIC.verdict.prometheus, 'provider="stripe", kind="provider_outage", owner="provider"', [
      [OUTAGE, 1],
    ]),
    gauge(METRIC.verdict.prometheus, 'provider="stripe", kind="own_bug", owner="self"', [[DEPLOY, 1]]),
    gauge(METRIC.verdict.prometheus, 'provider="openai", kind="provider_degraded", owner="provider"', [
      [DEGRADED, 1],
    ]),
    gauge(
      METRIC.verdictConfidence.prometheus,
      'provider="stripe", kind="provider_outage", owner="provider"',
      [[OUTAGE, 0.97]],
    ),
    gauge(
      METRIC.verdictConfidence.prometheus,
      'provider="openai", kind="provider_degraded", owner="provider"',
      [[DEGRADED, 0.9]],
    ),
    ...STATUS_INDICATORS.map((indicator) =>
      gauge(
        METRIC.providerStatus.prometheus,
        `provider="stripe", indicator="${indicator}"`,
        indicator === 'major'
          ? [[{ from: 110, to: 140 }, 1]]
          : indicator === 'none'
            ? [
                [{ from: 0, to: 110 }, 1],
                [{ from: 140, to: 361 }, 1],
              ]
            : [],
      ),
    ),
    gauge(METRIC.rateLimitRemaining.prometheus, 'provider="stripe"', [[{ from: 0, to: 361 }, 0.8]]),
    gauge(METRIC.rateLimitRemaining.prometheus, 'provider="openai"', [
      [{ from: 0, to: 340 }, 0.6],
      [{ from: 340, to: 361 }, 0.02],
    ]),
    gauge(METRIC.blocked.prometheus, 'provider="stripe"', [[OUTAGE, 12]]),
    gauge(METRIC.ownHealth.prometheus, 'vital="event_loop_delay"', [[{ from: 0, to: 361 }, 21]]),
    gauge(METRIC.ownHealth.prometheus, 'vital="pool_pending"', [[{ from: 0, to: 361 }, 2]]),
    counter(METRIC.circuitRejections.prometheus, 'provider="stripe", enforced="true"', OUTAGE, 40),
    counter(METRIC.circuitTransitions.prometheus, 'provider="stripe", from="closed", to="open"', OUTAGE, 0.2),
    counter(
      METRIC.bodyFailures.prometheus,
      'provider="stripe", category="connection", blame="provider"',
      OUTAGE,
      2,
    ),
    counter(METRIC.internalErrors.prometheus, 'where="sink.finding"', { from: 10, to: 20 }, 0.1),
    counter(METRIC.overflow.prometheus, 'where="endpoint"', { from: 10, to: 20 }, 1),
  ],
};

/**
 * A story as OpenMetrics text for `promtool tsdb create-blocks-from openmetrics`.
 *
 * @param startSeconds epoch seconds of its first minute
 */
export function openMetricsOf(story: Story, startSeconds: number): string {
  const lines: string[] = [];
  for (const { series: spaced, values } of seriesOf(story, 'moved')) {
    // OpenMetrics allows no space between labels.
    const series = spaced.replaceAll('", ', '",');
    for (const [step, value] of values.split(' ').entries()) {
      if (value !== '_') lines.push(`${series} ${value} ${startSeconds + step * STEP_SECONDS}`);
    }
  }
  return `${lines.join('\n')}\n# EOF\n`;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Steady traffic in which some spans go wrong by a share; spans may overlap. */
function flow(
  provider: string,
  endpoint: string,
  perMinute: number,
  wrong: readonly (readonly [Span, Result, number])[],
): Flow {
  const bounds = [...new Set([0, MINUTES, ...wrong.flatMap(([{ from, to }]) => [from, to])])].sort(
    (a, b) => a - b,
  );
  const phases = bounds.slice(0, -1).map((from, index): Phase => {
    const to = bounds[index + 1] ?? MINUTES;
    const active = wrong.filter(([span]) => span.from <= from && to <= span.to);
    const share = active.reduce((sum, [, , each]) => sum + each, 0);
    return {
      from,
      to,
      perMinute: [
        ...active.map(([, result, each]) => [result, perMinute * each] as const),
        [SEEN.ok, perMinute * (1 - share)],
      ],
    };
  });
  return { provider, endpoint, phases, latency: [{ from: 300, to: 330, seconds: 0.9 }] };
}

type Gauge = NonNullable<Story['gauges']>[number];

/** A gauge that is 0 outside its spans. */
function gauge(name: string, labels: string, spans: readonly (readonly [Span, number])[]): Gauge {
  return {
    series: `${name}{${TARGET}, ${labels}}`,
    values: [...spans.map(([span, value]) => ({ ...span, value })), { from: 0, to: MINUTES + 1, value: 0 }],
  };
}

/** A counter that grows only in one span. */
function counter(name: string, labels: string, span: Span, perMinute: number): Gauge {
  const steps = Array.from({ length: span.to - span.from }, (_, minute) => ({
    from: span.from + minute,
    to: span.from + minute + 1,
    value: Number(((minute + 1) * perMinute).toFixed(4)),
  }));
  return {
    series: `${name}{${TARGET}, ${labels}}`,
    values: [
      ...steps,
      { from: span.to, to: MINUTES + 1, value: Number(((span.to - span.from) * perMinute).toFixed(4)) },
      { from: 0, to: span.from, value: 0 },
    ],
  };
}
