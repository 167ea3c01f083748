import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alertmanagerConfig, rulePack, SHORT_WINDOWS } from '@faultline/monitors';
import { type Alertmanager, startAlertmanager } from './alertmanager.ts';
import { type Prometheus, startPrometheus } from './prometheus.ts';
import { startWebhookReceiver, type ToldAlert, type WebhookReceiver } from './webhook-receiver.ts';

/** What Prometheus scrapes. */
export interface Target {
  readonly job: string;
  /** `host:port` of its `/metrics`. */
  readonly address: string;
}

/** Prometheus, Alertmanager and a receiver, with the generated rules and routes, on free ports of loopback. */
export interface MonitoringStack {
  readonly prometheus: Prometheus;
  readonly alertmanager: Alertmanager;
  readonly receiver: WebhookReceiver;
  stop(): Promise<void>;
}

/** Starts the three with short windows: a minute of the production rules lasts three seconds. */
export async function startMonitoringStack(
  targets: readonly Target[],
  onTold?: (alert: ToldAlert) => void,
): Promise<MonitoringStack> {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-stack-'));
  mkdirSync(join(folder, 'data'));
  const rules = join(folder, 'rules.json');
  writeFileSync(rules, JSON.stringify({ groups: rulePack({ timing: SHORT_WINDOWS }) }));
  const receiver = await startWebhookReceiver(onTold);
  const alertmanager = await startAlertmanager(
    alertmanagerConfig({ webhookUrl: receiver.url, groupWait: '3s', groupInterval: '3s' }),
  );
  const prometheus = await startPrometheus(folder, {
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    rule_files: [rules],
    alerting: {
      alertmanagers: [{ static_configs: [{ targets: [new URL(alertmanager.url).host] }] }],
    },
    scrape_configs: targets.map(({ job, address }) => ({
      job_name: job,
      static_configs: [{ targets: [address] }],
    })),
  });
  return {
    prometheus,
    alertmanager,
    receiver,
    async stop() {
      await prometheus.stop();
      await alertmanager.stop();
      await receiver.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
