import { type FaultServer, spawnApp, startFaultServer } from '@faultline/test/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE } from './hostile-scenarios.ts';

interface Told {
  readonly seen: Readonly<Record<string, string>>;
  readonly metrics: string;
  readonly uncaught: readonly string[];
}

let server: FaultServer;
let plain: Told;
beforeAll(async () => {
  server = await startFaultServer(['hostile']);
  for (const [name, scenario] of Object.entries(HOSTILE)) await server.set('hostile', scenario, pathOf(name));
  plain = await tell('off');
}, 60_000);
afterAll(() => server.close());

const pathOf = (name: string): string => `/${Object.keys(HOSTILE).indexOf(name) + 1}/`;

async function tell(mode: string): Promise<Told> {
  const urls = Object.fromEntries(
    Object.keys(HOSTILE).map((name) => [name, server.origin('hostile') + pathOf(name)]),
  );
  const app = spawnApp(new URL('./apps/hostile.ts', import.meta.url), {
    args: [mode, JSON.stringify(urls)],
    env: { OTEL_TRACES_EXPORTER: 'none' },
  });
  const { code } = await app.ended;
  expect(code, app.stderr()).toBe(0);
  return JSON.parse(app.stdout()) as Told;
}

describe.each(['metrics-only', 'own'])('beside a hostile server, Faultline in mode %s', (mode) => {
  it('changes nothing of what the clients see, and throws nothing into the process', {
    timeout: 60_000,
  }, async () => {
    const told = await tell(mode);
    expect(told.seen).toEqual(plain.seen);
    expect(told.uncaught).toEqual(plain.uncaught);
    expect(told.metrics).toContain('faultline_requests_total{');
    expect(told.metrics).not.toMatch(/faultline_internal_errors_total\{.*\} [1-9]/);
  });
});
