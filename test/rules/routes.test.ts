import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AlertingRule, alertmanagerConfig, rulePack } from '@faultline/monitors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Alertmanager, startAlertmanager } from '../kit/servers/alertmanager.ts';

const CONFIG = alertmanagerConfig({ webhookUrl: 'http://127.0.0.1:9' });
const ALERTS = rulePack()
  .flatMap((group) => group.rules)
  .filter((rule): rule is AlertingRule => 'alert' in rule);

describe('routes', () => {
  let folder: string;
  let file: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'faultline-routes-'));
    file = join(folder, 'alertmanager.json');
    writeFileSync(file, JSON.stringify(CONFIG));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are a configuration that Alertmanager takes', () => {
    expect(execFileSync('amtool', ['check-config', file], { encoding: 'utf8' })).toContain('SUCCESS');
  });

  /** Who is told of each alert: written from who has to act, not from the routes. */
  const RECEIVER_OF: Readonly<Record<string, string>> = {
    'ProviderOutage critical': 'provider-incident',
    'ProviderOutageLowTraffic warning': 'provider-watch',
    'ProviderEndpointFailing warning': 'provider-watch',
    'ProviderDegraded warning': 'provider-watch',
    'ProviderErrorBudgetBurn warning': 'provider-watch',
    'ProviderEndpointGone critical': 'provider-incident',
    'ProviderStatusBad info': 'null',
    'OwnRequestBug critical': 'owners-page',
    'OwnRequestBug warning': 'owners-ticket',
    'ProviderCredentialsRejected critical': 'owners-page',
    'ProviderRateLimited warning': 'owners-ticket',
    'ProviderQuotaNearLimit warning': 'owners-ticket',
    'ProviderQuotaExhausted critical': 'owners-page',
    'OwnInstanceFault warning': 'owners-ticket',
    'NetworkEgressDown critical': 'platform-page',
    'ProviderCircuitOpen info': 'null',
    'BlameUnknownHigh warning': 'owners-ticket',
    'MetricsAbsent warning': 'owners-ticket',
    'TrafficStopped warning': 'owners-ticket',
  };

  it('have an expectation for every alert', () => {
    const names = ALERTS.map((rule) => `${rule.alert} ${rule.labels.severity}`);
    expect([...new Set(names)].sort()).toEqual(Object.keys(RECEIVER_OF).sort());
  });

  it.each(ALERTS.map((rule) => [rule.alert, rule.labels.severity, rule] as const))(
    'tell those who must act of %s (%s)',
    (alert, severity, rule) => {
      const labels = Object.entries({
        alertname: alert,
        job: 'checkout',
        provider: 'stripe',
        ...rule.labels,
      });
      const told = execFileSync(
        'amtool',
        [
          'config',
          'routes',
          'test',
          `--config.file=${file}`,
          ...labels.map(([name, value]) => `${name}=${value}`),
        ],
        { encoding: 'utf8' },
      );
      expect(told.trim()).toBe(RECEIVER_OF[`${alert} ${severity}`]);
    },
  );
});

describe('inhibitions, in a real Alertmanager', () => {
  let alertmanager: Alertmanager;
  beforeAll(async () => {
    alertmanager = await startAlertmanager(CONFIG);
  });
  afterAll(() => alertmanager?.stop());

  interface Told {
    readonly labels: Readonly<Record<string, string>>;
    readonly status: { readonly inhibitedBy: readonly string[] };
  }

  /** Posts alerts of a job of their own, and gives the names that still notify. */
  async function loud(job: string, alerts: readonly Readonly<Record<string, string>>[]): Promise<string[]> {
    const posted = await fetch(`${alertmanager.url}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(alerts.map((labels) => ({ labels: { job, ...labels } }))),
    });
    expect(posted.status).toBe(200);
    const filter = encodeURIComponent(`job="${job}"`);
    // Statuses are set when the alerts are dispatched, a moment after they were taken.
    let told: Told[] = [];
    for (let tries = 0; tries < 50 && told.length < alerts.length; tries++) {
      told = (await (await fetch(`${alertmanager.url}/api/v2/alerts?filter=${filter}`)).json()) as Told[];
    }
    return told
      .filter(({ status }) => status.inhibitedBy.length === 0)
      .map(({ labels }) => labels.alertname ?? '')
      .sort();
  }

  const at = (provider: string, ...names: string[]) => names.map((alertname) => ({ alertname, provider }));

  it('let an outage silence its consequences at the same provider, and no others', async () => {
    expect(
      await loud('outage', [
        ...at(
          'stripe',
          'ProviderOutage',
          'OwnRequestBug',
          'ProviderDegraded',
          'ProviderCircuitOpen',
          'ProviderCredentialsRejected',
          'ProviderErrorBudgetBurn',
        ),
        ...at('github', 'OwnRequestBug'),
      ]),
    ).toEqual(['OwnRequestBug', 'ProviderOutage']);
  });

  it('let a dead network silence every verdict on a provider', async () => {
    expect(
      await loud('egress', [
        { alertname: 'NetworkEgressDown' },
        ...at('stripe', 'ProviderOutage', 'BlameUnknownHigh', 'OwnInstanceFault'),
        ...at('github', 'ProviderDegraded'),
      ]),
    ).toEqual(['NetworkEgressDown']);
  });

  it('let a refused key silence what follows from it', async () => {
    expect(
      await loud(
        'key',
        at('github', 'ProviderCredentialsRejected', 'OwnRequestBug', 'TrafficStopped', 'ProviderRateLimited'),
      ),
    ).toEqual(['ProviderCredentialsRejected']);
  });

  it('let one bad instance silence what its failures look like', async () => {
    expect(
      await loud('instance', at('stripe', 'OwnInstanceFault', 'ProviderDegraded', 'ProviderErrorBudgetBurn')),
    ).toEqual(['OwnInstanceFault']);
  });

  it('let a failing endpoint stand for the degradation that it is', async () => {
    expect(
      await loud(
        'endpoint',
        at('stripe', 'ProviderEndpointFailing', 'ProviderDegraded', 'ProviderErrorBudgetBurn'),
      ),
    ).toEqual(['ProviderEndpointFailing']);
  });

  it('let missing metrics silence whatever was said before', async () => {
    expect(
      await loud('absent', [
        { alertname: 'MetricsAbsent' },
        ...at('stripe', 'ProviderOutage', 'TrafficStopped', 'OwnRequestBug'),
      ]),
    ).toEqual(['MetricsAbsent']);
  });

  it('silence nothing across jobs', async () => {
    await loud('a', at('stripe', 'ProviderOutage'));
    expect(await loud('b', at('stripe', 'ProviderDegraded'))).toEqual(['ProviderDegraded']);
  });
});
