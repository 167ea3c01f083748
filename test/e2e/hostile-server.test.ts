import { type FaultServer, spawnApp, startFaultServer } from '@faultline/test/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE } from './hostile-scenarios.ts';

interface Told {
  readonly seen: Readonly<Record<string, string>>;
  readonly metrics: string;
  readonly uncaught: readonly string[];
  /** Callbacks of ours that were called, and threw. */
  readonly thrown: readonly string[];
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
  const targets = Object.fromEntries(
    Object.entries(HOSTILE).map(([name, scenario]) => [
      name,
      {
        url: server.origin('hostile') + pathOf(name),
        isEndless: scenario.kind === 'raw' && scenario.end === 'stall',
      },
    ]),
  );
  const app = spawnApp(new URL('./apps/hostile.ts', import.meta.url), {
    args: [mode, JSON.stringify(targets)],
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

describe('callbacks of ours that throw', () => {
  it.each([
    [['isSuppressed', 'onInternalError']],
    [['started', 'record', 'routeOf', 'peek']],
    [['spanOf', 'place', 'sink.internalError']],
    [
      [
        'settled',
        'amended',
        'classify',
        'sink.finding',
        'sink.amended',
        'sink.internalError',
        'onInternalError',
      ],
    ],
    [['amend']],
  ])('change nothing of what the clients see: %s', { timeout: 60_000 }, async (names) => {
    const told = await tell(`throw:${names}`);
    expect(told.thrown).not.toEqual([]);
    expect(names).toEqual(expect.arrayContaining([...told.thrown]));
    expect(told.seen).toEqual(plain.seen);
    expect(told.uncaught).toEqual(plain.uncaught);
  });
});
