import { type FaultServer, fault, OK, spawnApp, startFaultServer } from '@faultline/test/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let server: FaultServer;

/** What the application asks for, beside what it gives up on. */
const SCENARIOS = {
  ok: OK,
  missing: fault.answer(404, { body: '{"error":"missing"}' }),
  limited: fault.answer(429, { headers: { 'retry-after': '7' } }),
  broken: fault.answer(503, { body: 'x'.repeat(20_000), pieces: 4, pauseMs: 5 }),
  moved: fault.redirect('/ok'),
  reset: fault.reset(),
  close: fault.close(),
  garbage: fault.garbage(),
  truncated: fault.truncated(),
  chunks: fault.truncatedChunks(),
  'reset-body': fault.resetMidBody(),
  gzip: fault.badGzip(),
} as const;

beforeAll(async () => {
  server = await startFaultServer(['payments']);
  for (const [path, scenario] of Object.entries(SCENARIOS))
    await server.set('payments', scenario, `/${path}`);
  await server.set('payments', fault.stall(), '/stall');
  await server.set('payments', fault.stallMidBody(), '/stall-body');
});
afterAll(() => server.close());

interface Told {
  readonly seen: Readonly<Record<string, unknown>>;
  readonly incidents: readonly string[];
  readonly settled: number;
  readonly code: number | null;
  readonly stderr: string;
}

async function tell(taps: 'none' | 'taps' | 'all'): Promise<Told> {
  const app = spawnApp(new URL('./app.ts', import.meta.url), {
    args: [server.origin('payments'), server.refused, taps],
    env: { PATHS: Object.keys(SCENARIOS).join(',') },
  });
  const { code } = await app.ended;
  return { ...(JSON.parse(app.stdout()) as Omit<Told, 'code' | 'stderr'>), code, stderr: app.stderr() };
}

describe('an application', () => {
  it('sees the same of every client and fault with taps, and with peek and guards too, as without', async () => {
    const bare = await tell('none');
    const tapped = await tell('taps');
    const all = await tell('all');
    expect(Object.keys(bare.seen)).toHaveLength(16 * (Object.keys(SCENARIOS).length + 8));
    for (const { settled: _, ...told } of [tapped, all]) expect({ ...told, settled: 0 }).toEqual(bare);
    expect(bare).toMatchObject({ code: 7, incidents: [], settled: 0 });
    // Each look is one exchange, and a followed redirect one more.
    expect(tapped.settled).toBeGreaterThanOrEqual(Object.keys(bare.seen).length);
    expect(all.settled).toBe(tapped.settled);
  }, 90_000);
});
