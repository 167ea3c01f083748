import type { Scenario } from '../scenario.ts';
import { type Flow, SEEN } from '../traffic.ts';
import { healthy, mixed, ONE_VERSION, SOON, START, told } from './story.ts';

const ENDPOINT = 'GET /things/{id}';

/** The states of one breaker from one minute on, closed before. */
function circuit(provider: string, state: 'open' | 'closed', from: number): NonNullable<Scenario['gauges']> {
  return (['open', 'closed'] as const).map((each) => ({
    series: `faultline_circuit_state{job="checkout", instance="a", provider="${provider}", state="${each}"}`,
    values: [
      { from: 0, to: from, value: each === 'closed' ? 1 : 0 },
      { from, to: 10_000, value: each === state ? 1 : 0 },
    ],
  }));
}

/** A status page that says one thing from {@link SOON} on, and that all is well before. */
function statusPage(indicator: string): NonNullable<Scenario['gauges']> {
  return ['none', 'minor', 'major', 'critical'].map((each) => ({
    series: `faultline_provider_status{job="checkout", instance="a", provider="stripe", indicator="${each}"}`,
    values: [
      { from: 0, to: SOON, value: each === 'none' ? 1 : 0 },
      { from: SOON, to: 10_000, value: each === indicator ? 1 : 0 },
    ],
  }));
}

function stopping(provider: string, perMinute: number): Flow {
  return {
    provider,
    endpoint: ENDPOINT,
    phases: [{ from: 0, to: START, perMinute: [[SEEN.ok, perMinute]] }],
  };
}

/** Just below and just above what the alerts about telemetry need. */
export const TELEMETRY_THRESHOLDS: readonly Scenario[] = [
  told(
    'a third of the failures without an owner is nobody’s business',
    [
      mixed(
        'acme',
        ENDPOINT,
        60,
        [
          [SEEN.unexplained, 0.1],
          [SEEN.badRequest, 0.2],
        ],
        { from: SOON },
      ),
    ],
    { [SOON + 35]: [] },
  ),
  told(
    'ten failures without an owner in half an hour are nobody’s business',
    [mixed('acme', ENDPOINT, 60, [[SEEN.unexplained, 1 / 180]], { from: SOON })],
    { [SOON + 50]: [] },
  ),
  told('thirty are a ticket', [mixed('acme', ENDPOINT, 1, [[SEEN.unexplained, 1]], { from: SOON })], {
    [SOON + 50]: ['BlameUnknownHigh'],
  }),
  told(
    'a closed circuit is nothing to tell',
    [healthy('stripe', ENDPOINT, 10)],
    { [SOON + 10]: [] },
    {
      gauges: circuit('stripe', 'closed', SOON),
    },
  ),
  told(
    'a status page that admits a minor incident says nothing',
    [healthy('stripe', ENDPOINT, 10)],
    {
      [SOON + 10]: [],
    },
    { gauges: statusPage('minor') },
  ),
  told(
    'one that admits a critical incident does',
    [healthy('stripe', ENDPOINT, 10)],
    {
      [SOON + 10]: ['ProviderStatusBad'],
    },
    { gauges: statusPage('critical') },
  ),
  told(
    'three calls a minute that stop are a ticket for an hour',
    [stopping('stripe', 3), healthy('carrier', 'POST /labels', 10)],
    { [START + 52]: ['TrafficStopped'], [START + 80]: ['TrafficStopped'] },
    { gauges: circuit('stripe', 'closed', START) },
  ),
  told(
    'calls that stop behind an open circuit have not stopped',
    [stopping('stripe', 10), healthy('carrier', 'POST /labels', 10)],
    { [START + 52]: ['ProviderCircuitOpen'] },
    { gauges: circuit('stripe', 'open', START) },
  ),
  told(
    'an open circuit explains no other provider’s silence',
    [stopping('stripe', 10), healthy('carrier', 'POST /labels', 10)],
    { [START + 52]: ['ProviderCircuitOpen', 'TrafficStopped'] },
    { gauges: circuit('carrier', 'open', START) },
  ),
  told(
    'a job that no longer reports is told for half an hour, and its traffic has not stopped',
    [healthy('stripe', ENDPOINT, 10)],
    { [START + 20]: ['MetricsAbsent'], [START + 41]: [], [START + 52]: [] },
    { running: [{ version: '1.0.0', from: 0, to: START }], gap: { from: START, to: 10_000 } },
  ),
  told(
    'counters that are high when they are first seen are no burst',
    [mixed('stripe', ENDPOINT, 20, [[SEEN.serverError, 1]], { from: 0, to: SOON })],
    { [SOON + 3]: [], [SOON + 7]: [], [SOON + 12]: [] },
    { running: ONE_VERSION, gap: { from: 0, to: SOON + 1 } },
  ),
];
