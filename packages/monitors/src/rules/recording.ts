import { durationOf, type Timing } from '../timing.ts';
import { categoryNotIn, REJECTED } from './categories.ts';
import { BUILD_INFO, DURATION_BUCKET, REQUESTS } from './metrics.ts';
import { RECORD } from './record-names.ts';
import type { RecordingRule, RuleGroup } from './rule.ts';

/** Requests that a window needs before a share of them says anything about breadth. */
const ACTIVE = 3;

/**
 * The recording rules that alerts and dashboards read, for one timing. Rules of one group wait for each other, groups do
 * not: the three that read every series of every instance stand apart, so that the slowest does not hold up the rest.
 */
export function recordingGroups(timing: Timing): readonly RuleGroup[] {
  const interval = durationOf(0.5, timing);
  return [
    { name: 'faultline-recording-base', interval, rules: base(timing) },
    { name: 'faultline-recording-windows', interval, rules: windows(timing) },
    { name: 'faultline-recording-latency', interval, rules: latency(timing) },
    { name: 'faultline-recording-fault', interval, rules: fault() },
    { name: 'faultline-recording-breadth', interval, rules: breadth() },
    { name: 'faultline-recording-version', interval, rules: version(timing) },
  ];
}

function base(timing: Timing): readonly RecordingRule[] {
  const window = (minutes: number) => durationOf(minutes, timing);
  return [
    {
      // A series born inside the window (the first failure ever of its kind) is invisible to increase(): take its whole
      // value, but only where the target already reported before, else a scrape gap or a restart reads as a burst.
      record: RECORD.instanceIncrease5m,
      expr: `sum by (job, instance, provider, endpoint, outcome, category, blame) (
    (
        (${REQUESTS} unless ${REQUESTS} offset ${window(5)})
      and on (job, instance)
        ${BUILD_INFO} offset ${window(5)}
    )
  or
    increase(${REQUESTS}[${window(5)}])
)`,
    },
    { record: RECORD.endpointIncrease5m, expr: `sum without (instance) (${RECORD.instanceIncrease5m})` },
    { record: RECORD.providerIncrease5m, expr: `sum without (endpoint) (${RECORD.endpointIncrease5m})` },
    {
      record: RECORD.endpointTotal5m,
      expr: `sum without (outcome, category, blame) (${RECORD.endpointIncrease5m})`,
    },
    {
      record: RECORD.providerTotal5m,
      expr: `sum without (outcome, category, blame) (${RECORD.providerIncrease5m})`,
    },
  ];
}

function windows(timing: Timing): readonly RecordingRule[] {
  const increaseOver = (minutes: number) =>
    `sum by (job, provider, outcome, category, blame) (increase(${REQUESTS}[${durationOf(minutes, timing)}]))`;
  return [
    { record: RECORD.providerIncrease30m, expr: increaseOver(30) },
    { record: RECORD.providerIncrease1h, expr: increaseOver(60) },
    { record: RECORD.providerIncrease6h, expr: increaseOver(360) },
    {
      record: RECORD.providerTotal30m,
      expr: `sum without (outcome, category, blame) (${RECORD.providerIncrease30m})`,
    },
  ];
}

function latency(timing: Timing): readonly RecordingRule[] {
  return [
    {
      record: RECORD.endpointP95,
      expr: `histogram_quantile(0.95, sum by (job, provider, endpoint, le) (rate(${DURATION_BUCKET}[${durationOf(5, timing)}])))`,
    },
  ];
}

/**
 * Share of failures by the provider's fault among the attempts that can speak of it: the other party's failures stay out
 * of the denominator, so an own bug cannot dilute an outage, nor the reverse.
 */
function faultRatio(increase: string): string {
  return `  sum without (outcome, category, blame) (${increase}{blame="provider"})
/
  (sum without (outcome, category, blame) (${increase}{blame=~"provider|none"}) > 0)`;
}

function fault(): readonly RecordingRule[] {
  return [
    { record: RECORD.endpointFault5m, expr: faultRatio(RECORD.endpointIncrease5m) },
    { record: RECORD.providerFault5m, expr: faultRatio(RECORD.providerIncrease5m) },
    { record: RECORD.providerFault30m, expr: faultRatio(RECORD.providerIncrease30m) },
    { record: RECORD.providerFault1h, expr: faultRatio(RECORD.providerIncrease1h) },
    { record: RECORD.providerFault6h, expr: faultRatio(RECORD.providerIncrease6h) },
  ];
}

function breadth(): readonly RecordingRule[] {
  return [
    {
      record: RECORD.endpointsActive,
      expr: `count by (job, provider) (${RECORD.endpointTotal5m} >= ${ACTIVE})`,
    },
    {
      record: RECORD.endpointsFaulting,
      expr: `count by (job, provider) (${RECORD.endpointFault5m} > 0.2 and ${RECORD.endpointTotal5m} >= ${ACTIVE})`,
    },
    {
      record: RECORD.instanceTotal5m,
      expr: `sum without (endpoint, outcome, category, blame) (${RECORD.instanceIncrease5m})`,
    },
    {
      record: RECORD.instanceFault5m,
      expr: `  sum without (endpoint, outcome, category, blame) (${RECORD.instanceIncrease5m}{blame="provider"})
/
  (sum without (endpoint, outcome, category, blame) (${RECORD.instanceIncrease5m}{blame=~"provider|none"}) > 0)`,
    },
    {
      record: RECORD.instancesActive,
      expr: `count by (job, provider) (${RECORD.instanceTotal5m} >= ${ACTIVE})`,
    },
    {
      record: RECORD.instancesFaulting,
      expr: `count by (job, provider) (${RECORD.instanceFault5m} > 0.2 and ${RECORD.instanceTotal5m} >= ${ACTIVE})`,
    },
    {
      // Whatever fails in one instance and not because of the request itself: whoever is blamed for it.
      record: RECORD.instanceFailure5m,
      expr: `  sum without (endpoint, outcome, category, blame) (${RECORD.instanceIncrease5m}{blame!~"none|end_user", ${categoryNotIn(REJECTED)}})
/
  (${RECORD.instanceTotal5m} > 0)`,
    },
    {
      record: RECORD.instancesFailing,
      expr: `count by (job, provider) (${RECORD.instanceFailure5m} > 0.2 and ${RECORD.instanceTotal5m} >= ${ACTIVE})`,
    },
    {
      // Attempts without any HTTP answer, whoever is blamed. What our own breaker rejected was never tried.
      record: RECORD.noAnswer5m,
      expr: `  sum without (outcome, category, blame) (${RECORD.providerIncrease5m}{outcome="no_answer"})
/
  (sum without (outcome, category, blame) (${RECORD.providerIncrease5m}{outcome=~"answered|no_answer"}) > 0)`,
    },
    {
      record: RECORD.providersActive,
      expr: `count by (job) (${RECORD.providerTotal5m} >= ${ACTIVE})`,
    },
    {
      record: RECORD.providersSilent,
      expr: `count by (job) (${RECORD.noAnswer5m} > 0.5 and ${RECORD.providerTotal5m} >= ${ACTIVE})`,
    },
    {
      record: RECORD.egressDown,
      expr: `  (${RECORD.providersSilent} >= 2)
and
  (${RECORD.providersSilent} / ${RECORD.providersActive} >= 0.8)`,
    },
  ];
}

/**
 * The version that each instance runs now, as 1. After an in-place restart the old info series lives on for a while where
 * nothing writes staleness markers (OTLP, remote write, backfill): a bare join would fail as many-to-many at the very
 * moment of a deploy. topk over timestamp() keeps the series with the newest sample. It is no rule of its own, since a
 * recorded copy would have the same flaw.
 */
const VERSION = versionAt('');

function versionAt(offset: string): string {
  return `(max by (job, instance, service_version) (topk by (job, instance) (1, timestamp(${BUILD_INFO}${offset}))) > bool 0)`;
}

function version(timing: Timing): readonly RecordingRule[] {
  // Only instances that ran the version for the whole window count, else the last answers of the old version are
  // credited to the new one after a restart in place.
  const settled = `(${VERSION} and ${versionAt(` offset ${durationOf(6, timing)}`)})`;
  return [
    {
      record: RECORD.versionIncrease5m,
      expr: `sum by (job, service_version, provider, endpoint, category, blame) (
    ${RECORD.instanceIncrease5m}
  * on (job, instance) group_left (service_version)
    ${VERSION}
)`,
    },
    {
      // Share of one kind of failure among it and the successes, by version; needs five attempts.
      record: RECORD.versionFailure5m,
      expr: `  ${RECORD.versionIncrease5m}{blame!="none"}
/ on (job, service_version, provider, endpoint) group_left ()
  (sum without (category, blame) (${RECORD.versionIncrease5m}{blame!~"network|end_user"}) >= 5)`,
    },
    {
      // 1 while this version mostly gets good answers here; max_over_time() of it says whether it ever worked.
      record: RECORD.versionWorked,
      expr: `(
    sum by (job, service_version, provider, endpoint) (
        ${RECORD.instanceIncrease5m}{blame="none"}
      * on (job, instance) group_left (service_version)
        ${settled}
    )
  /
    sum by (job, service_version, provider, endpoint) (
        ${RECORD.instanceIncrease5m}{blame!~"network|end_user"}
      * on (job, instance) group_left (service_version)
        ${settled}
    )
  > 0.5
) > bool 0`,
    },
    {
      record: RECORD.versionWorked1d,
      expr: `max_over_time(${RECORD.versionWorked}[${durationOf(1440, timing)}])`,
    },
  ];
}
