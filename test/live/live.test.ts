import { setTimeout as sleep } from 'node:timers/promises';
import {
  type App,
  type FaultServer,
  freePort,
  type MonitoringStack,
  spawnApp,
  startFaultServer,
  startMonitoringStack,
  type ToldAlert,
} from '@faultline/test/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RepeatedCall, ServiceSettings } from './service-settings.ts';
import { STORIES } from './stories.ts';
import type { LiveStory, Told } from './story.ts';

/** Receivers that wake somebody up. */
const PAGERS = ['owners-page', 'platform-page', 'provider-incident'];
/** So long every service is healthy first: twenty-five minutes of the short windows, far enough from its deploy. */
const HEALTHY_MS = 75_000;
/** And so long the incidents last: twenty-five. */
const INCIDENT_MS = 75_000;

interface Played {
  readonly story: LiveStory;
  readonly server: FaultServer;
  readonly metricsPort: number;
  app: App;
}

async function start(settings: ServiceSettings): Promise<App> {
  const app = spawnApp(new URL('./service.ts', import.meta.url), { args: [JSON.stringify(settings)] });
  await app.shows(/ready/);
  return app;
}

async function prepare(story: LiveStory): Promise<Played> {
  const server = await startFaultServer();
  const metricsPort = await freePort();
  const app = await start(
    settingsOf(
      story,
      metricsPort,
      '1.0.0',
      story.calls((each) => server.origin(each)),
    ),
  );
  return { story, server, metricsPort, app };
}

function settingsOf(
  story: LiveStory,
  metricsPort: number,
  version: string,
  calls: readonly RepeatedCall[],
): ServiceSettings {
  const { job, options } = story;
  return { job, version, metricsPort, calls, ...(options === undefined ? {} : { options }) };
}

/** A new version in the place of the old one, on the same port. */
async function deploy(played: Played, calls: readonly RepeatedCall[]): Promise<void> {
  played.app.kill('SIGTERM');
  await played.app.ended;
  played.app = await start(settingsOf(played.story, played.metricsPort, '1.1.0', calls));
}

/** The names of the alerts that fired, by receiver. */
function toldBy(alerts: readonly ToldAlert[]): Told {
  const told: Record<string, string[]> = {};
  for (const { receiver, status, labels } of alerts) {
    const name = labels.alertname ?? '';
    if (status !== 'firing') continue;
    told[receiver] = [...new Set([...(told[receiver] ?? []), name])].sort();
  }
  return told;
}

describe('under real traffic, Prometheus and Alertmanager, with short windows', () => {
  let stack: MonitoringStack;
  let played: readonly Played[] = [];

  beforeAll(async () => {
    played = await Promise.all(STORIES.map(prepare));
    stack = await startMonitoringStack(
      played.map(({ story, metricsPort }) => ({ job: story.job, address: `127.0.0.1:${metricsPort}` })),
    );
    await sleep(HEALTHY_MS);
    await Promise.all(played.map((one) => one.story.incident(one.server, (calls) => deploy(one, calls))));
    await sleep(INCIDENT_MS);
  }, 300_000);

  afterAll(async () => {
    for (const { app } of played) app.kill('SIGKILL');
    await Promise.all(played.map(({ server }) => server.close()));
    await stack?.stop();
  });

  it.each(STORIES.map((story) => [story.name, story] as const))('%s', (_name, story) => {
    const told = toldBy(stack.receiver.told.filter(({ labels }) => labels.job === story.job));
    const pages = Object.fromEntries(Object.entries(told).filter(([receiver]) => PAGERS.includes(receiver)));
    expect(pages, JSON.stringify(told)).toEqual(story.pages);
    for (const [receiver, alerts] of Object.entries(story.tickets ?? {}))
      expect(told[receiver], JSON.stringify(told)).toEqual(expect.arrayContaining([...alerts]));
  });

  it('nobody is told anything before the incidents', () => {
    const quiet = toldBy(stack.receiver.told.filter(({ labels }) => labels.job === 'quiet'));
    expect(quiet).toEqual({});
  });
});
